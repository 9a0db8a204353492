import { readFile } from 'node:fs/promises';
import { expect, test, type Locator, type Page, type Route } from '@playwright/test';
import { currentTime, expectAccessible, fill, inLanguage, isPaused, shoot, teachFirstLesson, words } from './helpers';

const run = Date.now().toString(36);
const video = process.env.AULA_E2E_VIDEO ?? '';
const name = video.split('/').at(-1) ?? '';

const LINES = {
  es: ['Bienvenidos a la primera lección', 'Una tabla guarda filas', 'Otra tabla guarda pedidos', 'Hasta la próxima'],
  en: ['Welcome to the first lesson', 'A table keeps rows', 'Another table keeps orders', 'See you next time'],
} as const;
const FIND = { es: ['tabla', 'hoja', 'pedidos'], en: ['table', 'sheet', 'orders'] } as const;

/** A cue each three seconds from the second on. */
const srt = (lines: readonly string[]) => lines.map((line, n) => `${n + 1}\n00:00:${String(1 + 3 * n).padStart(2, '0')},000 --> 00:00:${String(3 + 3 * n).padStart(2, '0')},500\n${line}\n`).join('\n');

test.describe.configure({ mode: 'serial' });

let teacher: Page;
let editorPath = '';

test.beforeAll(async ({ browser }) => {
  if (!video) throw new Error('AULA_E2E_VIDEO names no file: it needs an mp4 of at least 15 seconds');
  const say = words.es;
  teacher = await (await browser.newContext()).newPage();
  await teachFirstLesson(teacher, 'Clara', run, `Subtítulos ${run}`);
  await teacher.getByRole('button', { name: fill(say['editor.openLesson'], { name: 'Primera' }) }).click();
  await teacher.locator('input[type="file"]').first().setInputFiles(video);
  await expect(teacher.getByText('Vídeo listo').first()).toBeVisible({ timeout: 200_000 });
  await teacher.goto('/teach/videos');
  editorPath = (await teacher.getByRole('link', { name: fill(say['cues.openName'], { name }) }).getAttribute('href')) ?? '';
});
test.afterAll(() => teacher.context().close());

/** As somebody without a mouse comes there; fails when they cannot. */
async function tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  await expect(target).toBeVisible();
  for (let n = 0; n < 120; n++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await teacher.keyboard.press(key);
  }
  throw new Error(`${target.toString()} is not reached by ${key}`);
}

const openText = () => teacher.getByTestId('open-cue').getByRole('textbox');
const rows = () => teacher.getByTestId('cue').or(teacher.getByTestId('open-cue'));
const times = () => teacher.getByTestId('open-cue').locator('span.tabular-nums');
const selected = () => openText().evaluate((box) => (box instanceof HTMLTextAreaElement ? box.value.slice(box.selectionStart, box.selectionEnd) : ''));

/** The graph's own answer, with one word that the machine was not sure of. */
async function withDoubt(route: Route, word: string) {
  const response = await route.fetch();
  const json = await response.json();
  for (const cue of json.data?.video?.transcript?.cues?.nodes ?? []) {
    if (cue.text.includes(word)) cue.words = [{ ...cue.words[0], __typename: 'TranscriptWord', text: word, startMs: cue.startMs, endMs: cue.endMs, confidence: 0.2, isGlued: false }];
  }
  return route.fulfill({ response, json });
}

