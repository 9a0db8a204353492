import { expect, test, type Page } from '@playwright/test';
import { chooseInMenu, expectAccessible, fillSignIn, inLanguage, mailedLink, shoot, signUpAt, words } from '../helpers';
import { doors, LOCALES, run, type Locale } from './setting';

/** Composed, as most keyboards give it; some systems send the letters taken apart. */
const PASSWORD = `Contraseña-más-larga-${run}`.normalize('NFC');

type Mail = { subject: string; text: string; html: string };
const mailsTo = async (address: string): Promise<Mail[]> =>
  (await fetch(`${process.env.AULA_MAIL_INBOX_URL}/messages?to=${encodeURIComponent(address)}`)).json();

async function openDoor(page: Page, door: 'sign-in' | 'sign-up', locale: Locale, returnTo: string) {
  await page.goto(`/session/${door}?return_to=${encodeURIComponent(returnTo)}&ui_locales=${locale}`);
  await expect(page.locator('html')).toHaveAttribute('lang', locale);
}

async function askForAccount(page: Page, name: string, address: string) {
  await page.locator('input[name="displayName"]').fill(name);
  await page.locator('input[name="email"]').fill(address);
  await page.locator('input[type="password"]').fill(PASSWORD);
  await page.locator('form button[type="submit"]').first().click();
}

const known = { email: '', password: `Una-clave-larga-${run}` };

test.beforeAll(async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  await signUpAt(page, 'Puri', run, '/my-learning');
  known.email = `puri-${run}@aula.test`;
  await page.context().close();
});

