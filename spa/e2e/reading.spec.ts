import { randomUUID } from 'node:crypto';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { addArticle, ask, enroll, expectAccessible, fill, inLanguage, publishArticles, shoot, signUpAt, signUpTeacher, words } from './helpers';

const run = Date.now().toString(36);

test.describe.configure({ mode: 'serial' });

type Course = Awaited<ReturnType<typeof publishArticles>>;
let teacher: Page;
let learners: { es: Page; en: Page };
let talk: Course;

async function newLearner(browser: Browser, locale: 'es' | 'en') {
  const page = await (await browser.newContext()).newPage();
  await signUpAt(page, `Reader${locale}`, run, '/my-learning');
  await inLanguage(page, locale);
  return page;
}

async function comment(page: Page, bodyMarkdown: string, parentId: string | null = null): Promise<string> {
  const input = { lessonId: talk.lessonIds[0], bodyMarkdown, parentId, idempotencyKey: randomUUID() };
  const { addComment } = await ask(page, 'mutation ($input: AddCommentInput!) { addComment(input: $input) { comment { id } userErrors { message } } }', { input });
  return addComment.comment.id;
}

/** As many as three people may write within a minute, with something left for each. */
async function longTalk() {
  const everybody = [teacher, learners.es, learners.en];
  let question = '';
  await expect(async () => {
    question = await comment(teacher, 'Pregunta larga');
  }, 'social has heard of the lesson').toPass({ timeout: 90_000 });
  for (let n = 1; n <= 22; n += 1) {
    const page = everybody[n % 3] ?? teacher;
    await expect(async () => void (await comment(page, `Respuesta ${n}.`, question)), 'social has heard who is enrolled').toPass({ timeout: 90_000 });
  }
}

test.beforeAll(async ({ browser }) => {
  teacher = await (await browser.newContext()).newPage();
  await signUpTeacher(teacher, 'Recia', run);
  learners = { es: await newLearner(browser, 'es'), en: await newLearner(browser, 'en') };
  talk = await publishArticles(teacher, `Charla ${run}`, { Uno: ['Coloquio'] });
  for (const learner of Object.values(learners)) await enroll(learner, talk.id);
  await longTalk();
});
test.afterAll(() => Promise.all([teacher, learners.es, learners.en].map((page) => page.context().close())));

