import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { chooseInMenu, expectAccessible, fill, inLanguage, shoot, teachFirstLesson, words } from './helpers';

const run = Date.now().toString(36);
const folder = mkdtempSync(join(tmpdir(), 'aula-pictures-'));
const video = process.env.AULA_E2E_VIDEO ?? '';
const MAKING_MS = 60_000;

const vips = (...asked: string[]) => execFileSync('vips', asked);
const at = (name: string) => join(folder, name);

/** A picture of one colour, 1600 × 1200, with what a camera writes beside it. */
function photo(name: string, [red, green, blue]: [number, number, number]) {
  vips('black', at('black.v'), '1600', '1200', '--bands', '3');
  vips('linear', at('black.v'), at('colour.v'), '1 1 1', `${red} ${green} ${blue}`, '--uchar');
  vips('copy', at('colour.v'), at(name), '--interpretation', 'srgb');
  return at(name);
}

test.describe.configure({ mode: 'serial' });

let teacher: Page;
let coursePath = '';
const title = `Imágenes ${run}`;

test.beforeAll(async ({ browser }) => {
  teacher = await (await browser.newContext()).newPage();
  await teachFirstLesson(teacher, 'Imogen', run, title);
  coursePath = new URL(teacher.url()).pathname;
});
test.afterAll(() => teacher.context().close());

/** The mean colour of what is really on the screen. */
async function shownColour(picture: Locator) {
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 1), { timeout: MAKING_MS }).toBe(true);
  return picture.evaluate((image: HTMLImageElement) => {
    const canvas = document.createElement('canvas');
    canvas.width = 1;
    canvas.height = 1;
    const pen = canvas.getContext('2d');
    pen?.drawImage(image, 0, 0, 1, 1);
    return [...(pen?.getImageData(0, 0, 1, 1).data.slice(0, 3) ?? [])];
  });
}
const near = (found: number[], wanted: number[]) => found.every((part, i) => Math.abs(part - (wanted[i] ?? 0)) < 24);

async function choose(page: Page, input: Locator, file: string | { name: string; mimeType: string; buffer: Buffer }, use: string) {
  await input.setInputFiles(file);
  await page.getByRole('button', { name: use }).click();
}

