import { expect, test, type Browser, type Page } from '@playwright/test';
import { agree, ask, enroll, expectFaultless, fill, inLanguage, publishArticles, shoot, signUpAt, signUpTeacher, words } from './helpers';

const run = Date.now().toString(36);

test.describe.configure({ mode: 'serial' });

type Course = Awaited<ReturnType<typeof publishArticles>>;
let teacher: Page;
let learners: { es: Page; en: Page };
let course: Course;

async function newLearner(browser: Browser, locale: 'es' | 'en') {
  const page = await (await browser.newContext({ viewport: locale === 'en' ? { width: 360, height: 740 } : undefined })).newPage();
  await signUpAt(page, `Forista${locale}`, run, '/my-learning');
  await inLanguage(page, locale);
  return page;
}

const forum = () => `/courses/${course.slug}/forum`;

const begin = (page: Page, kind: string, title: string) =>
  ask(page, 'mutation ($input: CreateThreadInput!) { createThread(input: $input) { thread { id } userErrors { message } } }', {
    input: { idempotencyKey: title, courseId: course.id, kind, title, bodyMarkdown: 'Sigo sin verlo.' },
  });

/** Nothing is cut off and nothing has to be scrolled sideways. */
async function expectNoSideways(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
}

test.beforeAll(async ({ browser }) => {
  teacher = await (await browser.newContext()).newPage();
  await signUpTeacher(teacher, 'Foro', run);
  learners = { es: await newLearner(browser, 'es'), en: await newLearner(browser, 'en') };
  course = await publishArticles(teacher, `Foro ${run}`, { Uno: ['Alfa'] });
});
test.afterAll(() => Promise.all([teacher, learners.es, learners.en].map((page) => page.context().close())));

test('a forum is closed to who does not take the course, and to visitors', async ({ browser }) => {
  const say = words.es;
  await learners.es.goto(forum());
  await expect(learners.es.getByRole('heading', { name: say['forum.closed'] })).toBeVisible();
  await shoot(learners.es, 'forum-closed-es');
  await expectFaultless(learners.es, 'closed forum');
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(forum());
  await inLanguage(visitor, 'es');
  await expect(visitor.getByRole('heading', { name: say['state.signInFirst'] })).toBeVisible();
  await visitor.context().close();
});

test('what is written outlives a reload, and is published once', async () => {
  const say = words.es;
  const page = learners.es;
  await enroll(page, course.id);
  await page.goto(`/courses/${course.slug}`);
  await page.getByRole('link', { name: say['course.forum'] }).click();
  await page.waitForURL(`**${forum()}`);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('heading', { name: say['forum.empty'] })).toBeVisible({ timeout: 10_000 });
  }, 'social has heard who is enrolled').toPass({ timeout: 90_000 });
  await shoot(page, 'forum-empty-es');
  await expectFaultless(page, 'empty forum');
  await page.getByRole('link', { name: say['forum.ask'] }).click();
  await page.getByLabel(say['forum.name']).fill('¿Por qué no usa el índice?');
  await page.getByLabel(say['forum.text'], { exact: true }).fill('Mira, @nadie:\n\n| plan | coste |\n|---|--:|\n| seq | 12 |\n\n- [x] analizado\n- [ ] reiniciado');
  await page.reload();
  await expect(page.getByLabel(say['forum.name'])).toHaveValue('¿Por qué no usa el índice?');
  await page.getByLabel(say['forum.tags']).fill('sql, #índices');
  await shoot(page, 'forum-new-es');
  await expectFaultless(page, 'new thread');
  await page.getByRole('button', { name: say['forum.publish'] }).click();
  await expect(page.getByRole('heading', { level: 1, name: '¿Por qué no usa el índice?' })).toBeVisible();
  await expect(page.getByRole('cell', { name: '12' })).toBeVisible();
  await expect(page.getByText('☑ analizado')).toBeVisible();
  await expect(page.getByRole('link', { name: '@nadie' })).toHaveAttribute('href', '/people/nadie');
  await page.goto(`${forum()}/new`);
  await expect(page.getByLabel(say['forum.name'])).toHaveValue('');
});

test('others find it, answer it on a small screen, and the answer comes by itself and is accepted', async () => {
  const [asker, other] = [learners.es, learners.en];
  const [es, en] = [words.es, words.en];
  await enroll(other, course.id);
  await asker.goto(`${forum()}?q=INDICE`);
  await asker.getByRole('link', { name: '¿Por qué no usa el índice?' }).click();
  await expect(asker.getByText(es['forum.noPosts'])).toBeVisible();

  await expect(async () => {
    await other.goto(forum());
    await expect(other.getByRole('searchbox')).toBeVisible({ timeout: 10_000 });
  }, 'social has heard who is enrolled').toPass({ timeout: 90_000 });
  await other.getByRole('searchbox').fill('indices');
  await other.getByRole('searchbox').press('Enter');
  await expect(other.getByText(fill(en['forum.count_one'], { count: '1' }))).toBeVisible();
  await shoot(other, 'forum-found-en');
  await expectNoSideways(other);
  await expectFaultless(other, 'found threads');
  await other.getByRole('link', { name: '¿Por qué no usa el índice?' }).click();
  await other.getByLabel(en['forum.answer']).fill('Because the table is **small**.');
  await other.getByRole('button', { name: en['forum.sendAnswer'] }).click();
  await expect(other.getByText('Because the table is small.')).toBeVisible();
  await expect(other.getByLabel(en['forum.answer'])).toHaveValue('');
  await expect(other.getByRole('button', { name: en['forum.accept'] })).toHaveCount(0);
  await expectNoSideways(other);

  await expect(asker.getByText('Because the table is small.')).toBeVisible({ timeout: 60_000 });
  await asker.getByRole('button', { name: new RegExp(fill(es['comments.upvoteLabel'], { count: '0' })) }).click();
  await asker.getByRole('button', { name: es['forum.accept'] }).click();
  await expect(asker.getByRole('list', { name: es['forum.theAnswer'] })).toContainText(es['comments.accepted']);
  await shoot(asker, 'forum-answered-es');
  await expectFaultless(asker, 'answered thread');
  await other.reload();
  await expect(other.getByRole('list', { name: en['forum.theAnswer'] })).toBeVisible();
  await shoot(other, 'forum-answered-en');
});

