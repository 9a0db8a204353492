import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { en as accountEn } from '../src/lib/messages/account-en';
import { es as accountEs } from '../src/lib/messages/account-es';
import { en as adminEn } from '../src/lib/messages/admin-en';
import { es as adminEs } from '../src/lib/messages/admin-es';
import { en as buyingEn } from '../src/lib/messages/buying-en';
import { es as buyingEs } from '../src/lib/messages/buying-es';
import { en as developersEn } from '../src/lib/messages/developers-en';
import { es as developersEs } from '../src/lib/messages/developers-es';
import { en as feedEn } from '../src/lib/messages/feed-en';
import { es as feedEs } from '../src/lib/messages/feed-es';
import { en as forumEn } from '../src/lib/messages/forum-en';
import { es as forumEs } from '../src/lib/messages/forum-es';
import { en as graphEn } from '../src/lib/messages/graph-en';
import { es as graphEs } from '../src/lib/messages/graph-es';
import { en as inboxEn } from '../src/lib/messages/inbox-en';
import { es as inboxEs } from '../src/lib/messages/inbox-es';
import { en as knowledgeEn } from '../src/lib/messages/knowledge-en';
import { es as knowledgeEs } from '../src/lib/messages/knowledge-es';
import { en } from '../src/lib/messages/en';
import { es } from '../src/lib/messages/es';
import { en as membershipEn } from '../src/lib/messages/membership-en';
import { es as membershipEs } from '../src/lib/messages/membership-es';
import { en as moderationEn } from '../src/lib/messages/moderation-en';
import { es as moderationEs } from '../src/lib/messages/moderation-es';
import { en as notificationsEn } from '../src/lib/messages/notifications-en';
import { es as notificationsEs } from '../src/lib/messages/notifications-es';
import { en as pictureEn } from '../src/lib/messages/picture-en';
import { es as pictureEs } from '../src/lib/messages/picture-es';
import { en as promotionsEn } from '../src/lib/messages/promotions-en';
import { es as promotionsEs } from '../src/lib/messages/promotions-es';
import { en as reviewsEn } from '../src/lib/messages/reviews-en';
import { es as reviewsEs } from '../src/lib/messages/reviews-es';
import { en as studyEn } from '../src/lib/messages/study-en';
import { es as studyEs } from '../src/lib/messages/study-es';
import { en as teachingEn } from '../src/lib/messages/teaching-en';
import { es as teachingEs } from '../src/lib/messages/teaching-es';
import { en as transcriptEn } from '../src/lib/messages/transcript-en';
import { es as transcriptEs } from '../src/lib/messages/transcript-es';

const CSRF_HEADER = { 'x-aula-csrf': '1' };

const axeSource = readFileSync(fileURLToPath(new URL('../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8');
type AxeRun = { violations: { id: string; impact: string | null; nodes: { target: string[] }[] }[] };

/** No serious or critical finding. The script goes in by the debugger, so the page's CSP stays as it is. */
export async function expectAccessible(page: Page, name: string) {
  expect(await findings(page, ['serious', 'critical']), `axe on ${name}`).toEqual([]);
}

/** No finding of any weight. */
export async function expectFaultless(page: Page, name: string) {
  expect(await findings(page, ['minor', 'moderate', 'serious', 'critical']), `axe on ${name}`).toEqual([]);
}

async function findings(page: Page, weights: string[]): Promise<string[]> {
  await page.evaluate(() => {
    for (const media of document.querySelectorAll('video')) media.pause();
    // What is still fading in has the contrast of the moment: a page is judged as it comes to rest.
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
    }
  });
  await page.evaluate(axeSource);
  const result = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(root: Document): Promise<AxeRun> } };
    return axe.run(document);
  });
  return result.violations
    .filter((v) => weights.includes(v.impact ?? 'critical'))
    .map((v) => `${v.id} (${v.impact ?? 'unweighed'}): ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ')}`);
}

