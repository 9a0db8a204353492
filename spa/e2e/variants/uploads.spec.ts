import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page, type Route } from '@playwright/test';
import { agree, ask, expectAccessible, fill, inLanguage, shoot, signUpTeacher, words } from '../helpers';
import { addVideoLesson, clip, draftCourse, LOCALES, run, type Course } from './setting';

test.describe.configure({ mode: 'serial' });

const MAKING_MS = 180_000;
const SLOW_BYTES_A_SECOND = 15_000;

let teacher: Page;
let course: Course;

test.beforeAll(async ({ browser }) => {
  teacher = await (await browser.newContext()).newPage();
  await signUpTeacher(teacher, 'Ursula', run);
  course = await draftCourse(teacher, `Subidas ${run}`);
});
test.afterAll(() => teacher.context().close());

type Begun = { upload: { id: string } | null };
const begun = async (): Promise<Begun[]> => (await ask(teacher, '{ myVideos(status: [UPLOADING], first: 20) { nodes { upload { id } } } }')).myVideos.nodes;
const unfinished = async () => (await begun()).length;

/** The places that only the route between called dropped: the server has them still. */
async function letGo() {
  for (const { upload } of await begun()) await ask(teacher, 'mutation ($id: ID!) { abortUpload(id: $id) { userErrors { message } } }', { id: upload?.id });
}

for (const locale of LOCALES) {
  const say = words[locale];
  const row = (lesson: string) => teacher.getByTestId('lesson').filter({ hasText: lesson });
  const upload = (lesson: string) => row(lesson).getByTestId('upload');

  async function newLesson(title: string) {
    await addVideoLesson(teacher, course, title);
    await teacher.goto(`/teach/${course.id}`);
    await inLanguage(teacher, locale);
    await teacher.getByRole('button', { name: fill(say['editor.openLesson'], { name: title }) }).click();
  }

  test(`an upload that moves tells how fast and how long still, and is cancelled when that is meant (${locale})`, async () => {
    const title = `Lenta ${locale}`;
    const name = `lenta-${locale}.mp4`;
    await newLesson(title);
    const devtools = await teacher.context().newCDPSession(teacher);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: SLOW_BYTES_A_SECOND });
    await row(title).locator('input[type="file"]').setInputFiles({ name, mimeType: 'video/mp4', buffer: readFileSync(clip()) });
    const moving = new RegExp(
      [fill(say['upload.bytes'], { sent: '\\d.*', total: '\\d.*' }), fill(say['upload.speed'], { speed: '\\d+.* kB' }), fill(say['upload.left'], { time: '\\d.*' })].join(' · '),
    );
    await expect(upload(title)).toContainText(moving, { timeout: 30_000 });
    await shoot(teacher, `upload-moves-${locale}`);
    await expectAccessible(teacher, `upload moves ${locale}`);

    const cancel = upload(title).getByRole('button', { name: fill(say['upload.cancelName'], { name }) });
    await cancel.click();
    await expect(teacher.getByRole('dialog', { name: fill(say['upload.cancelSure'], { name }) })).toBeVisible();
    await teacher.keyboard.press('Escape');
    await expect(teacher.getByRole('dialog')).toHaveCount(0);
    await expect(upload(title), 'nothing was cancelled').toBeVisible();
    expect(await unfinished()).toBe(1);
    await cancel.click();
    await agree(teacher);
    await expect(teacher.getByText(fill(say['upload.cancelled'], { name }))).toBeVisible();
    await expect(upload(title)).toHaveCount(0);
    await expect.poll(unfinished, 'the server has let go of it as well').toBe(0);
    await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
    await devtools.detach();
    await shoot(teacher, `upload-cancelled-${locale}`);
  });

  test(`a place that the server dropped is asked for anew, and who gets none is told (${locale})`, async () => {
    const title = `Caída ${locale}`;
    await newLesson(title);
    const dropped: number[] = [];
    let answers: number[] = [];
    const drop = async (route: Route) => {
      if (route.request().method() !== 'HEAD' && route.request().method() !== 'PATCH') return route.fallback();
      const status = answers.shift();
      if (status === undefined) return route.fallback();
      dropped.push(status);
      return route.fulfill({ status, headers: { 'tus-resumable': '1.0.0' } });
    };
    await teacher.route('**/uploads/**', drop);
    answers = [404, 404, 404, 404];
    await row(title).locator('input[type="file"]').setInputFiles({ name: 'caida.mp4', mimeType: 'video/mp4', buffer: readFileSync(clip()) });
    await expect(upload(title).getByRole('alert')).toHaveText(say['upload.phase.failed'], { timeout: 60_000 });
    expect(dropped).toEqual([404, 404, 404, 404]);
    await shoot(teacher, `upload-dropped-${locale}`);
    await expectAccessible(teacher, `upload dropped ${locale}`);

    let places = 0;
    teacher.on('request', (request) => void (/CreateVideoUpload/.test(request.postData() ?? '') && (places += 1)));
    answers = [404, 410];
    await upload(title).getByRole('button', { name: fill(say['upload.retryName'], { name: 'caida.mp4' }) }).click();
    await expect(row(title).getByText(say['upload.ready'])).toBeVisible({ timeout: MAKING_MS });
    expect(answers).toEqual([]);
    expect(places, 'one for each that was dropped, and the one that took the bytes').toBe(3);
    await teacher.unroute('**/uploads/**', drop);
    await letGo();
  });
}

/** Whatever a system calls them: what is in the file counts. */
const OTHERS = [
  { name: 'clase.mp3', mimeType: 'audio/mpeg', made: ['-vn'] },
  { name: 'clase.ts', mimeType: 'text/vnd.trolltech.linguist', made: ['-c', 'copy'] },
];
for (const [index, { name, mimeType, made }] of OTHERS.entries()) {
  const locale = LOCALES[index % LOCALES.length] ?? 'es';
  const say = words[locale];

  test(`a file ${name} of type ${mimeType} is taken (${locale})`, async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'aula-')), name);
    execFileSync('ffmpeg', ['-loglevel', 'error', '-i', clip(), '-t', '4', ...made, file]);
    await addVideoLesson(teacher, course, `De ${name}`);
    await teacher.goto(`/teach/${course.id}`);
    await inLanguage(teacher, locale);
    await teacher.getByRole('button', { name: fill(say['editor.openLesson'], { name: `De ${name}` }) }).click();
    const row = teacher.getByTestId('lesson').filter({ hasText: `De ${name}` });
    await row.locator('input[type="file"]').setInputFiles({ name, mimeType, buffer: readFileSync(file) });
    await expect(row.getByText(say['upload.ready'])).toBeVisible({ timeout: MAKING_MS });
    await shoot(teacher, `upload-${name}-${locale}`);
    await expectAccessible(teacher, `upload of ${name}`);
  });
}
