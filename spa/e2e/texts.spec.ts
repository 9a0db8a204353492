import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { currentTime, expectAccessible, fill, inLanguage, shoot, startPlaying, teachFirstLesson, words } from './helpers';

const run = Date.now().toString(36);
const video = process.env.AULA_E2E_VIDEO ?? '';
const folder = mkdtempSync(join(tmpdir(), 'aula-texts-'));
const say = words.es;

/** Text as it lies beside picture and sound: of MP4, and both kinds of Matroska. */
const FILES = [
  { name: 'tx3g.mp4', codec: 'mov_text' },
  { name: 'utf8.mkv', codec: 'srt' },
  { name: 'webvtt.mkv', codec: 'webvtt' },
] as const;
const SPANISH = '1\n00:00:01,000 --> 00:00:04,000\n<i>Primero</i> destella\n\n2\n00:00:05,000 --> 00:00:08,000\ny luego\nsuena\n';
const HEBREW = '1\n00:00:01,000 --> 00:00:04,000\n\u200FHTML היא שפה.\n\n2\n00:00:05,000 --> 00:00:08,000\nשלום, AT&T!\n';

test.describe.configure({ mode: 'serial' });

let teacher: Page;
let coursePath = '';
let lessonId = '';
let shown = '';

function withTexts(name: string, codec: string) {
  const file = join(folder, name);
  writeFileSync(join(folder, 'es.srt'), SPANISH);
  writeFileSync(join(folder, 'he.srt'), HEBREW);
  const inputs = ['-i', video, '-i', join(folder, 'es.srt'), '-i', join(folder, 'he.srt'), '-map', '0:v', '-map', '0:a', '-map', '1:s', '-map', '2:s'];
  const languages = ['-metadata:s:s:0', 'language=spa', '-metadata:s:s:1', 'language=heb'];
  execFileSync('ffmpeg', ['-loglevel', 'error', '-y', ...inputs, ...languages, '-c:v', 'copy', '-c:a', 'copy', '-c:s', codec, '-t', '12', file]);
  return file;
}

type Caption = { locale: string; origin: string; url: string | null };
type Shown = { id: string; captions: Caption[] };

async function ask<T>(query: string): Promise<T> {
  const answer = (await (await teacher.request.post('/graphql', { data: { query }, headers: { 'x-aula-csrf': '1' } })).json()) as { data: T };
  return answer.data;
}

const shownNow = async () => {
  const { lesson } = await ask<{ lesson: { content: { video: Shown | null } } }>(
    `{ lesson(id: "${lessonId}") { content { ... on VideoContent { video { id captions { locale origin url } } } } } }`,
  );
  return lesson.content.video;
};

const seek = (seconds: number) =>
  teacher.evaluate((at) => {
    const media = document.querySelector('[slot="media"]');
    if (media instanceof HTMLElement && 'pause' in media && typeof media.pause === 'function') {
      media.pause();
      Object.assign(media, { currentTime: at });
    }
  }, seconds);

test.beforeAll(async ({ browser }) => {
  if (!video) throw new Error('AULA_E2E_VIDEO names no file: it needs an mp4 of at least 12 seconds');
  teacher = await (await browser.newContext()).newPage();
  await teachFirstLesson(teacher, 'Tadeo', run, `Textos ${run}`);
  coursePath = new URL(teacher.url()).pathname;
  type Taught = { viewer: { user: { teaching: { nodes: { modules: { lessons: { id: string }[] }[] }[] } } } };
  await expect
    .poll(async () => {
      const { viewer } = await ask<Taught>('{ viewer { user { teaching(first: 1) { nodes { modules { lessons { id } } } } } } }');
      lessonId = viewer.user.teaching.nodes[0]?.modules[0]?.lessons[0]?.id ?? '';
      return lessonId;
    })
    .not.toBe('');
});
test.afterAll(() => teacher.context().close());

