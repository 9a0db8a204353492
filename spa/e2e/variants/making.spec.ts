import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { ask, expectFaultless, fill, inLanguage, shoot, signUpTeacher, words } from '../helpers';
import { command, signInAdmin, workers } from '../staff';
import { addVideoLesson, draftCourse, LOCALES, run, type Course } from './setting';

// What a teacher sees of the making of a video: the place in the queue, the steps, a worker that is killed in the middle of it.
test.describe.configure({ mode: 'serial' });

const MAKING_MS = 400_000;
/** Jobs of a dead worker are noticed by the broker at once, by their lease after 35 s; starting a worker comes on top. */
const TAKEN_OVER_MS = 90_000;

let teacher: Page;
let admin: Page;
let course: Course;
let film: Buffer;

const row = (title: string) => teacher.getByTestId('lesson').filter({ hasText: title });

/** Large enough for several rungs, and long enough that a worker can be killed while it makes them. */
function make(): Buffer {
  const file = join(mkdtempSync(join(tmpdir(), 'aula-')), 'clase.mp4');
  const pictures = ['-f', 'lavfi', '-i', 'testsrc2=s=1280x720:r=25:d=60', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '32', '-pix_fmt', 'yuv420p'];
  execFileSync('ffmpeg', ['-loglevel', 'error', ...pictures, file]);
  return readFileSync(file);
}

type Made = { status: string; processing: { attempt: number; percent: number; steps: { step: string; detail: string | null; status: string; percent: number }[] } };

const made = async (lessonId: string): Promise<Made> => (await ask(teacher, LESSON, { id: lessonId })).lesson.content.video;
const step = ({ processing }: Made, detail: string) => processing.steps.find((each) => each.step === 'TRANSCODE' && each.detail === detail);

test.beforeAll(async ({ browser }) => {
  film = make();
  teacher = await (await browser.newContext()).newPage();
  await signUpTeacher(teacher, 'Jacinta', run);
  course = await draftCourse(teacher, `Hechuras ${run}`);
  admin = await (await browser.newContext()).newPage();
  await signInAdmin(admin, '/admin/jobs');
});
test.afterAll(async () => {
  for (const worker of workers()) command('start', worker);
  await teacher.context().close();
  await admin.context().close();
});

