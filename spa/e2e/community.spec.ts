import { randomUUID } from 'node:crypto';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { agree, ask, enroll, expectFaultless, fill, inLanguage, publishArticles, shoot, signUpAt, signUpTeacher, words } from './helpers';
import { signInAdmin } from './staff';

const run = Date.now().toString(36);

test.describe.configure({ mode: 'serial' });

type Course = Awaited<ReturnType<typeof publishArticles>>;
let teacher: Page;
let author: Page;
let reader: Page;
let admin: Page;
let course: Course;

async function newPerson(browser: Browser, name: string, locale: 'es' | 'en', width = 1_280) {
  const page = await (await browser.newContext({ viewport: { width, height: 800 } })).newPage();
  await signUpAt(page, name, run, '/my-learning');
  await inLanguage(page, locale);
  return page;
}

/** Nothing is cut off and nothing has to be scrolled sideways. */
async function expectNoSideways(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
}

test.beforeAll(async ({ browser }) => {
  teacher = await (await browser.newContext()).newPage();
  await signUpTeacher(teacher, 'Comunera', run);
  author = await newPerson(browser, 'Autora', 'es');
  reader = await newPerson(browser, 'Lector', 'en', 360);
  admin = await (await browser.newContext()).newPage();
  await signInAdmin(admin, '/admin/moderation');
  await inLanguage(admin, 'es');
  course = await publishArticles(teacher, `Comunidad ${run}`, { Uno: ['Alfa'] });
  for (const page of [author, reader]) await enroll(page, course.id);
  await expect(async () => {
    const { course: read } = await ask(author, 'query ($id: ID!) { course(id: $id) { viewerMayReview threads(first: 0) { totalCount } } }', { id: course.id });
    expect(read.viewerMayReview && read.threads !== null, 'social has heard who is enrolled').toBe(true);
  }).toPass({ timeout: 90_000 });
});
test.afterAll(() => Promise.all([teacher, author, reader, admin].map((page) => page.context().close())));

test('a review is written by keyboard alone, outlives a reload, and is read by others', async () => {
  const say = words.es;
  await author.goto(`/courses/${course.slug}`);
  await author.getByRole('button', { name: say['reviews.write'] }).press('Enter');
  const stars = (count: number) => author.getByRole('radio', { name: fill(say['reviews.stars_other'], { count: String(count) }) });
  await stars(4).press('Space');
  await expect(stars(4)).toBeChecked();
  await author.getByLabel(say['reviews.text']).fill('Claro y **breve**.');
  await author.reload();
  await expect(author.getByLabel(say['reviews.text']), 'what was typed').toHaveValue('Claro y **breve**.');
  await expect(stars(4)).toBeChecked();
  await author.getByRole('button', { name: say['reviews.send'] }).press('Enter');
  const own = author.getByRole('region', { name: say['reviews.yours'] });
  await expect(own).toContainText('Claro y breve.');
  await shoot(author, 'review-own-es');
  await expectFaultless(author, 'course with a review of one’s own');

  await reader.goto(`/courses/${course.slug}`);
  await expect(reader.getByText('Claro y breve.')).toBeVisible();
  await expect(reader.getByText(fill(words.en['reviews.count_one'], { count: '1' }), { exact: true })).toBeVisible();
  await shoot(reader, 'review-read-en');
  await expectNoSideways(reader);
  await expectFaultless(reader, 'course with a review on a phone');
});

