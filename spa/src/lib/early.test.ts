import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

/** The script of the page's head, as a browser runs it. */
const early = new Function(readFileSync('public/early.js', 'utf8'));
const languageBy = (cookie: string | null, stored: string | null) => {
  if (cookie !== null) document.cookie = `AULA_LANG=${cookie}; Path=/`;
  if (stored !== null) localStorage.setItem('aula.locale', stored);
  early();
  return document.documentElement.lang;
};

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  document.cookie = 'AULA_LANG=; Path=/; Max-Age=0';
  localStorage.clear();
});
afterEach(() => vi.unstubAllGlobals());

it('the language that was chosen on the sign-in pages is that of the page', () => expect(languageBy('en', 'es')).toBe('en'));
it('a language of the region is its language', () => expect(languageBy('en-GB', null)).toBe('en'));
it('one chosen here is kept where there is no cookie', () => expect(languageBy(null, 'en')).toBe('en'));
it.each(['fr', 'eng', ''])('the cookie "%s" names no language of ours', (cookie) => expect(languageBy(cookie, 'es')).toBe('es'));

it('where nobody chose one it is that of the mail whose link was followed, and a choice stands before it', () => {
  history.replaceState(null, '', '/notifications?lang=en');
  vi.stubGlobal('navigator', { language: 'es-ES' });
  expect(languageBy(null, null)).toBe('en');
  expect(languageBy(null, 'es')).toBe('es');
  history.replaceState(null, '', '/notifications?lang=fr');
  localStorage.clear();
  expect(languageBy(null, null)).toBe('es');
  history.replaceState(null, '', '/');
});