for (const locale of LOCALES) {
  const door = doors[locale];
  const say = words[locale];

  test(`who never confirmed the address is told so when signing in, and has the mail sent again (${locale})`, async ({ page }) => {
    const email = `nadia-${run}-${locale}@aula.test`;
    await openDoor(page, 'sign-up', locale, '/my-learning');
    await askForAccount(page, 'Nadia', email);
    await expect(page.getByRole('heading', { level: 1, name: door('checkMail.title') })).toBeVisible();
    await expect.poll(async () => (await mailsTo(email)).length, { timeout: 30_000 }).toBe(1);

    await page.context().clearCookies();
    await openDoor(page, 'sign-in', locale, '/my-learning');
    await fillSignIn(page, { email, password: 'otra-del-todo' });
    await expect(page.getByRole('alert')).toHaveText(door('login.refused'));
    await expect(page.getByLabel(door('field.email')), 'the address that was typed').toHaveValue(email);
    await shoot(page, `sign-in-refused-${locale}`);
    await expectAccessible(page, `sign-in refused ${locale}`);

    await page.getByLabel(door('field.password')).fill(PASSWORD);
    await page.getByRole('button', { name: door('login.submit'), exact: true }).click();
    await expect(page.getByRole('alert')).toHaveText(door('checkMail.unconfirmed'));
    await expect(page.getByText(door('checkMail.textTo', email))).toBeVisible();
    await shoot(page, `unconfirmed-${locale}`);
    await expectAccessible(page, `unconfirmed ${locale}`);
    await page.getByRole('button', { name: door('checkMail.submit') }).click();
    await expect(page.getByRole('status')).toHaveText(door('checkMail.sent'));
    await expect.poll(async () => (await mailsTo(email)).length, { timeout: 30_000 }).toBe(2);

    await page.goto(await mailedLink(email, '/auth/confirm'));
    await page.getByRole('button', { name: door('confirm.submit') }).click();
    await expect(page.getByRole('status')).toHaveText(door('login.confirmed'));
    await expect(page.getByLabel(door('field.email'))).toHaveValue(email);
    // Taken apart: the same password to whoever types it.
    await page.getByLabel(door('field.password')).fill(PASSWORD.normalize('NFD'));
    await page.getByRole('button', { name: door('login.submit'), exact: true }).click();
    await page.waitForURL('**/my-learning');
    await expect(page.getByRole('heading', { level: 1, name: say['learning.title'] })).toBeVisible();
  });

  test(`signing in on a second tab is no error, and each tab comes to its own page (${locale})`, async ({ context }) => {
    const first = await context.newPage();
    const second = await context.newPage();
    await openDoor(first, 'sign-in', locale, '/pricing');
    await openDoor(second, 'sign-in', locale, '/my-learning');
    const refused: number[] = [];
    second.on('response', (response) => void (response.status() >= 400 && response.request().isNavigationRequest() && refused.push(response.status())));
    await fillSignIn(first, known);
    await first.waitForURL('**/pricing');
    await fillSignIn(second, known);
    await expect(second.getByRole('heading', { level: 1, name: door('login.already', 'Puri') })).toBeVisible();
    await shoot(second, `second-tab-${locale}`);
    await expectAccessible(second, `second tab ${locale}`);
    await second.getByRole('link', { name: door('login.continue') }).click();
    await second.waitForURL('**/my-learning');
    await expect(second.getByRole('button', { name: say['app.menu'].replace('{name}', '') })).toBeVisible();
    expect(refused).toEqual([]);
  });

  test(`the theme and the language stay over signing in and out (${locale})`, async ({ page }) => {
    await page.goto('/pricing');
    await inLanguage(page, locale);
    await chooseInMenu(page, say['app.theme']);
    await expect(page.locator('html')).toHaveClass(/dark/);
    await page.getByRole('link', { name: say['app.signIn'] }).first().click();
    await page.waitForURL('**/auth/**');
    const isAsChosen = async () => {
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      if (page.url().includes('/auth/')) await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
      else await expect(page.locator('html')).toHaveClass(/dark/);
    };
    await isAsChosen();
    await shoot(page, `sign-in-dark-${locale}`);
    await expectAccessible(page, `sign-in in the dark ${locale}`);
    await fillSignIn(page, known);
    await page.waitForURL('**/pricing');
    await isAsChosen();
    await chooseInMenu(page, say['app.signOut']);
    await expect(page.getByRole('link', { name: say['app.signIn'] }).first()).toBeVisible();
    await isAsChosen();
    await page.reload();
    await isAsChosen();
  });

  test(`a language that was chosen on the way in is that of the pages (${locale})`, async ({ page }) => {
    const other = locale === 'es' ? 'en' : 'es';
    await page.goto('/pricing');
    await inLanguage(page, other);
    await page.getByRole('link', { name: words[other]['app.signIn'] }).first().click();
    await page.waitForURL('**/auth/**');
    await page.getByRole('link', { name: locale === 'es' ? 'Español' : 'English' }).click();
    await expect(page.getByRole('heading', { level: 1, name: door('login.title') })).toBeVisible();
    await fillSignIn(page, known);
    await page.waitForURL('**/pricing');
    await expect(page.locator('html')).toHaveAttribute('lang', locale);
    await expect(page.getByRole('button', { name: say['app.menu'].replace('{name}', '') })).toBeVisible();
  });

  test(`a search that is no address of its own comes back with the session (${locale})`, async ({ page }) => {
    // As text it is /?q=100%, which no parser of addresses takes.
    await page.goto(`/session/sign-in?return_to=%2F%3Fq%3D100%25&ui_locales=${locale}`);
    await fillSignIn(page, known);
    await page.waitForURL((url) => url.pathname + url.search === '/?q=100%25');
    await expect(page.getByLabel(say['home.search'])).toHaveValue('100%');
    await page.reload();
    await expect(page.getByRole('button', { name: say['app.menu'].replace('{name}', '') })).toBeVisible();
    await shoot(page, `search-percent-${locale}`);
    await expectAccessible(page, `search of a percent sign ${locale}`);
    // Once more, with the session that is there.
    await page.goto('/session/sign-in?return_to=%2F%3Fq%3D100%25');
    await expect(page.getByRole('button', { name: say['app.menu'].replace('{name}', '') })).toBeVisible();
    await expect(page.getByLabel(say['home.search'])).toHaveValue('100%');
  });

  test(`a percent sign typed into the address line is a percent sign (${locale})`, async ({ page }) => {
    await page.goto('/?q=100%');
    await inLanguage(page, locale);
    await expect(page.getByLabel(say['home.search'])).toHaveValue('100%');
    await page.goto('/courses/100%');
    await expect(page.getByRole('heading', { level: 2, name: say['state.notFound'] })).toBeVisible();
    await shoot(page, `address-percent-${locale}`);
    await expectAccessible(page, `an address with a percent sign ${locale}`);
  });
}
