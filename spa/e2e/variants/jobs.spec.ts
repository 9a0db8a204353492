import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { ask, expectFaultless, fill, inLanguage, shoot, signUpTeacher, words } from '../helpers';
import { command, signInAdmin, workers } from '../staff';
import { addVideoLesson, clip, draftCourse, LOCALES, run, type Course } from './setting';

// Those who run the platform look at its jobs: a dead one is tried again or dropped, and one that waits is dropped before its turn.
test.describe.configure({ mode: 'serial' });

const TRIED_MS = 120_000;

let teacher: Page;
let admin: Page;
let course: Course;

test.beforeAll(async ({ browser }) => {
  teacher = await (await browser.newContext()).newPage();
  await signUpTeacher(teacher, 'Jimena', run);
  course = await draftCourse(teacher, `Trabajos ${run}`);
  admin = await (await browser.newContext()).newPage();
  await signInAdmin(admin, '/admin/jobs');
});
test.afterAll(async () => {
  for (const worker of workers()) command('start', worker);
  await teacher.context().close();
  await admin.context().close();
});

test('who teaches is told that the page is not theirs, in both languages', async () => {
  for (const locale of LOCALES) {
    await teacher.goto('/admin/jobs');
    await inLanguage(teacher, locale);
    await expect(teacher.getByText(words[locale]['admin.onlyAdmins'])).toBeVisible();
    await expect(teacher.getByTestId('job')).toHaveCount(0);
  }
});

for (const locale of LOCALES) {
  const say = words[locale];
  const dead = `cortado-${run}-${locale}.mp4`;
  const waiting = `espera-${run}-${locale}.mp4`;
  const card = (file: string) => admin.getByTestId('job').filter({ hasText: file });
  const named = (file: string) => `${say['admin.kind.TRANSCODE']} · ${file}`;

  /** A lesson with a file of this name; its id. */
  async function upload(file: string, bytes: Buffer): Promise<string> {
    const lessonId = await addVideoLesson(teacher, course, file);
    await teacher.goto(`/teach/${course.id}`);
    await inLanguage(teacher, locale);
    await teacher.getByRole('button', { name: fill(say['editor.openLesson'], { name: file }) }).click();
    const row = teacher.getByTestId('lesson').filter({ hasText: file });
    await row.locator('input[type="file"]').setInputFiles({ name: file, mimeType: 'video/mp4', buffer: bytes });
    await expect(row.getByTestId('processing').or(row.getByRole('alert'))).toBeVisible({ timeout: 60_000 });
    return lessonId;
  }

  async function look() {
    await inLanguage(admin, locale);
    await admin.getByRole('button', { name: say['admin.refresh'] }).click();
  }

  test(`a dead job says why, is tried again, and is dropped (${locale})`, async () => {
    const whole = readFileSync(clip());
    await upload(dead, whole.subarray(0, Math.floor(whole.length / 2)));
    await look();
    await expect(card(dead)).toContainText(say['admin.state.FAILED'], { timeout: TRIED_MS });
    await expect(card(dead)).toContainText(`${say['admin.cause']}: ${say['admin.code.CORRUPT_FILE']}`);
    await expect(card(dead)).toContainText(fill(say['admin.attempt'], { number: '1' }));
    await shoot(admin, `jobs-dead-${locale}`);
    await expectFaultless(admin, `jobs dead ${locale}`);

    await card(dead).getByRole('button', { name: fill(say['admin.replayName'], { name: named(dead) }) }).click();
    await expect(admin.getByText(fill(say['admin.replayed'], { name: named(dead) }))).toBeVisible();
    await expect(async () => {
      await look();
      await expect(card(dead)).toContainText(fill(say['admin.attempt'], { number: '2' }), { timeout: 2_000 });
      await expect(card(dead)).toContainText(say['admin.state.FAILED'], { timeout: 2_000 });
    }).toPass({ timeout: TRIED_MS });

    const drop = card(dead).getByRole('button', { name: fill(say['admin.dropName'], { name: named(dead) }) });
    await drop.click();
    await expect(admin.getByRole('dialog', { name: fill(say['admin.dropSure'], { name: named(dead) }) })).toBeVisible();
    await admin.keyboard.press('Escape');
    await expect(admin.getByRole('dialog')).toHaveCount(0);
    await expect(card(dead), 'nothing was dropped').toContainText(say['admin.state.FAILED']);
    await drop.click();
    await admin.getByRole('dialog').getByRole('button', { name: say['admin.drop'] }).click();
    await expect(admin.getByText(fill(say['admin.dropped'], { name: named(dead) }))).toBeVisible();
    await expect(card(dead)).toHaveCount(0);
    await admin.getByRole('button', { name: say['admin.all'] }).click();
    await expect(card(dead)).toContainText(say['admin.state.CANCELLED']);
    await expect(card(dead).getByRole('button')).toHaveCount(0);
    await shoot(admin, `jobs-dropped-${locale}`);
    await expectFaultless(admin, `jobs dropped ${locale}`);
    await admin.getByRole('button', { name: say['admin.underway'] }).click();
  });

  test(`a job that is dropped while it waits is worked on by nobody, and its teacher hears of it (${locale})`, async () => {
    for (const worker of workers()) command('stop', worker);
    const lessonId = await upload(waiting, readFileSync(clip()));
    await look();
    await expect(card(waiting)).toContainText(say['admin.state.WAITING']);
    await card(waiting).getByRole('button', { name: fill(say['admin.dropName'], { name: named(waiting) }) }).click();
    await admin.getByRole('dialog').getByRole('button', { name: say['admin.drop'] }).click();
    await expect(card(waiting)).toHaveCount(0);
    for (const worker of workers()) command('start', worker);
    const { lesson } = await ask(teacher, LESSON, { id: lessonId });
    expect(lesson.content.video).toMatchObject({ status: 'FAILED', processing: { attempt: 0 } });
    const row = teacher.getByTestId('lesson').filter({ hasText: waiting });
    await expect(row.getByRole('alert')).toContainText(say['upload.failed']);
    await shoot(teacher, `jobs-dropped-teacher-${locale}`);
    await expectFaultless(teacher, `dropped for the teacher ${locale}`);
  });
}

const LESSON = 'query ($id: ID!) { lesson(id: $id) { content { ... on VideoContent { video { id status processing { attempt } } } } } }';