for (const locale of ['es', 'en'] as const) {
  const say = words[locale];
  const [first = '', second = '', third = '', last = ''] = LINES[locale];
  const [found, other, doubt] = FIND[locale];

  test(`captions are written by keyboard alone (${locale})`, async () => {
    await teacher.unroute('**/graphql');
    await teacher.goto(editorPath);
    await inLanguage(teacher, locale);
    const language = teacher.getByLabel(say['cues.uploadLanguage']);
    await tabTo(language);
    await teacher.keyboard.type(locale === 'es' ? 'esp' : 'eng');
    await expect(language).toHaveValue(locale);
    const chooser = teacher.waitForEvent('filechooser');
    await tabTo(teacher.getByText(say['cues.upload'], { exact: true }));
    await teacher.keyboard.press('Enter');
    const brought = teacher.waitForResponse((response) => response.request().postData()?.includes('UploadCaptions') === true, { timeout: 60_000 });
    await (await chooser).setFiles({ name: 'lines.srt', mimeType: 'application/x-subrip', buffer: Buffer.from(srt(LINES[locale])) });
    // Where a machine has written before, it is asked whether its words shall go.
    const asked = teacher.getByRole('dialog');
    await Promise.race([brought, asked.waitFor({ timeout: 60_000 })]);
    if (await asked.isVisible()) {
      await tabTo(asked.getByRole('button').last());
      await teacher.keyboard.press('Enter');
    }
    await brought;
    await expect(teacher.getByLabel(say['cues.language'], { exact: true }).locator(`option[value="${locale}"]`)).toHaveCount(1);

    await teacher.route('**/graphql', (route) => (route.request().postData()?.includes('transcript') ? withDoubt(route, doubt) : route.fallback()));
    await teacher.goto(`${editorPath}?locale=${locale}`);
    await inLanguage(teacher, locale);
    await expect(rows()).toHaveCount(4);
    await tabTo(openText());
    await expect(openText()).toHaveValue(first);
  });

  test(`the video plays and seeks from within the text (${locale})`, async () => {
    await teacher.keyboard.press('Alt+k');
    await expect.poll(() => isPaused(teacher)).toBe(false);
    await expect.poll(() => currentTime(teacher)).toBeGreaterThan(0.3);
    await teacher.keyboard.press('Alt+k');
    await expect.poll(() => isPaused(teacher)).toBe(true);
    const before = await currentTime(teacher);
    await teacher.keyboard.press('Alt+l');
    await expect.poll(() => currentTime(teacher)).toBeCloseTo(before + 2, 1);
    await teacher.keyboard.press('Alt+j');
    await expect.poll(() => currentTime(teacher)).toBeCloseTo(before, 1);
    await expect(openText()).toBeFocused();
  });

  /** Each language has its own decimal sign. */
  const said = (span: string) => (locale === 'en' ? span.replaceAll(',', '.') : span);

  test(`a cue is split, merged and moved by 50 ms (${locale})`, async () => {
    await teacher.keyboard.press('Home');
    const [head = ''] = first.split(' ');
    for (let n = 0; n <= head.length; n++) await teacher.keyboard.press('ArrowRight');
    await teacher.keyboard.press('Alt+Enter');
    await expect(rows()).toHaveCount(5);
    await teacher.keyboard.press('Alt+ArrowUp');
    await expect(openText()).toHaveValue(head);
    await teacher.keyboard.press('Alt+m');
    await expect(rows()).toHaveCount(4);
    await expect(openText()).toHaveValue(new RegExp(`^${head}\\s${first.slice(head.length + 1)}$`));

    await expect(times()).toHaveText(said('0:01,00 – 0:03,50'));
    await teacher.keyboard.press('Alt+x');
    await expect(times()).toHaveText(said('0:01,05 – 0:03,50'));
    await teacher.keyboard.press('Alt+c');
    await expect(times()).toHaveText(said('0:01,05 – 0:03,45'));
    await teacher.keyboard.press('Alt+Shift+x');
    await expect(times()).toHaveText(said('0:01,10 – 0:03,50'));
    await teacher.keyboard.press('Alt+Shift+z');
    await expect(times()).toHaveText(said('0:01,05 – 0:03,45'));
  });

  test(`the next doubtful word is found, and a word is replaced everywhere as one step (${locale})`, async () => {
    await teacher.keyboard.press('Alt+d');
    await expect(openText()).toHaveValue(third);
    expect(await selected()).toBe(doubt);
    await shoot(teacher, `captions-doubt-${locale}`);

    await teacher.keyboard.press('Alt+f');
    await expect(teacher.getByLabel(say['cues.find'], { exact: true })).toBeFocused();
    await teacher.keyboard.type(found);
    await teacher.keyboard.press('Enter');
    await tabTo(teacher.getByLabel(say['cues.find'], { exact: true }), 'Shift+Tab');
    await teacher.keyboard.press('Tab');
    await teacher.keyboard.type(other);
    await tabTo(teacher.getByRole('button', { name: say['cues.replaceAll'] }));
    await teacher.keyboard.press('Enter');
    await expect(rows().filter({ hasText: other })).toHaveCount(2);
    await shoot(teacher, `captions-replace-${locale}`);
    await expectAccessible(teacher, `captions ${locale}`);
    await tabTo(teacher.getByLabel(say['cues.find'], { exact: true }), 'Shift+Tab');
    await teacher.keyboard.press('Escape');
    await expect(openText()).toBeFocused();
    await teacher.keyboard.press('Control+z');
    await expect(rows().filter({ hasText: other })).toHaveCount(0);
    await teacher.keyboard.press('Control+Shift+z');
    await expect(rows().filter({ hasText: other })).toHaveCount(2);
  });

  test(`what was written is saved by itself, and downloaded (${locale})`, async () => {
    await expect(teacher.getByText(say['cues.saving.saved'], { exact: true })).toBeVisible();
    await teacher.unroute('**/graphql');
    await teacher.reload();
    await expect(rows().filter({ hasText: other })).toHaveCount(2);
    const download = teacher.waitForEvent('download');
    await tabTo(teacher.getByRole('button', { name: fill(say['cues.download'], { format: 'SRT' }) }));
    await teacher.keyboard.press('Enter');
    const text = await readFile(await (await download).path(), 'utf8');
    expect(text).toContain(`00:00:01,050 --> 00:00:03,450\n${first.split(' ')[0] ?? ''}`);
    expect(text).toContain(second.replace(found, other));
    expect(text).toContain(last);
  });

  test(`an earlier version is put back (${locale})`, async () => {
    const versionsBox = teacher.locator('details').filter({ hasText: say['cues.versions'].replace(/ \(.*/, '') });
    await tabTo(versionsBox.locator('summary'));
    await teacher.keyboard.press('Enter');
    // What was brought stays, however soon it was written over.
    const brought = versionsBox.locator('li').filter({ hasText: say['cues.origin.UPLOADED'] }).last();
    await expect(brought).toBeVisible();
    await shoot(teacher, `captions-versions-${locale}`);
    await tabTo(brought.getByRole('button'));
    await teacher.keyboard.press('Enter');
    await expect(rows().filter({ hasText: other })).toHaveCount(0);
    await expect(rows().filter({ hasText: third })).toHaveCount(1);
    await expectAccessible(teacher, `captions versions ${locale}`);
  });
}