test('what the teacher announces rings, and stands on the course’s page', async () => {
  await ask(teacher, 'mutation ($input: CreateThreadInput!) { createThread(input: $input) { thread { id } userErrors { message } } }', {
    input: { courseId: course.id, kind: 'ANNOUNCEMENT', title: 'Clase en directo', bodyMarkdown: 'El jueves a las siete.', idempotencyKey: randomUUID() },
  });
  await author.goto('/notifications');
  await expect(async () => {
    await author.reload();
    await expect(author.getByRole('link', { name: 'Clase en directo' })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  await author.goto(`/courses/${course.slug}`);
  await author.getByRole('link', { name: 'Clase en directo' }).click();
  await expect(author.getByText('El jueves a las siete.')).toBeVisible();
});

test('a report is decided, told to its author, objected to, and decided by somebody else', async () => {
  const { createThread } = await ask(author, 'mutation ($input: CreateThreadInput!) { createThread(input: $input) { thread { id } userErrors { message } } }', {
    input: { courseId: course.id, kind: 'DISCUSSION', title: `Compra ya ${run}`, bodyMarkdown: 'Barato, solo hoy.', idempotencyKey: randomUUID() },
  });
  const thread = `/courses/${course.slug}/forum/${createThread.thread.id}`;
  await reader.goto(thread);
  await reader.getByRole('button', { name: words.en['moderation.report'] }).first().click();
  await expectNoSideways(reader);
  await expectFaultless(reader, 'report on a phone');
  await shoot(reader, 'report-en');
  await reader.getByRole('dialog').getByRole('button', { name: words.en['moderation.send'] }).click();
  await expect(reader.getByText(words.en['moderation.sent'])).toBeVisible();

  const say = words.es;
  await admin.goto('/admin/moderation');
  const report = admin.getByTestId('report').filter({ hasText: 'Barato, solo hoy.' });
  await expect(report).toBeVisible();
  await shoot(admin, 'moderation-queue-es');
  await expectFaultless(admin, 'moderation queue');
  await report.getByLabel(say['moderation.toAuthor']).fill('Aquí no se vende.');
  await report.getByRole('button', { name: say['moderation.uphold'] }).click();
  await expect(report).toHaveCount(0);
  await reader.goto(thread);
  await expect(reader.getByText('Barato, solo hoy.')).toHaveCount(0);

  await author.goto('/notifications');
  const told = author.locator('a[href^="/moderation/"]').first();
  await expect(async () => {
    await author.reload();
    await expect(told).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  await told.click();
  await expect(author.getByText(say['moderation.mine.UPHELD'])).toBeVisible();
  await expect(author.getByText('Aquí no se vende.')).toBeVisible();
  await author.getByLabel(say['moderation.why']).fill('Era una broma entre compañeros.');
  await author.reload();
  await expect(author.getByLabel(say['moderation.why']), 'what was typed').toHaveValue('Era una broma entre compañeros.');
  await expectFaultless(author, 'one’s own that was taken away');
  await author.getByRole('button', { name: say['moderation.sendAppeal'] }).click();
  await expect(author.getByText(say['moderation.mine.APPEALED'])).toBeVisible();
  await shoot(author, 'moderation-appealed-es');

  await admin.goto('/admin/moderation');
  await admin.getByRole('button', { name: say['moderation.status.APPEALED'] }).click();
  const objected = admin.getByTestId('report').filter({ hasText: 'Era una broma entre compañeros.' });
  await expect(objected.getByText(say['moderation.sameModerator'])).toBeVisible();
  await expect(objected.getByRole('button', { name: say['moderation.uphold'] })).toHaveCount(0);
});

test('whoever is blocked is out of one’s news, is not told, and can be let in again', async () => {
  const { viewer } = await ask(author, '{ viewer { user { handle displayName } } }');
  const { handle, displayName: name } = viewer.user;
  await reader.goto(`/people/${handle}`);
  await reader.getByRole('button', { name: fill(words.en['moderation.blockName'], { name }) }).click();
  await agree(reader);
  await expect(reader.getByRole('button', { name: fill(words.en['moderation.unblockName'], { name }) })).toBeVisible();
  await shoot(reader, 'blocked-en');
  await expectNoSideways(reader);
  await expectFaultless(reader, 'somebody blocked, on a phone');
  await reader.goto('/account/privacy');
  await expect(reader.getByRole('link', { name })).toBeVisible();
  await reader.goto(`/people/${handle}`);
  await reader.getByRole('button', { name: fill(words.en['moderation.unblockName'], { name }) }).click();
  await expect(reader.getByRole('button', { name: fill(words.en['moderation.blockName'], { name }) })).toBeVisible();
});