test('who teaches the course says so, pins and locks, and then nobody else writes', async () => {
  const say = words.es;
  await teacher.goto(forum());
  await teacher.getByRole('link', { name: '¿Por qué no usa el índice?' }).click();
  await teacher.getByLabel(say['forum.answer']).fill('Y no hay estadísticas.');
  await teacher.getByRole('button', { name: say['forum.sendAnswer'] }).click();
  await expect(teacher.getByText(say['comments.instructor'])).toBeVisible();
  await teacher.getByRole('button', { name: say['forum.pin'] }).click();
  await teacher.getByRole('button', { name: say['forum.lock'] }).click();
  await expect(teacher.getByText(say['forum.lockedStaff'])).toBeVisible();
  await shoot(teacher, 'forum-locked-staff-es');
  await expectFaultless(teacher, 'locked thread for staff');
  await learners.en.reload();
  await expect(learners.en.getByText(words.en['forum.lockedText'])).toBeVisible();
  await expect(learners.en.getByLabel(words.en['forum.answer'])).toHaveCount(0);
  await expect(learners.en.getByRole('button', { name: words.en['comments.reply'] })).toHaveCount(0);
});

test('a forum that cannot be read says so, and is read again', async () => {
  const page = learners.en;
  const say = words.en;
  await page.route('**/graphql', (route) => (route.request().postDataJSON()?.operationName === 'ForumPage' ? route.abort() : route.fallback()));
  await page.goto(forum());
  await expect(page.getByRole('alert')).toContainText(say['forum.down']);
  await shoot(page, 'forum-down-en');
  await page.unroute('**/graphql');
  await page.getByRole('button', { name: say['state.retry'] }).click();
  await expect(page.getByText(say['forum.pinned'])).toBeVisible();
});

test('a thread that is deleted is gone for everybody, with a word', async () => {
  const say = words.es;
  await teacher.getByRole('button', { name: say['forum.delete'] }).click();
  await agree(teacher);
  await expect(teacher.getByRole('heading', { name: say['forum.empty'] })).toBeVisible();
  const { course: read } = await ask(teacher, 'query ($id: ID!) { course(id: $id) { threads(first: 5) { totalCount } } }', { id: course.id });
  expect(read.threads.totalCount).toBe(0);
  await learners.es.reload();
  await expect(learners.es.getByRole('heading', { name: say['forum.gone'] })).toBeVisible();
});

test('what waits for an answer is answered in one place, on a small screen too, and what is new is in the feed', async () => {
  const say = words.es;
  await begin(learners.es, 'QUESTION', '¿Y ahora qué?');
  await teacher.setViewportSize({ width: 360, height: 740 });
  await teacher.goto('/teach');
  await teacher.getByRole('link', { name: say['teach.inbox'] }).click();
  const item = teacher.getByTestId('inbox-item').filter({ hasText: '¿Y ahora qué?' });
  await expect(item).toContainText('Sigo sin verlo.');
  await item.getByRole('button', { name: fill(say['inbox.answerName'], { name: '' }).trim() }).click();
  await item.getByRole('textbox').fill('Mira el plan.');
  await teacher.reload();
  await expect(item.getByRole('textbox')).toHaveValue('Mira el plan.');
  await shoot(teacher, 'inbox-es');
  await expectNoSideways(teacher);
  await expectFaultless(teacher, 'inbox');
  await item.getByRole('button', { name: say['inbox.send'] }).click();
  await expect(teacher.getByRole('heading', { name: say['inbox.none.WAITING'] })).toBeVisible();
  await expectFaultless(teacher, 'empty inbox');

  await begin(teacher, 'ANNOUNCEMENT', 'Cambio de horario');
  const page = learners.en;
  await expect(async () => {
    await page.goto('/feed');
    await expect(page.getByRole('link', { name: 'Cambio de horario' })).toBeVisible({ timeout: 10_000 });
  }, 'social has heard of it').toPass({ timeout: 90_000 });
  await expect(page.getByText(words.en['feed.of.ANNOUNCEMENT'])).toBeVisible();
  await shoot(page, 'feed-en');
  await expectNoSideways(page);
  await expectFaultless(page, 'feed');
});
