import { afterEach, expect, it, vi } from 'vitest';
import { toggleTheme } from './theme';

afterEach(() => document.documentElement.removeAttribute('class'));

it('changes in one step: nothing fades through the old colours', () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  const seen: string[] = [];
  const measure = vi.spyOn(document.documentElement, 'getBoundingClientRect').mockImplementation(() => {
    seen.push(document.documentElement.className);
    return new DOMRect();
  });
  toggleTheme();
  expect(seen).toEqual(['in-one-step dark']);
  expect(document.documentElement.className).toBe('dark');
  measure.mockRestore();
  vi.unstubAllGlobals();
});