for (const locale of ['es', 'en'] as const) {
  const say = words[locale];
  const colour: [number, number, number] = locale === 'es' ? [200, 60, 40] : [40, 90, 200];

  test(`a cover is uploaded, cropped by the keyboard and shown (${locale})`, async () => {
    await teacher.goto(coursePath);
    await inLanguage(teacher, locale);
    const cover = teacher.locator('section').filter({ has: teacher.getByRole('heading', { name: say['editor.cover'], exact: true }) });
    await cover.locator('input[type="file"]').setInputFiles(photo(`cover-${locale}.jpg`, colour));
    const zoom = teacher.getByLabel(say['picture.zoom']);
    await zoom.focus();
    await teacher.keyboard.press('ArrowRight');
    await expectAccessible(teacher, `crop ${locale}`);
    await shoot(teacher, `cover-crop-${locale}`);
    await teacher.getByRole('button', { name: say['picture.use'] }).click();
    await expect(cover.getByText(say['picture.done'])).toBeVisible({ timeout: MAKING_MS });
    await expect.poll(async () => near(await shownColour(cover.locator('img')), colour), { timeout: MAKING_MS }).toBe(true);
    const source = cover.locator('source[type="image/avif"]');
    await expect(source).toHaveAttribute('srcset', / 160w, .* 1280w/);
    await shoot(teacher, `cover-${locale}`);
    await expectAccessible(teacher, `cover ${locale}`);
  });

  test(`what is no picture is refused in words (${locale})`, async () => {
    const cover = teacher.locator('section').filter({ has: teacher.getByRole('heading', { name: say['editor.cover'], exact: true }) });
    const input = cover.locator('input[type="file"]');
    await choose(teacher, input, { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture at all '.repeat(99)) }, say['picture.use']);
    const status = cover.locator('p[role="status"] span');
    await expect(status).toBeVisible({ timeout: MAKING_MS });
    await shoot(teacher, `cover-refused-${locale}`);
    await choose(teacher, input, { name: 'grande.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(30 << 20, 1) }, say['picture.use']);
    await expect(status).toContainText('20 M', { timeout: MAKING_MS });
    vips('black', at('one.png'), '1', '1');
    await choose(teacher, input, at('one.png'), say['picture.use']);
    await expect(status).toContainText(locale === 'es' ? 'pequeña' : 'small', { timeout: MAKING_MS });
  });

  test(`a photo is shown in the header, on the profile and goes again (${locale})`, async () => {
    await teacher.goto('/');
    await inLanguage(teacher, locale);
    await chooseInMenu(teacher, say['app.profile']);
    const label = say[locale === 'es' ? 'profile.addPhoto' : 'profile.changePhoto'];
    await choose(teacher, teacher.getByLabel(label, { exact: true }), photo(`photo-${locale}.jpg`, colour), say['picture.use']);
    await expect(teacher.getByText(say['picture.done'])).toBeVisible({ timeout: MAKING_MS });
    const large = teacher.locator('main img[data-slot="avatar"]');
    await expect.poll(async () => near(await shownColour(large), colour), { timeout: MAKING_MS }).toBe(true);
    await shoot(teacher, `profile-photo-${locale}`);
    await expectAccessible(teacher, `photo ${locale}`);
    await teacher.reload();
    expect(near(await shownColour(teacher.getByRole('banner').locator('img[data-slot="avatar"]')), colour)).toBe(true);
    const bytes = await (await teacher.request.get((await large.getAttribute('src')) ?? '')).body();
    expect(bytes.includes(Buffer.from('Exif'))).toBe(false);
  });
}

test('a picture that lies on its side is shown upright, and one of inks in its colours', async () => {
  const say = words.es;
  await teacher.goto('/');
  await inLanguage(teacher, 'es');
  await chooseInMenu(teacher, say['app.profile']);
  const field = teacher.getByLabel(say['profile.changePhoto'], { exact: true });
  const rgb = photo('rgb.png', [200, 40, 40]);
  vips('icc_transform', rgb, at('inks.jpg'), 'cmyk', '--input-profile', 'srgb');
  await choose(teacher, field, at('inks.jpg'), say['picture.use']);
  await expect(teacher.getByText(say['picture.done'])).toBeVisible({ timeout: MAKING_MS });
  const large = teacher.locator('main img[data-slot="avatar"]');
  await expect.poll(async () => {
    const [red = 0, , blue = 0] = await shownColour(large);
    return red > 2 * blue;
  }, { timeout: MAKING_MS }).toBe(true);
  await teacher.getByRole('button', { name: say['profile.removePhoto'] }).click();
  await expect(teacher.getByLabel(say['profile.addPhoto'], { exact: true })).toBeAttached();
  await expect(large).toHaveCount(0);
});

/** Red on the left, blue on the right. */
function halves(name: string) {
  vips('join', photo('left.png', [200, 40, 40]), photo('right.png', [40, 40, 200]), at(name), 'horizontal');
  return at(name);
}

/** EXIF's orientation 6, as a phone writes it that was held upright: the first segment behind the start (Exif 2.3, 4.5.4). */
function onItsSide(name: string) {
  const jpeg = readFileSync(halves('lying.jpg'));
  const tiff = Buffer.from('49492a0008000000010012010300010000000600000000000000', 'hex');
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, body.length + 2]);
  writeFileSync(at(name), Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]));
  return at(name);
}

/** The mean colour of the picture's first and last quarter, across or down. */
async function endsOf(picture: Locator, way: 'across' | 'down') {
  await shownColour(picture);
  return picture.evaluate((image: HTMLImageElement, isDown) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = isDown ? [1, 4] : [4, 1];
    const pen = canvas.getContext('2d');
    pen?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const data = [...(pen?.getImageData(0, 0, canvas.width, canvas.height).data ?? [])];
    return [data.slice(0, 3), data.slice(12, 15)];
  }, way === 'down');
}
const isRedThenBlue = ([first = [], last = []]: number[][]) => near(first, [200, 40, 40]) && near(last, [40, 40, 200]);

/** Whether this machine's libvips writes HEVC: what it cannot write it may not read. */
function writesHeic() {
  try {
    vips('heifsave', halves('plain.png'), at('photo.heic'), '--compression', 'hevc');
    return true;
  } catch {
    return false;
  }
}