for (const { name, codec } of FILES) {
  test(`the texts in ${name} are what its lesson says, in both languages`, async () => {
    await teacher.goto(coursePath);
    await inLanguage(teacher, 'es');
    await teacher.getByRole('button', { name: fill(say['editor.openLesson'], { name: 'Primera' }) }).click();
    if (shown) await teacher.getByRole('button', { name: say['upload.replace'] }).click();
    await teacher.locator('input[type="file"]').first().setInputFiles(withTexts(name, codec));
    await expect
      .poll(
        async () => {
          const now = await shownNow();
          return now && now.id !== shown ? now.captions.filter((each) => each.origin === 'UPLOADED' && each.url).map((each) => each.locale).toSorted() : [];
        },
        { timeout: 180_000, message: `the texts of ${name}` },
      )
      .toEqual(['es', 'he']);
    shown = (await shownNow())?.id ?? '';

    await teacher.goto(`/learn/${lessonId}`);
    const poster = teacher.getByTestId('poster');
    await expect.poll(() => poster.evaluate((image) => image instanceof HTMLImageElement && image.currentSrc !== '' && image.naturalWidth > 0)).toBe(true);
    await startPlaying(teacher);
    await expect(poster).toBeHidden();
    const cues = teacher.getByTestId('cues');
    const menu = teacher.getByRole('button', { name: say['captions.title'], exact: true });
    await seek(1.5);
    await menu.click();
    await teacher.getByRole('radio', { name: 'Español', exact: true }).check();
    await teacher.keyboard.press('Escape');
    await expect(cues).toHaveText('Primero destella');
    await seek(6);
    await expect(cues).toHaveText(/^y luego\s*suena$/);

    await menu.click();
    await teacher.getByRole('radio', { name: 'Hebreo', exact: true }).check();
    await teacher.keyboard.press('Escape');
    await expect(cues).toHaveText('שלום, AT&T!');
    await seek(1.5);
    await expect(cues).toHaveText(/HTML היא שפה\.$/);
    // The first letter is Latin; the mark before it says where the full stop stands.
    expect(await cues.locator('p').evaluate((line) => getComputedStyle(line).direction)).toBe('rtl');
    await shoot(teacher, `texts-${name}`);
    await expectAccessible(teacher, `texts ${name}`);
  });
}

test('what is said is read beside the film, searched, and leads to its second, also by a link', async () => {
  await teacher.goto(`/learn/${lessonId}`);
  await startPlaying(teacher);
  await seek(1.5);
  await teacher.getByRole('tab', { name: say['player.transcript'] }).click();
  await teacher.getByLabel(say['transcript.language']).selectOption('es');
  const line = (text: RegExp) => teacher.getByRole('list', { name: say['transcript.list'] }).getByRole('button', { name: text });
  await expect(line(/Primero destella/)).toHaveAttribute('aria-current', 'time');
  await teacher.getByLabel(say['transcript.search']).fill('SUENA');
  await expect(teacher.getByText(fill(say['transcript.found_one'], { at: '1', count: '1' }), { exact: true })).toBeVisible();
  await expect(line(/y luego/).locator('mark')).toHaveText('suena');
  await line(/y luego/).click();
  await expect.poll(() => currentTime(teacher)).toBeGreaterThanOrEqual(5);
  await expect(line(/y luego/)).toHaveAttribute('aria-current', 'time');
  await shoot(teacher, 'transcript-es');
  await expectAccessible(teacher, 'transcript');
  // Beside the film there, and below it on a phone.
  await teacher.setViewportSize({ width: 360, height: 740 });
  await teacher.getByRole('tab', { name: say['player.transcript'] }).click();
  await teacher.getByRole('combobox', { name: say['transcript.language'] }).selectOption('he');
  await expect(teacher.getByRole('button', { name: /שלום, AT&T!/ })).toBeVisible();
  await shoot(teacher, 'transcript-narrow-he');
  expect(await teacher.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  await teacher.setViewportSize({ width: 1_280, height: 720 });

  await teacher.goto(`/learn/${lessonId}?t=7`);
  await startPlaying(teacher);
  await expect.poll(() => currentTime(teacher), { timeout: 30_000 }).toBeGreaterThanOrEqual(7);
  await expect(teacher.getByTestId('cues')).toHaveCount(1);
});

test('the words of a video that is replaced stay behind with it', async () => {
  const before = shown;
  await teacher.goto(coursePath);
  await teacher.getByRole('button', { name: fill(say['editor.openLesson'], { name: 'Primera' }) }).click();
  await teacher.getByRole('button', { name: say['upload.replace'] }).click();
  await teacher.locator('input[type="file"]').first().setInputFiles(video);
  await expect.poll(async () => (await shownNow())?.id, { timeout: 180_000 }).not.toBe(before);
  expect((await shownNow())?.captions.filter((each) => each.origin === 'UPLOADED')).toEqual([]);
  await teacher.goto(`/learn/${lessonId}`);
  await startPlaying(teacher);
  await seek(1.5);
  await expect(teacher.getByText('Primero destella')).toHaveCount(0);
  const { video: old } = await ask<{ video: Shown }>(`{ video(id: "${before}") { id captions { locale origin url } } }`);
  expect(old.captions.filter((each) => each.origin === 'UPLOADED').map((each) => each.locale).toSorted()).toEqual(['es', 'he']);
});
