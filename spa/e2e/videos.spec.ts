import { expect, test, type Page, type Route } from '@playwright/test';
import { agree, expectAccessible, fill, inLanguage, shoot, teachFirstLesson, words } from './helpers';

const run = Date.now().toString(36);
const video = process.env.AULA_E2E_VIDEO ?? '';
const name = video.split('/').at(-1) ?? '';

test.describe.configure({ mode: 'serial' });

let teacher: Page;
let coursePath = '';

/** The video of the only lesson, with the course open in Spanish. */
async function uploadFirst() {
  const say = words.es;
  await teacher.getByRole('button', { name: fill(say['editor.openLesson'], { name: 'Primera' }) }).click();
  await teacher.locator('input[type="file"]').first().setInputFiles(video);
  await expect(teacher.getByText(say['upload.trayDone'])).toBeVisible({ timeout: 60_000 });
}

test.beforeAll(async ({ browser }) => {
  if (!video) throw new Error('AULA_E2E_VIDEO names no file: it needs an mp4');
  teacher = await (await browser.newContext()).newPage();
  await teachFirstLesson(teacher, 'Vera', run, `Vídeos ${run}`);
  coursePath = new URL(teacher.url()).pathname;
  await uploadFirst();
});
test.afterAll(() => teacher.context().close());

test('finished uploads leave the page by hand', async () => {
  await teacher.getByRole('button', { name: words.es['upload.trayClose'] }).click();
  await expect(teacher.getByRole('complementary', { name: words.es['upload.tray'] })).toHaveCount(0);
});

for (const locale of ['es', 'en'] as const) {
  const say = words[locale];

  test(`a video that was deleted is taken back (${locale})`, async () => {
    await teacher.goto('/teach/videos');
    await inLanguage(teacher, locale);
    const card = teacher.getByTestId('video').filter({ hasText: name });
    await expect(card.getByRole('link', { name: 'Primera' })).toBeVisible();
    await card.getByRole('button', { name: fill(say['editor.remove'], { name }) }).click();
    await expect(card).toHaveCount(0);
    await expect(teacher.getByTestId('deleted').filter({ hasText: name })).toBeVisible();
    await shoot(teacher, `videos-deleted-${locale}`);
    await expectAccessible(teacher, `videos ${locale}`);
    const notices = teacher.getByRole('region', { name: say['notice.region'] });
    await notices.getByRole('button', { name: say['editor.undo'], exact: true }).click();
    await expect(card.getByRole('link', { name: 'Primera' })).toBeVisible();
    await expect(teacher.getByTestId('deleted')).toHaveCount(0);
  });
}

/** What the service words itself. */
const NO_ROOM = { es: 'No queda sitio.', en: 'There is no room left.' };

/** The graph's own answer, with as much of the room used as if nothing were left. */
const withFullQuota = (message: string) => async (route: Route) => {
  const { operationName } = route.request().postDataJSON() as { operationName?: string };
  if (operationName === 'CreateVideoUpload') {
    const userErrors = [{ __typename: 'UploadRejectedError', code: 'QUOTA_EXCEEDED', message }];
    return route.fulfill({ json: { data: { createVideoUpload: { __typename: 'UploadPayload', upload: null, userErrors } } } });
  }
  if (operationName !== 'MyVideos') return route.fallback();
  const response = await route.fetch();
  const json = await response.json();
  Object.assign(json.data.viewer.user.mediaQuota, { allowedBytes: '1000000000', usedBytes: '999000000' });
  return route.fulfill({ response, json });
};

for (const locale of ['es', 'en'] as const) {
  const say = words[locale];

  test(`a full quota says how to free it, and leads there (${locale})`, async () => {
    await teacher.goto(coursePath);
    await inLanguage(teacher, locale);
    await teacher.route('**/graphql', withFullQuota(NO_ROOM[locale]));
    await teacher.getByRole('button', { name: fill(say['editor.openLesson'], { name: 'Primera' }) }).click();
    await teacher.getByRole('button', { name: say['upload.replace'] }).click();
    await teacher.locator('input[type="file"]').first().setInputFiles(video);
    await expect(teacher.getByText(NO_ROOM[locale]).first()).toBeVisible();
    await teacher.getByRole('link', { name: say['videos.toFree'] }).first().click();
    await teacher.waitForURL('**/teach/videos');
    await expect(teacher.getByText(say['videos.quotaFull'])).toBeVisible();
    await shoot(teacher, `videos-full-${locale}`);
    await teacher.unrouteAll({ behavior: 'wait' });
    // The notice of it stays; it must not lie on the tray's button.
    await expect(teacher.getByRole('region', { name: say['notice.region'] })).toContainText(name);
    await teacher.getByRole('button', { name: fill(say['upload.trayOpen_one'], { count: '1' }) }).click();
    await teacher.getByRole('button', { name: fill(say['upload.dropName'], { name }) }).click();
  });
}

for (const locale of ['es', 'en'] as const) {
  const say = words[locale];

  test(`a video that is deleted for good frees its room (${locale})`, async () => {
    await teacher.goto('/teach/videos');
    await inLanguage(teacher, locale);
    await teacher.getByRole('button', { name: fill(say['editor.remove'], { name }) }).click();
    await teacher.getByRole('button', { name: fill(say['editor.purgeName'], { name }) }).click();
    await agree(teacher);
    await expect(teacher.getByText(fill(say['videos.purged'], { name }))).toBeVisible();
    await expect(teacher.getByTestId('deleted')).toHaveCount(0);
    await expect(teacher.getByText(say['videos.empty'])).toBeVisible();
    await shoot(teacher, `videos-purged-${locale}`);
    if (locale === 'en') return;
    await teacher.goto(coursePath);
    await uploadFirst();
  });
}
