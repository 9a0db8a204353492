import { expect, test, type Page } from '@playwright/test';
import { agree, chooseInMenu, expectAccessible, fill, fillSignIn, inLanguage, mailedLink, shoot, signUpAt, words } from './helpers';

const run = Date.now().toString(36);
const newEmail = `rosa-nueva-${run}@aula.test`;
const first = `Una-clave-larga-${run}`;
const second = `Otra clave larga ${run}`;
const say = words.es;

let page: Page;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  page = await (await browser.newContext()).newPage();
  await signUpAt(page, 'Rosa', run, '/account');
  await inLanguage(page, 'es');
});
test.afterAll(() => page.context().close());

test('a profile is changed where the menu leads, and others see it', async () => {
  await page.goto('/');
  await chooseInMenu(page, say['app.account']);
  await page.getByLabel(say['account.headline']).fill('Aprende SQL por las noches');
  await page.getByRole('button', { name: say['account.addLink'] }).click();
  await page.getByLabel(fill(say['account.linkLabel'], { count: '1' })).fill('Mi página');
  await page.getByLabel(fill(say['account.linkUrl'], { count: '1' })).fill('https://rosa.test/');
  await page.getByLabel(say['account.handle']).fill('X');
  await page.getByRole('button', { name: say['account.save'], exact: true }).click();
  await page.getByLabel(say['account.handle']).fill(`rosa_${run}`);
  await page.getByRole('button', { name: say['account.save'], exact: true }).click();
  await expect(page.getByText(say['account.saved'])).toBeVisible();
  await page.getByRole('link', { name: say['account.seeProfile'] }).click();
  await expect(page.getByText('Aprende SQL por las noches')).toBeVisible();
});

test('each part of the account is drawn in both languages, also in a narrow window', async () => {
  for (const locale of ['en', 'es'] as const) {
    for (const part of ['', '/security', '/sessions', '/applications', '/language', '/privacy']) {
      await page.goto(`/account${part}`);
      await inLanguage(page, locale);
      await expect(page.getByRole('heading', { name: words[locale]['account.title'] })).toBeVisible();
      await shoot(page, `account${part.replace('/', '-')}-${locale}`);
      await expectAccessible(page, `account${part} ${locale}`);
    }
  }
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/account/sessions');
  await page.locator('header [aria-haspopup="menu"]').click();
  await expect(page.getByRole('menuitem', { name: say['app.signOut'] })).toBeVisible();
  await expectAccessible(page, 'the menu');
  await shoot(page, 'account-narrow-menu');
  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => document.documentElement.scrollWidth), 'no sideways scrolling').toBeLessThanOrEqual(360);
  await page.setViewportSize({ width: 1280, height: 720 });
});

test('another address is confirmed from its own mailbox, once the password was typed again', async ({ browser }) => {
  let isRefused = false;
  await page.route('**/graphql', async (route) => {
    if (isRefused || route.request().postDataJSON()?.operationName !== 'ChangeEmail') return route.fallback();
    isRefused = true;
    // As five minutes after signing in.
    await route.fulfill({ json: { data: null, errors: [{ message: 'x', path: ['changeEmail'], extensions: { code: 'REAUTHENTICATION_REQUIRED' } }] } });
  });
  await page.goto('/account/security');
  await page.getByLabel(say['account.newEmail']).fill(newEmail);
  await page.getByRole('button', { name: say['account.changeEmail'] }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(say['ask.password']).fill('no es esta');
  await dialog.getByRole('button', { name: say['ask.continue'] }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Esa no es tu contraseña.');
  await expectAccessible(page, 'the password dialog');
  await shoot(page, 'account-password-dialog');
  await dialog.getByLabel(say['ask.password']).fill(first);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: newEmail }).first()).toBeVisible();
  await shoot(page, 'account-email-pending');

  const phone = await (await browser.newContext()).newPage();
  const link = await mailedLink(newEmail, '/auth/email');
  await phone.goto(link);
  await expectAccessible(phone, 'confirming an address');
  await phone.locator('form button[type="submit"]').click();
  await expect(phone.getByText(newEmail)).toBeVisible();
  await phone.goto(link);
  await expect(phone.getByRole('heading')).toHaveText('Este enlace ya no vale');
  await shoot(phone, 'email-link-twice');
  await phone.context().close();
  await page.reload();
  await expect(page.getByText(fill(say['account.emailText'], { email: newEmail }))).toBeVisible();
});

test('who forgot the password chooses another on any device, and every session ends', async ({ browser }) => {
  const phone = await (await browser.newContext()).newPage();
  await phone.goto('/session/sign-in?return_to=%2Faccount');
  await phone.locator('input[name="username"]').fill(newEmail);
  await phone.getByRole('button', { name: '¿Has olvidado la contraseña?' }).click();
  await expect(phone.locator('input[name="email"]')).toHaveValue(newEmail);
  await expectAccessible(phone, 'forgotten');
  await shoot(phone, 'forgotten-es');
  await phone.locator('form button[type="submit"]').click();
  await expect(phone.getByRole('status')).toContainText(newEmail);
  await shoot(phone, 'forgotten-sent-es');

  const tablet = await (await browser.newContext()).newPage();
  await tablet.goto((await mailedLink(newEmail, '/auth/reset')).replace('lang=es', 'lang=en'));
  await tablet.locator('input[type="password"]').fill('password123');
  await tablet.locator('form button[type="submit"]').click();
  await expect(tablet.getByText('This password is on public lists')).toBeVisible();
  await expectAccessible(tablet, 'reset');
  await shoot(tablet, 'reset-known-en');
  await tablet.locator('input[type="password"]').fill(second);
  await tablet.locator('form button[type="submit"]').click();
  await expect(tablet.getByRole('status')).toBeVisible();
  await fillSignIn(tablet, { email: newEmail, password: second });
  await tablet.waitForURL((url) => !url.pathname.startsWith('/auth/'));
  await page.goto('/account');
  await expect(page.getByRole('heading', { name: say['state.signInFirst'] }), 'the session of before').toBeVisible();
  await tablet.context().close();
  await phone.context().close();
});

test('sessions elsewhere are seen and ended, and the one there learns it', async ({ browser }) => {
  await page.goto('/session/sign-in?return_to=%2Faccount%2Fsessions');
  await fillSignIn(page, { email: newEmail, password: second });
  await expect(page.getByText(say['account.thisDevice'])).toBeVisible();
  const phone = await (await browser.newContext({ userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1' })).newPage();
  await phone.goto('/session/sign-in?return_to=%2Faccount%2Fsecurity');
  await fillSignIn(phone, { email: newEmail, password: second });
  await expect(phone.getByLabel(say['account.newEmail'])).toBeVisible();
  await page.reload();
  await page.getByTestId('session').filter({ hasText: 'Safari · iPhone' }).getByRole('button').click();
  await shoot(page, 'account-sessions-end');
  await expectAccessible(page, 'a question');
  await agree(page);
  await expect(page.getByText('Safari · iPhone')).toHaveCount(1);
  await expect(page.getByTestId('session').filter({ hasText: 'Safari · iPhone' })).toHaveCount(0);
  await phone.reload();
  await expect(phone.getByRole('heading', { name: say['state.signInFirst'] })).toBeVisible();
  await phone.context().close();
});