for (const locale of ['es', 'en'] as const) {
  const say = words[locale];

  test.describe.serial(`reading, in ${locale}`, () => {
    let learner: Page;
    let course: Course;

    test.beforeAll(async () => {
      learner = learners[locale];
      course = await publishArticles(teacher, `Lectura ${run} ${locale}`, { Uno: ['Alfa', 'Beta'] });
      await enroll(learner, course.id);
    });

    const lesson = (title: string) => learner.getByRole('navigation', { name: say['player.outline'] }).getByRole('listitem').filter({ hasText: title });

    test('an article counts when it was read to its end', async () => {
      await learner.setViewportSize({ width: 1280, height: 200 });
      await learner.goto(`/learn/${course.lessonIds[0]}`);
      const end = learner.getByRole('article').getByRole('status');
      await expect(learner.getByRole('article')).toContainText('Texto de Alfa.');
      expect((await learner.getByRole('article').locator('p:empty').first().boundingBox())?.height, 'a blank line is one').toBeGreaterThan(10);
      // Its end lies below the window, however long one looks at the beginning.
      await learner.evaluate(() => window.scrollTo(0, 0));
      await learner.waitForTimeout(4_000);
      await expect(end).not.toContainText(say['article.read']);
      await end.scrollIntoViewIfNeeded();
      await expect(end).toContainText(say['article.read']);
      await learner.setViewportSize({ width: 1280, height: 720 });
      await expect(lesson('Alfa')).toContainText(say['course.done']);
      await shoot(learner, `article-read-${locale}`);
      await expectAccessible(learner, `article read ${locale}`);
      await learner.goto(`/courses/${course.slug}`);
      await expect(learner.getByText(fill(say['course.progress'], { percent: '50' }), { exact: true })).toBeVisible();
    });

    test('a course of articles is finished, and stays so when a lesson is added', async () => {
      await learner.goto(`/learn/${course.lessonIds[1]}`);
      await expect(lesson('Beta')).toContainText(say['course.done']);
      await learner.goto(`/courses/${course.slug}`);
      await expect(learner.getByText(say['course.completed'])).toBeVisible();
      await expect(learner.getByText(fill(say['course.progress'], { percent: '100' }), { exact: true })).toBeVisible();

      const added = await addArticle(teacher, course.moduleIds[0] ?? '', 'Añadida');
      await ask(teacher, 'mutation ($id: ID!) { publishLesson(id: $id) { userErrors { message } } }', { id: added });
      await expect(async () => {
        await learner.reload();
        await expect(learner.getByRole('link', { name: 'Añadida' })).toBeVisible({ timeout: 10_000 });
        await expect(learner.getByText(fill(say['course.progress'], { percent: '100' }), { exact: true }), 'everybody is counted anew soon after').toHaveCount(0, { timeout: 1_000 });
      }).toPass({ timeout: 120_000 });
      await expect(learner.getByText(say['course.completed'])).toBeVisible();
      await shoot(learner, `course-completed-${locale}`);
    });

    test('where lessons are ticked by hand a button completes them', async () => {
      const byHand = await publishArticles(teacher, `A mano ${run} ${locale}`, { Uno: ['Alfa'] }, 'MANUAL');
      await enroll(learner, byHand.id);
      await learner.goto(`/learn/${byHand.lessonIds[0]}`);
      await learner.getByRole('button', { name: say['mark.complete'] }).click();
      await expect(learner.getByRole('region', { name: say['notice.region'] })).toContainText(say['mark.done']);
      await expect(lesson('Alfa')).toContainText(say['course.done']);
      await shoot(learner, `marked-${locale}`);
      await learner.goto(`/courses/${byHand.slug}`);
      await expect(learner.getByText(say['course.completed'])).toBeVisible();
    });

    test('the replies past the twentieth are reached, and one\'s own appears among them', async () => {
      await learner.goto(`/learn/${talk.lessonIds[0]}`);
      const question = learner.getByRole('listitem').filter({ hasText: 'Pregunta larga' });
      await expect(question.getByText(/^Respuesta \d+\.$/)).toHaveCount(20);
      await question.getByRole('button', { name: say['comments.reply'], exact: true }).click();
      const box = question.getByLabel(fill(say['comments.replyTo'], { name: 'Recia' }));
      await box.fill(`Mi respuesta ${locale}`);
      await question.getByRole('button', { name: say['comments.sendReply'] }).click();
      await expect(question.getByText(`Mi respuesta ${locale}`, { exact: true })).toBeVisible();
      await shoot(learner, `replies-${locale}`);
      await question.getByRole('button', { name: new RegExp(fill(say['comments.moreReplies_other'], { count: '\\d+' })) }).click();
      await expect(question.getByText(/^Respuesta \d+\.$/)).toHaveCount(22);
      await expect(question.getByText(`Mi respuesta ${locale}`, { exact: true })).toHaveCount(1);
    });

    test('news in the list keeps what was loaded and what is being written', async () => {
      const question = learner.getByRole('listitem').filter({ hasText: 'Pregunta larga' });
      await question.getByRole('button', { name: say['comments.reply'], exact: true }).click();
      const answer = question.getByLabel(fill(say['comments.replyTo'], { name: 'Recia' }));
      await answer.fill('a medias');
      await learner.getByLabel(say['comments.write']).fill('otra idea');
      await comment(teacher, `Aviso ${locale}`);
      await expect(learner.getByText(`Aviso ${locale}`, { exact: true })).toBeVisible();
      await expect(question.getByText(/^Respuesta \d+\.$/)).toHaveCount(22);
      await expect(answer).toHaveValue('a medias');
      await expect(learner.getByLabel(say['comments.write'])).toHaveValue('otra idea');
      await shoot(learner, `comments-live-${locale}`);
    });
  });
}
