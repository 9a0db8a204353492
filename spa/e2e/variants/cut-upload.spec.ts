import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { ask, fill, inLanguage, shoot, signInAt, teachFirstLesson, words } from '../helpers';

const run = Date.now().toString(36);
const video = process.env.AULA_E2E_VIDEO ?? '';
const home = process.env.AULA_HOME ?? '';
const repository = fileURLToPath(new URL('../../..', import.meta.url));
/** What belongs to a person's browser, and is still there when it is opened again. */
const profile = mkdtempSync(join(tmpdir(), 'aula-browser-'));

const MEGABYTE = 1024 * 1024;
const FILE = 'clase.mp4';
/** As much as one request of ours sends. */
const CHUNK = 8 * MEGABYTE;

test.describe.configure({ mode: 'serial' });

let browser: BrowserContext;
let page: Page;
let coursePath = '';

/** The film with a box behind it that players pass over: long enough to be cut, and like no other file. */
function longFilm() {
  const bytes = 24 * MEGABYTE;
  const head = Buffer.alloc(8);
  head.writeUInt32BE(bytes, 0);
  head.write('free', 4);
  return Buffer.concat([readFileSync(video), head, randomBytes(bytes - 8)]);
}
const film = video ? longFilm() : Buffer.alloc(0);

const percentSent = () => page.getByRole('progressbar', { name: fill(words.es['upload.progress'], { name: FILE }) }).first();

/** How many bytes of it the server has. */
async function received(): Promise<number> {
  const { myVideos } = await ask(page, '{ myVideos(first: 1) { nodes { upload { receivedBytes } } } }');
  return Number(myVideos.nodes[0].upload.receivedBytes);
}

/** The offsets at which bytes leave the page from now on. */
function offsetsOf(watched: Page): number[] {
  const offsets: number[] = [];
  watched.on('request', (request) => void (request.method() === 'PATCH' && offsets.push(Number(request.headers()['upload-offset']))));
  return offsets;
}

/** A line that carries so many bytes a second, so that it takes as long as with a large file. */
async function uploadAt(bytesPerSecond: number) {
  const session = await browser.newCDPSession(page);
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond });
  return session;
}

const chooseFile = (name: string, buffer: Buffer) =>
  page.locator('input[type="file"][accept*="video/"]').first().setInputFiles({ name, mimeType: 'video/mp4', buffer });

/** Sums of the stored files that are as long as the film. */
function storedSums(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && statSync(path).size === film.length)
    .map((path) => createHash('sha256').update(readFileSync(path)).digest('hex'));
}

test.beforeAll(async ({ playwright, launchOptions, baseURL, locale }) => {
  if (!video) throw new Error('AULA_E2E_VIDEO names no file: it needs an mp4');
  if (!home) throw new Error('AULA_HOME names no folder: what was stored is looked at there');
  const open = () => playwright.chromium.launchPersistentContext(profile, { ...launchOptions, baseURL, locale });
  browser = await open();
  page = await browser.newPage();
  await teachFirstLesson(page, 'Ulises', run, `Subidas ${run}`);
  coursePath = new URL(page.url()).pathname;
});
test.afterAll(async () => {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
});

test('a file that is dropped shows its way, waits without the network and goes on where it was', async () => {
  const say = words.es;
  await page.getByRole('button', { name: fill(say['editor.openLesson'], { name: 'Primera' }) }).click();
  const zone = page.getByRole('group', { name: say['upload.title'] });
  const offsets = offsetsOf(page);
  const line = await uploadAt(4 * MEGABYTE);
  const dropped = await page.evaluateHandle(
    ({ name, base64 }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type: 'video/mp4' }));
      return transfer;
    },
    { name: FILE, base64: film.toString('base64') },
  );
  await zone.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(page.getByTestId('upload').first()).toContainText(/ de .*\/s · quedan /);
  await expect.poll(async () => Number(await percentSent().getAttribute('aria-valuenow')), { intervals: [50], timeout: 30_000 }).toBeGreaterThanOrEqual(60);
  await line.send('Network.emulateNetworkConditions', { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  for (const locale of ['en', 'es'] as const) {
    await inLanguage(page, locale);
    await expect(page.getByTestId('upload').first()).toContainText(words[locale]['upload.phase.waiting']);
    await expect(page.getByTestId('upload').first().getByRole('alert')).toHaveCount(0);
  }
  await shoot(page, 'upload-cut-es');
  const before = await received();
  expect(before).toBeGreaterThanOrEqual(0.6 * film.length - CHUNK);
  offsets.length = 0;
  await line.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: MEGABYTE });
  await expect.poll(() => offsets.length, { timeout: 60_000 }).toBeGreaterThan(0);
  expect(offsets[0], 'the first byte that leaves again').toBe(before);
});

test('closed with its browser, it is found again and goes on with the same file only, though the service was away', async ({ playwright, launchOptions, baseURL, locale }) => {
  await expect.poll(received, { timeout: 60_000 }).toBeLessThan(film.length);
  await browser.close();
  for (const act of ['stop', 'start']) execFileSync(join(repository, 'bin', act), ['courses'], { stdio: 'ignore', timeout: 120_000 });
  browser = await playwright.chromium.launchPersistentContext(profile, { ...launchOptions, baseURL, locale });
  page = await browser.newPage();
  await signInAt(page, { email: `ulises-${run}@aula.test`, password: `Una-clave-larga-${run}` }, coursePath);
  const before = await received();
  expect(before).toBeGreaterThanOrEqual(0.6 * film.length - CHUNK);
  for (const each of ['en', 'es'] as const) {
    const say = words[each];
    await inLanguage(page, each);
    const summary = page.getByRole('button', { name: fill(say['upload.trayWaits_one'], { count: '1' }) });
    if ((await summary.getAttribute('aria-expanded')) !== 'true') await summary.click();
    const row = page.getByTestId('upload').first();
    await expect(row).toContainText(fill(say['upload.unfinished'], { name: FILE }));
    await chooseFile(FILE, Buffer.concat([film.subarray(0, -1), Buffer.from([(film.at(-1) ?? 0) ^ 1])]));
    await expect(row.getByRole('alert')).toHaveText(fill(say['upload.notSame'], { name: FILE }));
    await shoot(page, `upload-not-the-same-${each}`);
    if (each === 'en') {
      await page.reload();
      await inLanguage(page, 'en');
    }
  }
  const offsets = offsetsOf(page);
  await chooseFile(FILE, film);
  await expect(page.getByText(words.es['upload.trayDone'])).toBeVisible({ timeout: 60_000 });
  expect(offsets[0], 'nothing is sent twice').toBe(before);
  expect(storedSums(join(home, 'data', 'objects', 'uploads')), 'the file is the source').toContain(createHash('sha256').update(film).digest('hex'));
});
