import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { ask, expectFaultless, fill, inLanguage, shoot, signUpTeacher, words } from '../helpers';
import { askAsAdmin } from '../staff';
import { addVideoLesson, clip, draftCourse, LOCALES, run, type Course } from './setting';

test.describe.configure({ mode: 'serial' });

const MAKING_MS = 180_000;

let teacher: Page;
let course: Course;

/** As a recorder writes it whose power went: its index stands at the end, which is not there. */
const cutFilm = () => {
  const whole = readFileSync(clip());
  return whole.subarray(0, Math.floor(whole.length / 2));
};

/** An archive of nothing: its end, which is its only record (APPNOTE, 4.3.16), behind some text. */
const archive = () => Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.alloc(4_000, 7), Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]);

function talk() {
  const file = join(mkdtempSync(join(tmpdir(), 'aula-')), 'charla.mp4');
  execFileSync('ffmpeg', ['-loglevel', 'error', '-i', clip(), '-t', '4', '-vn', '-c:a', 'copy', file]);
  return readFileSync(file);
}

const BROKEN = [
  { name: 'cortado.mp4', file: cutFilm, code: 'CORRUPT_FILE', told: { es: 'le falta el índice', en: 'its index is missing' } },
  { name: 'archivo.mp4', file: archive, code: 'CORRUPT_FILE', told: { es: 'no es un archivo de vídeo ni de sonido', en: 'neither a video nor a sound file' } },
] as const;

const row = (title: string) => teacher.getByTestId('lesson').filter({ hasText: title });
const choose = (title: string, name: string, buffer: Buffer) => row(title).locator('input[type="file"]').setInputFiles({ name, mimeType: 'video/mp4', buffer });

test.beforeAll(async ({ browser }) => {
  teacher = await (await browser.newContext()).newPage();
  await signUpTeacher(teacher, 'Rita', run);
  course = await draftCourse(teacher, `Rotos ${run}`);
});
test.afterAll(() => teacher.context().close());

for (const locale of LOCALES) {
  const say = words[locale];
  const title = locale === 'es' ? 'Lección rota' : 'Broken lesson';
  let lessonId = '';

  test(`a file that is no lesson is refused with what was found in it, at once and for good (${locale})`, async () => {
    lessonId = await addVideoLesson(teacher, course, title);
    await teacher.goto(`/teach/${course.id}`);
    await inLanguage(teacher, locale);
    await teacher.getByRole('button', { name: fill(say['editor.openLesson'], { name: title }) }).click();
    await choose(title, 'vacío.mp4', Buffer.alloc(0));
    await expect(row(title).getByTestId('upload').getByRole('alert')).toContainText(locale === 'es' ? 'está vacío' : 'is empty');
    await shoot(teacher, `refused-empty-${locale}`);
    await expectFaultless(teacher, `refused empty ${locale}`);
    await row(title).getByRole('button', { name: fill(say['upload.dropName'], { name: 'vacío.mp4' }) }).click();

    for (const { name, file, code, told } of BROKEN) {
      const since = Date.now();
      await choose(title, name, file());
      const failure = row(title).getByRole('alert').filter({ hasText: say['upload.failed'] });
      await expect(failure).toContainText(told[locale], { timeout: MAKING_MS });
      console.log(`${name} was refused after ${Date.now() - since} ms`);
      await expect(failure.getByRole('button', { name: say['upload.retry'] }), 'it would fail again').toHaveCount(0);
      await shoot(teacher, `refused-${name}-${locale}`);
      await expectFaultless(teacher, `refused ${name} ${locale}`);
      const { video } = (await ask(teacher, LESSON, { id: lessonId })).lesson.content;
      expect(video).toMatchObject({ status: 'FAILED', processing: { attempt: 1, failure: { code, retryable: false } } });
      const { deadLetters, mediaJobs } = await askAsAdmin(teacher, '{ deadLetters { body } mediaJobs(states: [WAITING, RUNNING], first: 50) { nodes { id } } }');
      expect(JSON.stringify(deadLetters), 'no message of it is dead').not.toContain(video.processing.jobId);
      expect(JSON.stringify(mediaJobs), 'nobody tries it again').not.toContain(video.processing.jobId);
    }
  });

  test(`its lesson cannot be published, and says why, until another file takes its place (${locale})`, async () => {
    await teacher.reload();
    await inLanguage(teacher, locale);
    await teacher.getByText(new RegExp(fill(say['editor.notReady_one'], { count: '1' }))).click();
    await expect(teacher.getByRole('listitem').filter({ hasText: say['missing.failed'] })).toContainText(title);
    await teacher.getByRole('button', { name: fill(say['editor.openLesson'], { name: title }) }).click();
    await expect(row(title).getByRole('button', { name: say['editor.publishLesson'] })).toBeDisabled();
    await shoot(teacher, `refused-unpublished-${locale}`);
    await expectFaultless(teacher, `refused, unpublished ${locale}`);

    // Sound alone is a lesson.
    await choose(title, 'charla.mp4', talk());
    await expect(row(title).getByText(say['upload.ready'])).toBeVisible({ timeout: MAKING_MS });
    await expect(row(title).getByText(say['upload.failed'])).toHaveCount(0);
    await row(title).getByRole('button', { name: say['editor.publishLesson'] }).click();
    await expect(row(title).getByText(say['lessonStatus.PUBLISHED'], { exact: true })).toBeVisible();
    await shoot(teacher, `refused-replaced-${locale}`);
    await expectFaultless(teacher, `refused and replaced ${locale}`);
  });
}

const LESSON = `query ($id: ID!) { lesson(id: $id) { content { ... on VideoContent { video { id status
  processing { jobId attempt failure { code retryable } } } } } } }`;
