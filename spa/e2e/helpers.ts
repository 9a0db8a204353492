import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { en } from '../src/lib/messages/en';
import { es } from '../src/lib/messages/es';
import { en as teachingEn } from '../src/lib/messages/teaching-en';
import { es as teachingEs } from '../src/lib/messages/teaching-es';

const axeSource = readFileSync(fileURLToPath(new URL('../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8');
type AxeRun = { violations: { id: string; impact: string | null; nodes: { target: string[] }[] }[] };

/** No serious or critical finding. The script goes in by the debugger, so the page's CSP stays as it is. */
export async function expectAccessible(page: Page, name: string) {
  await page.evaluate(() => {
    for (const media of document.querySelectorAll('video')) media.pause();
  });
  await page.evaluate(axeSource);
  const result = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(root: Document): Promise<AxeRun> } };
    return axe.run(document);
  });
  const found = result.violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ')}`);
  expect(found, `axe on ${name}`).toEqual([]);
}

export async function shoot(page: Page, name: string) {
  const path = fileURLToPath(new URL(`../test-output/screenshots/${name}.png`, import.meta.url));
  await page.evaluate(() => document.fonts.ready);
  await expect(page.locator('[data-slot="skeleton"]')).toHaveCount(0);
  // A header that sticks would be drawn in the middle of a page that is scrolled.
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path, fullPage: true });
}

export async function inLanguage(page: Page, locale: 'es' | 'en') {
  const current = await page.evaluate(() => document.documentElement.lang);
  if (current !== locale) await page.getByRole('button', { name: locale === 'en' ? 'Read in English' : 'Leer en español' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', locale);
}

type Mail = { to: string; subject: string; text: string; html: string };

/** The confirmation's link, from the inbox of the mail sink. */
export async function confirmationLink(to: string): Promise<string> {
  const inbox = process.env.AULA_MAIL_INBOX_URL;
  if (!inbox) throw new Error('AULA_MAIL_INBOX_URL is not set: bin/test journey sets it');
  let link = '';
  await expect
    .poll(async () => {
      const mails = (await (await fetch(`${inbox}/messages?to=${encodeURIComponent(to)}`)).json()) as Mail[];
      link = /https?:\/\/[^\s"<>]*\/auth\/confirm\?[^\s"<>]+/.exec(mails[0]?.text ?? '')?.[0] ?? '';
      return link;
    }, { timeout: 30_000 })
    .not.toBe('');
  return link.replaceAll('&amp;', '&');
}

export const words = { es: { ...es, ...teachingEs }, en: { ...en, ...teachingEn } } as const;

/** A new account, confirmed by mail and signed in on `page` at `returnTo`. */
export async function signUpAt(page: Page, name: string, run: string, returnTo: string) {
  const email = `${name.toLowerCase()}-${run}@aula.test`;
  const password = `Una-clave-larga-${run}`;
  await page.goto(`/session/sign-up?return_to=${encodeURIComponent(returnTo)}`);
  await page.locator('input[name="displayName"]').fill(name);
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[type="password"]').first().fill(password);
  await page.locator('form button[type="submit"]').first().click();
  await page.goto(await confirmationLink(email));
  // Scanners of mail follow links, so the link only leads to a button.
  await page.locator('form button[type="submit"]').first().click();
  await page.waitForURL(/\/auth\/login/);
  await signInAt(page, { email, password }, returnTo);
}

export async function signInAt(page: Page, { email, password }: { email: string; password: string }, returnTo: string) {
  await page.goto(`/session/sign-in?return_to=${encodeURIComponent(returnTo)}`);
  await fillSignIn(page, { email, password });
  await page.waitForURL((url) => url.pathname + url.search === returnTo);
}

export async function fillSignIn(page: Page, { email, password }: { email: string; password: string }) {
  if (!page.url().includes('/auth/')) return;
  await page.locator('input[type="email"], input[name="username"]').first().fill(email);
  await page.locator('input[type="password"]').first().fill(password);
  await page.locator('form button[type="submit"]').first().click();
}

export const currentTime = (page: Page) =>
  page.evaluate(() => {
    const media = document.querySelector('[slot="media"]');
    return media && 'currentTime' in media && typeof media.currentTime === 'number' ? media.currentTime : 0;
  });

export const isPaused = (page: Page) =>
  page.evaluate(() => {
    const media = document.querySelector('[slot="media"]');
    return media !== null && 'paused' in media && media.paused === true;
  });

export const startPlaying = (page: Page) =>
  page.evaluate(() => {
    const media = document.querySelector('[slot="media"]');
    if (media instanceof HTMLElement && 'play' in media && typeof media.play === 'function') {
      Object.assign(media, { muted: true });
      void media.play();
    }
  });
