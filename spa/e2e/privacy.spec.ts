import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { ask, expectAccessible, fill, inLanguage, mailedText, shoot, signInAt, signUpAt, words } from './helpers';

// Somebody asks for their data, fetches it, and leaves for good; staff sees each store confirm it.
const run = Date.now().toString(36);
const say = words.es;
const admin = { email: 'admin@aula.test', password: '' };
const own = { email: `ines${run}-${run}@aula.test`, password: `Una-clave-larga-${run}` };
let page: Page;
let staff: Page;
let personId = '';

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  const secrets = readFileSync(`${process.env.AULA_HOME ?? '../.aula'}/secrets`, 'utf8');
  admin.password = /^AULA_DEMO_PASSWORD=(.*)$/m.exec(secrets)?.[1] ?? '';
  page = await (await browser.newContext({ acceptDownloads: true })).newPage();
  await signUpAt(page, `Ines${run}`, run, '/account/privacy');
  await inLanguage(page, 'es');
});
test.afterAll(async () => {
  await page.context().close();
  await staff?.context().close();
});

test('the tab says what is known in both languages, also in a narrow window', async () => {
  for (const locale of ['en', 'es'] as const) {
    await inLanguage(page, locale);
    await expect(page.getByRole('heading', { name: words[locale]['account.export'], exact: true })).toBeVisible();
    await shoot(page, `account-privacy-${locale}`);
    await expectAccessible(page, `privacy ${locale}`);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth), 'no sideways scrolling').toBeLessThanOrEqual(360);
  await shoot(page, 'account-privacy-narrow');
  await page.setViewportSize({ width: 1280, height: 720 });
});

test('the data is gathered, told of by mail, and saved as one file', async () => {
  await page.getByRole('button', { name: say['account.exportAsk'] }).click();
  const fetchIt = page.getByRole('button', { name: /^Descargar/ });
  await expect(fetchIt).toBeVisible({ timeout: 120_000 });
  await shoot(page, 'account-export-ready-es');
  await expectAccessible(page, 'the file is ready');
  const [download] = await Promise.all([page.waitForEvent('download'), fetchIt.click()]);
  expect(download.suggestedFilename()).toBe('aula.zip');
  const bytes = readFileSync(await download.path());
  expect(bytes.subarray(0, 2).toString()).toBe('PK');
  for (const file of ['identity/account.json', 'courses/enrollments.json', 'social/comments.json']) expect(bytes.includes(file), file).toBe(true);
  expect(await mailedText(own.email, 'Tus datos están listos')).toContain('/account/privacy');
  await page.getByRole('button', { name: say['account.exportAgain'] }).click();
  await expect(page.getByRole('alert')).toContainText('24 horas');
});

test('nothing is deleted by somebody who thinks better of it, or types something else', async () => {
  const asked: { viewer: { user: { id: string } } } = await ask(page, '{ viewer { user { id } } }');
  personId = asked.viewer.user.id;
  await page.getByRole('button', { name: say['account.erasureBegin'] }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: say['account.erasureDo'] })).toBeDisabled();
  await shoot(page, 'account-erasure-es');
  await expectAccessible(page, 'deleting the account');
  await dialog.getByRole('textbox').fill('otra_persona');
  await dialog.getByRole('button', { name: say['account.erasureDo'] }).click();
  await expect(dialog.getByRole('alert')).toContainText('Ese no es tu nombre de usuario.');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: say['account.erasureBegin'] }), 'where one was').toBeFocused();
});

test('whoever leaves is signed out at once, cannot come back, and each store confirms', async ({ browser }) => {
  await page.getByRole('button', { name: say['account.erasureBegin'] }).click();
  const dialog = page.getByRole('dialog');
  const handle = /, (\S+), para/.exec((await dialog.locator('label').textContent()) ?? '')?.[1] ?? '';
  expect(await dialog.locator('label').textContent()).toBe(fill(say['account.erasureHandle'], { handle }));
  await dialog.getByRole('textbox').fill(handle);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: say['account.goodbye'] })).toBeVisible();
  await shoot(page, 'goodbye-es');
  await expectAccessible(page, 'goodbye');
  await page.goto('/account');
  await expect(page.getByRole('heading', { name: say['state.signInFirst'] })).toBeVisible();

  staff = await (await browser.newContext()).newPage();
  await signInAt(staff, admin, '/admin/erasures');
  await inLanguage(staff, 'es');
  const row = staff.getByTestId('erasure').filter({ hasText: personId });
  // What it waits for, or already that it waits for nothing: the stores are quicker than a sign-in now and then.
  await expect(row.getByText(say['admin.erasureStep.ACCOUNT']).or(row.getByText(/^Hecho/)).first()).toBeVisible();
  await shoot(staff, 'admin-erasures-es');
  await expectAccessible(staff, 'erasures');
  await expect(row.getByText(/^Hecho/)).toBeVisible({ timeout: 120_000 });
  await shoot(staff, 'admin-erasures-done-es');
  expect(await mailedText(own.email, 'Tu cuenta ya no existe')).toContain('borrado tu perfil');

  const again = await (await browser.newContext()).newPage();
  await again.goto('/session/sign-in');
  await again.locator('input[name="username"]').fill(own.email);
  await again.locator('input[name="password"]').fill(own.password);
  await again.locator('form button[type="submit"]').first().click();
  await expect(again).toHaveURL(/\/auth\/login/);
  await again.context().close();
});
