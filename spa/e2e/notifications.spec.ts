import { randomUUID } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { ask, enroll, expectFaultless, fill, inLanguage, publishArticles, shoot, signUpAt, signUpTeacher, words } from './helpers';

const run = Date.now().toString(36);

test.describe.configure({ mode: 'serial' });

let teacher: Page;
let learner: Page;
let phone: Page;
let slug: string;
let threadId: string;

const bell = (page: Page, locale: 'es' | 'en', count: number) =>
  page.locator('header').getByRole('link', {
    name: count === 0 ? words[locale]['notifications.noneUnread'] : fill(words[locale][count === 1 ? 'notifications.unread_one' : 'notifications.unread_other'], { count: String(count) }),
  });

/** Nothing is cut off and nothing has to be scrolled sideways. */
async function expectNoSideways(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
}

test.beforeAll(async ({ browser }) => {
  teacher = await (await browser.newContext()).newPage();
  await signUpTeacher(teacher, 'Avisa', run);
  const context = await browser.newContext();
  learner = await context.newPage();
  await signUpAt(learner, 'Avisada', run, '/notifications');
  await inLanguage(learner, 'es');
  // The same person at another window, as narrow as a phone.
  phone = await context.newPage();
  await phone.setViewportSize({ width: 360, height: 740 });
  const course = await publishArticles(teacher, `Avisos ${run}`, { Uno: ['Alfa'] });
  slug = course.slug;
  await enroll(learner, course.id);
  await expect(async () => {
    const { course: read } = await ask(learner, 'query ($id: ID!) { course(id: $id) { threads(first: 0) { totalCount } } }', { id: course.id });
    expect(read.threads, 'social has heard who is enrolled').not.toBeNull();
  }).toPass({ timeout: 20_000 });
  const { createThread } = await ask(learner, 'mutation ($input: CreateThreadInput!) { createThread(input: $input) { thread { id } userErrors { message } } }', {
    input: { courseId: course.id, kind: 'QUESTION', title: '¿Por qué?', bodyMarkdown: 'No lo veo.', idempotencyKey: randomUUID() },
  });
  threadId = createThread.thread.id;
});
test.afterAll(() => Promise.all([teacher, learner].map((page) => page.context().close())));

const answer = (text: string) =>
  ask(teacher, 'mutation ($input: AddCommentInput!) { addComment(input: $input) { userErrors { message } } }', { input: { threadId, bodyMarkdown: text, idempotencyKey: randomUUID() } });

test('an answer rings at every window at once', async () => {
  await learner.goto('/notifications');
  await expect(learner.getByRole('heading', { name: words.es['notifications.empty'] })).toBeVisible();
  await shoot(learner, 'notifications-empty-es');
  await phone.goto('/pricing');
  await expect(bell(phone, 'es', 0)).toBeVisible();
  await expect(async () => {
    // the windows listen only a moment after they are drawn
    await answer('Porque sí.');
    await expect(bell(phone, 'es', 1)).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  await expect(learner.getByRole('link', { name: '¿Por qué?' })).toHaveAttribute('href', `/courses/${slug}/forum/${threadId}`);
  await shoot(learner, 'notifications-es');
  await expectFaultless(learner, 'notifications');
});

test('what is read at one window is read at the other, on a small screen too', async () => {
  await phone.goto('/notifications');
  await inLanguage(phone, 'en');
  await expect(phone.getByRole('link', { name: '¿Por qué?' })).toBeVisible();
  await shoot(phone, 'notifications-en');
  await expectNoSideways(phone);
  await expectFaultless(phone, 'notifications on a phone');
  await phone.getByRole('button', { name: words.en['notifications.readAll'] }).click();
  await expect(bell(phone, 'en', 0)).toBeVisible();
  await expect(learner.locator('header').getByRole('link', { name: new RegExp(`${words.es['notifications.noneUnread']}|${words.en['notifications.noneUnread']}`) })).toBeVisible({ timeout: 5_000 });
});

test('what somebody does not want to be told of does not ring', async () => {
  await phone.goto('/account/notifications');
  const posts = phone.getByRole('checkbox', { name: words.en['notifications.kind.POST'] });
  await expect(posts).toBeChecked();
  await posts.click();
  await expect(posts).not.toBeChecked();
  await expect(phone.getByText(words.en['notifications.saved'])).toBeVisible();
  await shoot(phone, 'notification-preferences-en');
  await expectNoSideways(phone);
  await expectFaultless(phone, 'notification preferences');
  await answer('Y porque no.');
  await phone.goto('/notifications');
  await expect(bell(phone, 'en', 0)).toBeVisible();
});
