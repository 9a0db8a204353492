import { expect, test, type Locator, type Page } from '@playwright/test';
import { agree, enroll, expectAccessible, fill, inLanguage, publishArticles, shoot, signUpAt, signUpTeacher, words } from './helpers';

const run = Date.now().toString(36);

test.describe.configure({ mode: 'serial' });

let teacher: Page;
let learner: Page;

test.beforeAll(async ({ browser }) => {
  // Tall, so that what is dragged and where it goes are both in sight.
  const viewport = { width: 1280, height: 1400 };
  teacher = await (await browser.newContext({ viewport })).newPage();
  learner = await (await browser.newContext()).newPage();
  await signUpTeacher(teacher, 'Curra', run);
  await signUpAt(learner, 'Leo', run, '/my-learning');
});
test.afterAll(() => Promise.all([teacher, learner].map((page) => page.context().close())));

const moduleAt = (name: string) => teacher.getByTestId('module').filter({ has: teacher.getByRole('heading', { name, exact: true }) });

const drawn = () => teacher.evaluate(() => new Promise<void>((done) => void requestAnimationFrame(() => requestAnimationFrame(() => done()))));

async function dragBelow(handle: Locator, target: Locator) {
  await handle.hover();
  await teacher.mouse.down();
  const box = await target.boundingBox();
  if (!box) throw new Error('nothing to drop on');
  const from = await handle.boundingBox();
  const [x, y] = [from?.x ?? 0, box.y + box.height / 2 + 8];
  await teacher.mouse.move(x, y, { steps: 12 });
  // What it lies over is known once that was drawn, and counts from the next move on.
  await drawn();
  await teacher.mouse.move(x, y + 1);
  await drawn();
  await teacher.mouse.up();
}