for (const locale of LOCALES) {
  const say = words[locale];
  const title = locale === 'es' ? 'Clase hecha' : 'Class made';
  const name = `clase-${locale}.mp4`;
  let lessonId = '';

  test(`who uploads while no worker is there sees the place in the queue, and so do those who run it (${locale})`, async () => {
    for (const worker of workers()) command('stop', worker);
    lessonId = await addVideoLesson(teacher, course, title);
    await teacher.goto(`/teach/${course.id}`);
    await inLanguage(teacher, locale);
    await teacher.getByRole('button', { name: fill(say['editor.openLesson'], { name: title }) }).click();
    await row(title).locator('input[type="file"]').setInputFiles({ name, mimeType: 'video/mp4', buffer: film });
    await expect(row(title).getByTestId('processing')).toContainText(fill(say['upload.queuedAt'], { n: '1' }), { timeout: 60_000 });
    await shoot(teacher, `making-queued-${locale}`);
    await expectFaultless(teacher, `queued ${locale}`);

    await inLanguage(admin, locale);
    await admin.getByRole('button', { name: say['admin.refresh'] }).click();
    const job = admin.getByTestId('job').filter({ hasText: name });
    await expect(job).toContainText(say['admin.state.WAITING']);
    const waiting = admin.getByTestId('queue').locator('td:first-of-type');
    await expect.poll(async () => (await waiting.allTextContents()).map(Number).reduce((sum, each) => sum + each, 0)).toBeGreaterThan(0);
    await shoot(admin, `jobs-waiting-${locale}`);
    await expectFaultless(admin, `jobs waiting ${locale}`);
  });

  test(`a worker that is killed takes nothing back: the lesson can be watched, and the rest is made from where it was (${locale})`, async () => {
    test.setTimeout(2 * MAKING_MS);
    for (const worker of workers()) command('start', worker);
    await expect(row(title).getByText(say['upload.playable'])).toBeVisible({ timeout: MAKING_MS });
    const { lesson } = await ask(teacher, PLAYBACK, { id: lessonId });
    expect((await teacher.request.get(lesson.content.video.playback.hlsUrl)).status(), 'it can be watched already').toBe(200);
    await shoot(teacher, `making-playable-${locale}`);
    await expectFaultless(teacher, `playable ${locale}`);
    const playable = await made(lessonId);
    const first = playable.processing.steps.find((each) => each.step === 'TRANSCODE' && each.status === 'DONE')?.detail ?? '';
    expect(first).not.toBe('');

    const others = ({ processing }: Made) => processing.steps.find((each) => each.step === 'TRANSCODE' && each.detail !== first && each.status === 'RUNNING');
    await expect.poll(async () => others(await made(lessonId))?.percent ?? 0, { timeout: MAKING_MS, intervals: [200] }).toBeGreaterThan(15);
    await inLanguage(admin, locale);
    await admin.getByRole('button', { name: say['admin.refresh'] }).click();
    await expect(admin.getByTestId('job').filter({ hasText: name })).toContainText(say['admin.state.RUNNING']);
    await shoot(admin, `jobs-running-${locale}`);
    await expectFaultless(admin, `jobs running ${locale}`);

    for (const worker of workers()) command('kill', worker);
    const killed = await made(lessonId);
    expect(killed.status, 'it was killed in the middle').toBe('PLAYABLE');
    for (const worker of workers()) command('start', worker);
    await expect.poll(async () => (await made(lessonId)).processing.attempt, { timeout: TAKEN_OVER_MS, intervals: [500] }).toBe(killed.processing.attempt + 1);
    const seen: Made[] = [];
    await expect
      .poll(async () => {
        const now = await made(lessonId);
        seen.push(now);
        return now.status;
      }, { timeout: MAKING_MS, intervals: [300] })
      .toBe('READY');
    for (const now of seen) {
      expect(now.processing.percent, 'percent does not go back below what is finished').toBeGreaterThanOrEqual(Math.floor(playable.processing.percent));
      expect(step(now, first)?.status, 'what is finished is not made again').toBe('DONE');
    }
    await expect(row(title).getByText(say['upload.ready'])).toBeVisible();
    const { lesson: ready } = await ask(teacher, READY, { id: lessonId });
    expect(ready.content.video.storyboard.columns).toBeGreaterThan(0);
    await shoot(teacher, `making-ready-${locale}`);
    await expectFaultless(teacher, `ready ${locale}`);
  });

  test(`a video in which nobody speaks is captioned by hand (${locale})`, async () => {
    const said = locale === 'es' ? 'Aquí se ve una carta de ajuste.' : 'This is a test card.';
    await teacher.goto('/teach/videos');
    await inLanguage(teacher, locale);
    await teacher.getByRole('link', { name: fill(say['cues.openName'], { name }) }).click();
    await teacher.getByLabel(say['cues.uploadLanguage']).selectOption(locale);
    await teacher.getByRole('button', { name: say['cues.write'] }).click();
    const text = teacher.getByTestId('open-cue').getByRole('textbox');
    await expect(text).toHaveValue('…');
    await shoot(teacher, `making-by-hand-${locale}`);
    await expectFaultless(teacher, `by hand ${locale}`);
    await text.fill(said);
    const spoken = async () => (await ask(teacher, WORDS, { id: lessonId, locale })).lesson.content.video.transcript?.plainText;
    await expect.poll(spoken).toBe(said);
    await expect(teacher.getByRole('button', { name: say['cues.write'] })).toHaveCount(0);
  });
}

const WORDS = 'query ($id: ID!, $locale: Locale!) { lesson(id: $id) { content { ... on VideoContent { video { transcript(locale: $locale) { plainText } } } } } }';
const LESSON = `query ($id: ID!) { lesson(id: $id) { content { ... on VideoContent { video { id status
  processing { attempt percent steps { step detail status percent } } } } } } }`;
const PLAYBACK = 'query ($id: ID!) { lesson(id: $id) { content { ... on VideoContent { video { playback { ... on PlaybackGrant { hlsUrl } } } } } } }';
const READY = 'query ($id: ID!) { lesson(id: $id) { content { ... on VideoContent { video { storyboard { columns } } } } } }';
