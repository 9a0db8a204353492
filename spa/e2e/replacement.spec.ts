import { readFileSync } from 'node:fs';
import { expect, test, type Page, type Route } from '@playwright/test';
import { ask, currentTime, expectAccessible, fill, inLanguage, shoot, startPlaying, teachFirstLesson, words } from './helpers';

const run = Date.now().toString(36);
const video = process.env.AULA_E2E_VIDEO ?? '';
const MAKING_MS = 90_000;

test.describe.configure({ mode: 'serial' });

let teacher: Page;
let lessonId = '';

const content = async () =>
  (await ask(teacher, 'query ($id: ID!) { lesson(id: $id) { content { ... on VideoContent { video { id status } replacement { id status } } } } }', { id: lessonId })).lesson.content;

/** Puts another file in the place of the lesson's video, as its teacher does. */
async function replace(locale: 'es' | 'en', name: string, buffer: Buffer) {
  await teacher.getByRole('button', { name: words[locale]['upload.replace'] }).click();
  await teacher.getByTestId('lesson').locator('input[type="file"]').setInputFiles({ name, mimeType: 'video/mp4', buffer });
}

/** In a tab of its own, so that the page with the upload stays as it is. */
async function plays() {
  const tab = await teacher.context().newPage();
  await tab.goto(`/learn/${lessonId}`);
  await expect(tab.locator('[slot="media"]')).toBeAttached();
  await startPlaying(tab);
  await expect.poll(() => currentTime(tab), { timeout: 30_000 }).toBeGreaterThan(0.5);
  await tab.close();
}

test.beforeAll(async ({ browser }) => {
  if (!video) throw new Error('AULA_E2E_VIDEO names no file: it needs an mp4');
  const say = words.es;
  teacher = await (await browser.newContext()).newPage();
  await teachFirstLesson(teacher, 'Renata', run, `Cambio ${run}`);
  await teacher.getByRole('button', { name: fill(say['editor.openLesson'], { name: 'Primera' }) }).click();
  await teacher.getByTestId('lesson').locator('input[type="file"]').setInputFiles(video);
  await expect(teacher.getByText(say['upload.ready'])).toBeVisible({ timeout: MAKING_MS });
  const courseId = new URL(teacher.url()).pathname.split('/').at(-1);
  const { course } = await ask(teacher, 'query ($id: ID!) { course(id: $id) { modules { lessons { id } } } }', { id: courseId });
  lessonId = course.modules[0].lessons[0].id;
});
test.afterAll(() => teacher.context().close());

test('a file that is no video leaves the old one in place and says why, in the reader\'s language', async () => {
  const before = await content();
  await replace('es', 'texto.mp4', Buffer.from('Esto es un texto y no un vídeo.\n'.repeat(200)));
  for (const locale of ['es', 'en'] as const) {
    const say = words[locale];
    await inLanguage(teacher, locale);
    const row = teacher.getByTestId('lesson');
    const failure = row.getByRole('alert').filter({ hasText: say['upload.failed'] });
    await expect(failure).toBeVisible({ timeout: MAKING_MS });
    await expect(failure).toContainText(locale === 'es' ? 'no es un archivo de vídeo' : 'neither a video');
    await expect(row.getByText(say['upload.ready'])).toBeVisible();
    await expect(row.getByText(say['upload.notReplaced'])).toBeVisible();
    await expect(row.getByText(say['upload.replacement'])).toHaveCount(0);
    await shoot(teacher, `replacement-refused-${locale}`);
    await expectAccessible(teacher, `replacement refused ${locale}`);
  }
  expect((await content()).video).toEqual(before.video);
  await plays();
});

test('a new video takes the place of the old one when it can be played, and not before', async () => {
  const before = await content();
  const held: Route[] = [];
  let isHeld = true;
  await teacher.route('**/uploads/**', (route) => (isHeld && route.request().method() === 'PATCH' ? void held.push(route) : route.continue()));
  await replace('en', 'nuevo.mp4', readFileSync(video));
  await expect(teacher.getByTestId('lesson').getByRole('progressbar')).toBeVisible();
  expect((await content()).video, 'its upload has begun').toEqual(before.video);
  await plays();
  isHeld = false;
  for (const route of held) await route.continue();
  for (const locale of ['en', 'es'] as const) {
    await inLanguage(teacher, locale);
    // In the second language it may be there by now.
    const isComing = teacher.getByText(words[locale]['upload.replacement']);
    await expect(locale === 'en' ? isComing : isComing.or(teacher.getByText(words[locale]['upload.ready'])).first()).toBeVisible();
    await expect(teacher.getByText(words[locale]['upload.failed']), 'what became of an earlier file').toHaveCount(0);
    await shoot(teacher, `replacement-${locale}`);
  }
  const shown: { id: string; status: string }[] = [];
  await expect
    .poll(async () => {
      const { video: now } = await content();
      shown.push(now);
      return now.id;
    }, { timeout: MAKING_MS, intervals: [300] })
    .not.toBe(before.video.id);
  expect(shown.filter(({ status }) => status !== 'READY' && status !== 'PLAYABLE'), 'at no moment was there nothing to play').toEqual([]);
  await expect(teacher.getByText(words.es['upload.replacement'])).toHaveCount(0);
  await plays();
});