for (const locale of ['es', 'en'] as const) {
  const say = words[locale];
  const notices = () => teacher.getByRole('region', { name: say['notice.region'] });
  const button = (name: string) => teacher.getByRole('button', { name, exact: true });
  let course: Awaited<ReturnType<typeof publishArticles>>;

  test.describe.serial(`a curriculum, read in ${locale}`, () => {
    test.beforeAll(async () => {
      course = await publishArticles(teacher, `Orden ${run} ${locale}`, { Uno: ['Alfa', 'Beta'], Dos: ['Gamma', 'Delta'] });
      await enroll(learner, course.id);
      await inLanguage(teacher, locale);
      await inLanguage(learner, locale);
    });

    test('courses that cannot be read say so, and are there at the second try', async () => {
      await teacher.route('**/graphql', (route) => (route.request().postDataJSON()?.operationName === 'Teach' ? route.abort() : route.fallback()));
      await teacher.goto('/teach');
      await expect(teacher.getByRole('alert')).toContainText(say['state.error']);
      await shoot(teacher, `teach-down-${locale}`);
      await expectAccessible(teacher, `teach down ${locale}`);
      await teacher.unroute('**/graphql');
      await button(say['state.retry']).click();
      await teacher.getByRole('link', { name: new RegExp(`Orden ${run} ${locale}`) }).click();
      await expect(moduleAt('Dos')).toBeVisible();
    });

    test('a lesson dragged to the last place of another module lands last', async () => {
      const handle = button(fill(say['editor.drag'], { name: 'Alfa' }));
      await dragBelow(handle, moduleAt('Dos').getByTestId('lesson').last());
      await expect(teacher.getByText(fill(say['dnd.end'], { name: 'Alfa', position: '3', total: '3' }))).toBeAttached();
      await expect(moduleAt('Dos').getByTestId('lesson')).toContainText(['Gamma', 'Delta', 'Alfa']);
      await teacher.reload();
      await expect(moduleAt('Dos').getByTestId('lesson')).toContainText(['Gamma', 'Delta', 'Alfa']);
      await expect(moduleAt('Uno').getByTestId('lesson')).toContainText(['Beta']);
    });

    test('a lesson and a module that were deleted are taken back', async () => {
      await button(fill(say['editor.remove'], { name: 'Delta' })).click();
      await expect(notices()).toContainText(fill(say['editor.removed'], { name: 'Delta' }));
      await expect(moduleAt('Dos').getByTestId('lesson')).toContainText(['Gamma', 'Alfa']);
      await notices().getByRole('button', { name: say['editor.undo'] }).click();
      await expect(moduleAt('Dos').getByTestId('lesson')).toContainText(['Gamma', 'Delta', 'Alfa']);

      await button(fill(say['editor.remove'], { name: 'Dos' })).click();
      await expect(notices()).toContainText(fill(say['editor.removedWithLessons_other'], { name: 'Dos', count: '3' }));
      await expect(moduleAt('Dos')).toHaveCount(0);
      await shoot(teacher, `module-deleted-${locale}`);
      await notices().getByRole('button', { name: say['editor.undo'] }).click();
      await expect(moduleAt('Dos').getByTestId('lesson')).toContainText(['Gamma', 'Delta', 'Alfa']);
    });

    test('a lesson added to a published course is hidden until it is published', async () => {
      await moduleAt('Uno').getByLabel(say['editor.lessonName']).fill('Nueva');
      await moduleAt('Uno').getByLabel(say['editor.kind']).selectOption('ARTICLE');
      await moduleAt('Uno').getByRole('button', { name: say['editor.addLesson'] }).click();
      const row = moduleAt('Uno').getByTestId('lesson').filter({ hasText: 'Nueva' });
      await expect(row.getByText(say['lessonStatus.DRAFT'], { exact: true })).toBeVisible();
      await row.getByRole('button', { name: fill(say['editor.openLesson'], { name: 'Nueva' }) }).click();
      await expect(row.getByText(say['missing.text'])).toBeVisible();
      await row.getByRole('textbox', { name: say['editor.article'], exact: true }).click();
      await teacher.keyboard.type('Recién escrita');
      await expect(row.getByText(say['editor.saved'], { exact: true })).toBeVisible();
      await shoot(teacher, `lesson-draft-${locale}`);
      await learner.goto(`/courses/${course.slug}`);
      await expect(learner.getByRole('link', { name: 'Beta' })).toBeVisible();
      await expect(learner.getByText('Nueva')).toHaveCount(0);

      await row.getByRole('button', { name: say['editor.publishLesson'], exact: true }).click();
      await expect(notices()).toContainText(fill(say['editor.lessonPublished'], { name: 'Nueva' }));
      await expect(row.getByText(say['lessonStatus.PUBLISHED'], { exact: true })).toBeVisible();
      await learner.reload();
      await learner.getByRole('link', { name: 'Nueva' }).click();
      await expect(learner.getByText('Recién escrita')).toBeVisible();
    });

    test('who is enrolled keeps a course that went back to draft or to the archive, and can leave it', async () => {
      const head = teacher.locator('header').filter({ has: teacher.getByRole('heading', { level: 1 }) });
      await head.getByRole('button', { name: say['editor.unpublish'], exact: true }).click();
      await agree(teacher);
      await expect(head.getByText(say['status.DRAFT'], { exact: true })).toBeVisible();
      await learner.goto(`/courses/${course.slug}`);
      await expect(learner.getByRole('link', { name: 'Beta' })).toBeVisible();
      await head.getByRole('button', { name: say['editor.archive'], exact: true }).click();
      await agree(teacher);
      await expect(head.getByText(say['status.ARCHIVED'], { exact: true })).toBeVisible();
      await shoot(teacher, `course-archived-${locale}`);
      await learner.reload();
      await expect(learner.getByRole('link', { name: 'Beta' })).toBeVisible();
      await learner.getByRole('button', { name: say['course.leave'] }).click();
      await agree(learner);
      await expect(learner.getByText(say['course.left'])).toBeVisible();
      await shoot(learner, `archived-left-${locale}`);
      await head.getByRole('button', { name: say['editor.publish'], exact: true }).click();
      await expect(head.getByText(say['status.PUBLISHED'], { exact: true })).toBeVisible();
    });
  });
}