test('pictures of every kind are shown, upright', async () => {
  const say = words.es;
  await teacher.goto('/');
  await inLanguage(teacher, 'es');
  await chooseInMenu(teacher, say['app.profile']);
  const large = teacher.locator('main img[data-slot="avatar"]');
  const field = teacher.getByLabel(say['profile.addPhoto'], { exact: true }).or(teacher.getByLabel(say['profile.changePhoto'], { exact: true }));
  const fromPhones: [string, 'across' | 'down'][] = writesHeic() ? [[at('photo.heic'), 'across']] : [];
  const kinds: [string, 'across' | 'down'][] = [
    [halves('photo.gif'), 'across'],
    [halves('photo.webp'), 'across'],
    [onItsSide('upright.jpg'), 'down'],
    ...fromPhones,
  ];
  let before = '';
  for (const [file, way] of kinds) {
    await choose(teacher, field, file, say['picture.use']);
    await expect(teacher.getByText(say['picture.done'])).toBeVisible({ timeout: MAKING_MS });
    await expect.poll(() => large.getAttribute('src'), { timeout: MAKING_MS, message: file }).not.toBe(before);
    await expect.poll(async () => isRedThenBlue(await endsOf(large, way)), { timeout: MAKING_MS, message: file }).toBe(true);
    before = (await large.getAttribute('src')) ?? '';
    await teacher.reload();
  }
});

test('a photo from a phone that cannot be read is refused with what to do', async () => {
  const say = words.es;
  const field = teacher.getByLabel(say['profile.changePhoto'], { exact: true });
  // The brand of HEVC (ISO/IEC 23008-12, annex B), and nothing behind it that any decoder could read.
  const broken = Buffer.concat([Buffer.from('0000001c667479706865696300000000', 'hex'), Buffer.from('mif1heicmiaf'), Buffer.alloc(4096, 7)]);
  await choose(teacher, field, { name: 'IMG_0001.HEIC', mimeType: 'image/heic', buffer: broken }, say['picture.use']);
  await expect(teacher.getByText('No sabemos leer esta foto HEIC. Expórtala como JPEG.')).toBeVisible({ timeout: MAKING_MS });
  await shoot(teacher, 'photo-heic-es');
  await expectAccessible(teacher, 'photo refused');
});

for (const locale of ['es', 'en'] as const) {
  const say = words[locale];

  test(`a frame is chosen as picture of the video by the keyboard alone, and taken back (${locale})`, async () => {
    test.skip(!video, 'AULA_E2E_VIDEO names no file');
    await teacher.goto(coursePath);
    await inLanguage(teacher, locale);
    await teacher.getByRole('button', { name: fill(say['editor.openLesson'], { name: 'Primera' }) }).click();
    const link = teacher.getByRole('link', { name: fill(say['poster.openName'], { name: 'Primera' }) });
    if (locale === 'es') {
      await teacher.getByLabel(say['upload.choose'], { exact: true }).setInputFiles(video);
    }
    await expect(link).toBeVisible({ timeout: 180_000 });
    await link.click();
    const automatic = teacher.getByRole('radio', { name: say['poster.automatic'] });
    await expect(automatic).toBeChecked();
    await shoot(teacher, `poster-${locale}`);
    await expectAccessible(teacher, `poster ${locale}`);
    // By the picture's id: its address changes with each access to it.
    const shown = async () => /(?:img|vid)_\w+/.exec((await teacher.locator('main section img').first().getAttribute('src')) ?? '')?.[0] ?? '';
    await expect.poll(async () => teacher.reload().then(shown), { message: 'the sharpest frame is made', timeout: MAKING_MS }).toMatch(/^img_/);
    const before = await shown();
    await expect(teacher.getByRole('radio').nth(1)).toBeVisible();
    await automatic.focus();
    await teacher.keyboard.press('ArrowUp');
    await teacher.keyboard.press('Enter');
    await expect(teacher.getByText(say['poster.changed'])).toBeVisible();
    await expect(automatic).not.toBeChecked();
    await expect.poll(shown, { timeout: MAKING_MS }).not.toBe(before);
    const chosen = await shown();
    await shoot(teacher, `poster-chosen-${locale}`);
    await teacher.getByRole('button', { name: say['editor.undo'], exact: true }).click();
    await expect(automatic).toBeChecked();
    await expect.poll(shown, { timeout: MAKING_MS }).not.toBe(chosen);
  });
}

test('the address of a cover says nothing of its camera', async () => {
  await teacher.goto(coursePath);
  const source = await teacher.locator('main picture img').first().getAttribute('src');
  const body = await (await teacher.request.get(source ?? '')).body();
  writeFileSync(at('served'), body);
  expect(readFileSync(at('served')).includes(Buffer.from('Exif'))).toBe(false);
});