export async function shoot(page: Page, name: string) {
  const path = fileURLToPath(new URL(`../test-output/screenshots/${name}.png`, import.meta.url));
  await page.evaluate(() => document.fonts.ready);
  await expect(page.locator('[data-slot="skeleton"]')).toHaveCount(0);
  // A header that sticks would be drawn in the middle of a page that is scrolled.
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path, fullPage: true });
}

/** Of the menu in the page's head, which is another one once it is known who is here. */
export async function chooseInMenu(page: Page, name: string) {
  const item = page.getByRole('menuitem', { name });
  await expect(async () => {
    if (!(await item.isVisible())) await page.locator('header [aria-haspopup="menu"]').first().click({ timeout: 5_000 });
    await item.click({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await expect(item).toHaveCount(0);
}

/** Says yes to what the page asks. */
export async function agree(page: Page) {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button').last().click();
  await expect(dialog).toHaveCount(0);
}

export async function inLanguage(page: Page, locale: 'es' | 'en') {
  const current = await page.evaluate(() => document.documentElement.lang);
  if (current !== locale) await chooseInMenu(page, locale === 'en' ? 'Read in English' : 'Leer en español');
  await expect(page.locator('html')).toHaveAttribute('lang', locale);
}

type Mail = { to: string; subject: string; text: string; html: string };

/** What an address was sent, the last first, from the inbox of the mail sink. */
export async function mailsTo(to: string): Promise<Mail[]> {
  const inbox = process.env.AULA_MAIL_INBOX_URL;
  if (!inbox) throw new Error('AULA_MAIL_INBOX_URL is not set: bin/test journey sets it');
  return (await (await fetch(`${inbox}/messages?to=${encodeURIComponent(to)}`)).json()) as Mail[];
}

/** The last link to this page that the address was sent. */
export async function mailedLink(to: string, page: string): Promise<string> {
  let link = '';
  await expect
    .poll(async () => {
      const texts = (await mailsTo(to)).map(({ text }) => new RegExp(`https?://\\S*${page}\\?\\S+`).exec(text)?.[0]);
      link = texts.find(Boolean) ?? '';
      return link;
    }, { timeout: 90_000 })
    .not.toBe('');
  return link;
}

/** The mail to the address that holds these words, as text. */
export async function mailedText(to: string, holding: string): Promise<string> {
  let found = '';
  await expect
    .poll(async () => {
      found = (await mailsTo(to)).find(({ text }) => text.includes(holding))?.text ?? '';
      return found;
    }, { timeout: 90_000 })
    .not.toBe('');
  return found;
}

export const words = {
  es: { ...es, ...accountEs, ...adminEs, ...buyingEs, ...developersEs, ...feedEs, ...forumEs, ...graphEs, ...inboxEs, ...knowledgeEs, ...membershipEs, ...moderationEs, ...notificationsEs, ...pictureEs, ...promotionsEs, ...reviewsEs, ...studyEs, ...teachingEs, ...transcriptEs },
  en: { ...en, ...accountEn, ...adminEn, ...buyingEn, ...developersEn, ...feedEn, ...forumEn, ...graphEn, ...inboxEn, ...knowledgeEn, ...membershipEn, ...moderationEn, ...notificationsEn, ...pictureEn, ...promotionsEn, ...reviewsEn, ...studyEn, ...teachingEn, ...transcriptEn },
} as const;

/** A text of the pages with its blanks filled in. */
export const fill = (text: string, values: Record<string, string>) => text.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');

/** A new account that teaches, in Spanish at its list of courses. */
export async function signUpTeacher(page: Page, name: string, run: string) {
  await signUpAt(page, name, run, '/teach');
  await inLanguage(page, 'es');
  await page.getByRole('button', { name: words.es['teach.becomeAction'] }).click();
  await expect(page.getByLabel(words.es['teach.name'])).toBeVisible();
}

/** A teacher of a name of their own, in Spanish at a new course whose only lesson, "Primera", is a video without a file. */
export async function teachFirstLesson(page: Page, name: string, run: string, course: string) {
  const say = words.es;
  await signUpTeacher(page, name, run);
  await page.getByLabel(say['teach.name']).fill(course);
  await page.getByRole('button', { name: say['teach.new'] }).click();
  await page.getByLabel(say['editor.moduleName']).fill('Uno');
  await page.getByRole('button', { name: say['editor.addModule'] }).click();
  await page.getByLabel(say['editor.lessonName']).fill('Primera');
  await page.getByRole('button', { name: say['editor.addLesson'] }).click();
}

/** Asks the graph in the name of whoever is signed in on the page, for what a test needs but does not look at. */
export async function ask(page: Page, query: string, variables: Record<string, unknown> = {}) {
  const response = await page.request.post('/graphql', { headers: CSRF_HEADER, data: { query, variables } });
  const { data, errors } = await response.json();
  expect(errors, query).toBeUndefined();
  for (const payload of Object.values<{ userErrors?: unknown[] } | null>(data)) expect(payload?.userErrors ?? [], query).toEqual([]);
  return data;
}

/** A new article with a text, still a draft; its id. */
export async function addArticle(page: Page, moduleId: string, title: string): Promise<string> {
  const { createLesson } = await ask(page, 'mutation ($input: CreateLessonInput!) { createLesson(input: $input) { lesson { id } userErrors { message } } }', {
    input: { moduleId, title, kind: 'ARTICLE', idempotencyKey: randomUUID() },
  });
  const { id } = createLesson.lesson;
  await ask(page, 'mutation ($input: UpdateLessonInput!) { updateLesson(input: $input) { userErrors { message } } }', {
    input: { id, articleHtml: [{ locale: 'es', text: `<p>Texto de ${title}.</p><p></p><p>Fin.</p>` }] },
  });
  return id;
}

/** A published course of articles, `modules` by their names and those of their lessons. */
export async function publishArticles(page: Page, title: string, modules: Record<string, string[]>, completionRule = 'COVERAGE') {
  const { createCourse } = await ask(page, 'mutation ($input: CreateCourseInput!) { createCourse(input: $input) { course { id slug } userErrors { message } } }', {
    input: { title, originalLocale: 'es', idempotencyKey: randomUUID() },
  });
  const { id, slug } = createCourse.course;
  const moduleIds: string[] = [];
  const lessonIds: string[] = [];
  for (const [name, lessons] of Object.entries(modules)) {
    const { createModule } = await ask(page, 'mutation ($input: CreateModuleInput!) { createModule(input: $input) { module { id } userErrors { message } } }', {
      input: { courseId: id, title: name, afterId: moduleIds.at(-1) ?? null, idempotencyKey: randomUUID() },
    });
    moduleIds.push(createModule.module.id);
    for (const lesson of lessons) lessonIds.push(await addArticle(page, createModule.module.id, lesson));
  }
  const revision = async () => (await ask(page, 'query ($id: ID!) { course(id: $id) { revision } }', { id })).course.revision;
  await ask(page, 'mutation ($input: UpdateCourseInput!) { updateCourse(input: $input) { userErrors { message } } }', {
    input: { id, expectedRevision: await revision(), settings: { completionRule } },
  });
  await ask(page, 'mutation ($input: PublishCourseInput!) { publishCourse(input: $input) { userErrors { message } } }', {
    input: { id, expectedRevision: await revision() },
  });
  return { id, slug: String(slug), moduleIds, lessonIds };
}

export async function enroll(page: Page, courseId: string) {
  await ask(page, 'mutation ($input: EnrollInput!) { enroll(input: $input) { userErrors { message } } }', { input: { courseId, idempotencyKey: randomUUID() } });
}

/** A new account, confirmed by mail and signed in on `page` at `returnTo`. */
export async function signUpAt(page: Page, name: string, run: string, returnTo: string) {
  const email = `${name.toLowerCase()}-${run}@aula.test`;
  const password = `Una-clave-larga-${run}`;
  await page.goto(`/session/sign-up?return_to=${encodeURIComponent(returnTo)}`);
  await page.locator('input[name="displayName"]').fill(name);
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[type="password"]').first().fill(password);
  await page.locator('form button[type="submit"]').first().click();
  await page.goto(await mailedLink(email, '/auth/confirm'));
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
