import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { ask, expectAccessible, fill, fillSignIn, inLanguage, mailedLink, mailsTo, publishArticles, shoot, signUpAt, signUpTeacher, words } from './helpers';

/** In seconds. */
const days = (count: number) => String(count * 24 * 60 * 60);

const run = Date.now().toString(36);
const w = words.es;

/** A published course at 19.99 €, of a teacher who is signed in on this page. */
async function sellCourse(page: Page, teacher: string, title: string) {
  await signUpTeacher(page, teacher, run);
  const { id, slug } = await publishArticles(page, title, { Uno: ['Primera'] });
  const change = (query: string, variables: Record<string, unknown>) => expect(() => ask(page, query, variables), 'identity knows of the course').toPass({ timeout: 60_000 });
  await change('mutation ($input: SetCourseFreeInput!) { setCourseFree(input: $input) { userErrors { message } } }', { input: { courseId: id, isFree: false } });
  await change('mutation ($input: SetCourseOfferInput!) { setCourseOffer(input: $input) { userErrors { message } } }', {
    input: { courseId: id, prices: [{ amount: '1999', currency: 'EUR' }] },
  });
  return { id, address: `/courses/${slug}` };
}

/** At the double's page: what a buyer types there. */
async function pay(page: Page, card: string) {
  await page.locator('[name="card_number"]').fill(card);
  await page.locator('[name="card_expiry"]').fill('12/40');
  await page.locator('[name="card_cvc"]').fill('123');
  await page.locator('[name="cardholder_name"]').fill('Compradora');
  await page.locator('[name="action"][value="pay"]').click();
}

test('a teacher makes a code, and a buyer sees the price before and after it and pays that', async ({ page, browser }) => {
  const title = `Con código ${run}`;
  const code = `OTOÑO`.normalize('NFD').replace(/\p{M}/gu, '') + run.toUpperCase();
  const { id, address } = await sellCourse(page, 'Rebajadora', title);
  await page.goto(`/teach/${id}/access`);
  await expect(page.getByText(w['promo.none'])).toBeVisible();
  const form = page.getByRole('form', { name: w['promo.make'] });
  await form.getByLabel(w['promo.code']).fill(code.toLowerCase());
  await form.getByLabel(w['promo.percent']).fill('99');
  await form.getByLabel(w['promo.most']).fill('5');
  await form.getByLabel(w['promo.percent']).fill('50');
  await form.getByRole('button', { name: w['promo.make'] }).click();
  await expect(page.getByText('0 de 5 usos')).toBeVisible();
  await form.getByLabel(w['promo.code']).fill(code);
  await form.getByLabel(w['promo.percent']).fill('20');
  await form.getByRole('button', { name: w['promo.make'] }).click();
  await expect(page.getByText(`Ya hay un código ${code} en marcha.`, { exact: false })).toBeVisible();
  for (const locale of ['en', 'es'] as const) {
    await inLanguage(page, locale);
    await shoot(page, `codes-${locale}`);
    await expectAccessible(page, `codes ${locale}`);
  }

  const buyer = await (await browser.newContext()).newPage();
  await signUpAt(buyer, 'Ahorradora', run, address);
  await inLanguage(buyer, 'es');
  await buyer.getByRole('button', { name: w['promo.have'] }).click();
  await buyer.getByLabel(w['promo.code']).fill('no-lo-se');
  await buyer.getByRole('button', { name: w['promo.apply'] }).click();
  await expect(buyer.getByText('No conocemos ese código.', { exact: false })).toBeVisible();
  await buyer.getByLabel(w['promo.code']).fill(code.toLowerCase());
  await buyer.getByRole('button', { name: w['promo.apply'] }).click();
  const applied = buyer.getByTestId('code-applied');
  await expect(applied).toContainText('19,99');
  await expect(applied).toContainText('9,99');
  for (const locale of ['en', 'es'] as const) {
    await inLanguage(buyer, locale);
    await shoot(buyer, `code-applied-${locale}`);
    await expectAccessible(buyer, `code ${locale}`);
  }
  await buyer.setViewportSize({ width: 360, height: 740 });
  await shoot(buyer, 'code-applied-narrow');
  expect(await buyer.evaluate(() => document.documentElement.scrollWidth), 'no sideways scrolling').toBeLessThanOrEqual(360);
  await buyer.getByRole('button', { name: /^Comprar por 9,99/ }).click();
  await buyer.waitForURL(/\/c\/pay\//);
  await expect(buyer.getByText(/9,99/).first()).toBeVisible();
  await pay(buyer, '4242424242424242');
  await buyer.waitForURL(/\/checkout\//);
  await expect(buyer.getByRole('heading', { name: `${title} ya es tuyo` })).toBeVisible();
  await expect(buyer.getByText(/9,99/)).toBeVisible();

  await page.reload();
  await expect(page.getByText('1 de 5 usos')).toBeVisible();
  await page.getByRole('button', { name: fill(w['promo.endName'], { code }) }).click();
  await page.getByRole('button', { name: w['promo.endSure'] }).click();
  await expect(page.getByText(/terminado el/)).toBeVisible();
});

test('what a visitor meant to buy survives the sign-up when the mail is opened on another device', async ({ page, browser }) => {
  const { address } = await sellCourse(page, 'Libreria', `Recordado ${run}`);
  const email = `viajera-${run}@aula.test`;
  const password = `Una-clave-larga-${run}`;
  const laptop = await (await browser.newContext()).newPage();
  await laptop.goto(address);
  await laptop.getByRole('link', { name: w['buy.signIn'] }).click();
  await laptop.waitForURL(/\/auth\/login/);
  await laptop.locator('button[name="page"][value="sign-up"]').click();
  await laptop.locator('input[name="displayName"]').fill('Viajera');
  await laptop.locator('input[name="email"]').fill(email);
  await laptop.locator('input[type="password"]').first().fill(password);
  await laptop.locator('form button[type="submit"]').first().click();

  const phone = await (await browser.newContext({ viewport: { width: 390, height: 800 } })).newPage();
  await phone.goto(await mailedLink(email, '/auth/confirm'));
  // Not where it was typed: whoever reads the mail chooses the password.
  await phone.locator('input[name="password"]').fill(password);
  await phone.locator('form button[type="submit"]').first().click();
  await phone.waitForURL(/\/auth\/login/);
  await fillSignIn(phone, { email, password });
  await phone.waitForURL((url) => url.pathname === address, { timeout: 30_000 });
  await expect(phone.getByRole('button', { name: /19[.,]99/ })).toBeVisible();
  await shoot(phone, 'meant-to-buy-phone');
});

/** What staff would do at their page. */
async function priceMembership(page: Page) {
  const token = execFileSync(fileURLToPath(new URL('../../bin/token', import.meta.url)), ['admin@aula.test', 'admin'], { encoding: 'utf8' }).trim();
  for (const [interval, amount] of [['MONTH', '900'], ['YEAR', '9000']]) {
    const answer = await page.request.post('/graphql', {
      headers: { authorization: `Bearer ${token}` },
      data: {
        query: 'mutation ($input: SetMembershipOfferInput!) { setMembershipOffer(input: $input) { userErrors { message } } }',
        variables: { input: { interval, trialDays: 0, prices: [{ amount, currency: 'EUR' }] } },
      },
    });
    expect((await answer.json()).data.setMembershipOffer.userErrors).toEqual([]);
  }
}

type Told = { type: string; object: string };

test('a change waits for the bank, and a renewal that fails leaves two weeks and is paid at its page', async ({ page, browser }) => {
  await priceMembership(await (await browser.newContext()).newPage());
  await signUpAt(page, 'Renovada', run, '/pricing');
  await inLanguage(page, 'es');
  const month = page.getByTestId('membership').filter({ hasText: '9,00' });
  await month.getByRole('button', { name: w['pricing.join'] }).click();
  await page.waitForURL(/\/c\/pay\//);
  const double = new URL(page.url()).origin;
  await pay(page, '4242424242424242');
  await page.waitForURL(/\/checkout\//);
  await expect(page.getByRole('heading', { name: w['membership.welcome'] })).toBeVisible();
  const told = (await (await page.request.get(`${double}/double/deliveries`)).json()) as Told[];
  const customer = told.find(({ type }) => type === 'customer.created')?.object ?? '';
  const atStripe = async (control: string, form: Record<string, string>) => expect((await page.request.post(`${double}/double/${control}`, { form: { customer, ...form } })).ok()).toBe(true);

  await page.goto('/membership');
  const state = page.getByTestId('membership-state');
  await atStripe('cards', { card: '4000002500003155' });
  await state.getByRole('button', { name: w['membership.change.YEAR'] }).click();
  await state.getByRole('button', { name: /Cambiar y pagar/ }).click();
  await page.waitForURL(/\/pi\/.*\/3ds/);
  await page.goto('/membership');
  await expect(state.getByText(/Tu banco quiere que confirmes/)).toBeVisible();
  for (const locale of ['en', 'es'] as const) {
    await inLanguage(page, locale);
    await shoot(page, `membership-confirm-${locale}`);
    await expectAccessible(page, `confirm ${locale}`);
  }
  await state.getByRole('button', { name: w['membership.confirm'] }).click();
  await page.waitForURL(/\/pi\/.*\/3ds/);
  await page.locator('[name="action"][value="complete"]').click();
  await page.waitForURL(/\/membership/);
  await expect(state).toContainText(/90,00.*al año/, { timeout: 30_000 });

  await atStripe('cards', { card: '4000000000000002' });
  await atStripe('clock', { seconds: days(367) });
  await page.reload();
  await expect(state).toContainText(w['membership.status.PAST_DUE'], { timeout: 30_000 });
  for (const locale of ['en', 'es'] as const) {
    await inLanguage(page, locale);
    await shoot(page, `membership-owing-${locale}`);
    await expectAccessible(page, `owing ${locale}`);
  }
  await page.goto('/pricing');
  const banner = page.getByRole('complementary', { name: w['membership.title'] });
  await expect(banner).toContainText(/se cierran|cierran/);
  await shoot(page, 'banner-owing-es');
  await banner.getByRole('link', { name: w['membership.pay'] }).click();
  await page.waitForURL(/\/invoices\//);
  await pay(page, '4242424242424242');
  await page.goto('/membership');
  await expect(state).toContainText(w['membership.status.ACTIVE'], { timeout: 30_000 });
  await expect(banner).toHaveCount(0);
});

test('what Stripe tells late, backwards and three times opens a course once, and what is forged opens nothing', async ({ page, browser }) => {
  const title = `Tarde ${run}`;
  const { address } = await sellCourse(page, 'Paciente', title);
  const buyer = await (await browser.newContext()).newPage();
  await signUpAt(buyer, 'Esperada', run, address);
  await inLanguage(buyer, 'es');
  await buyer.getByRole('button', { name: /Comprar por 19,99/ }).click();
  await buyer.waitForURL(/\/c\/pay\//);
  const double = new URL(buyer.url()).origin;
  const atStripe = async (control: string, form: Record<string, string> = {}) => {
    const answer = await page.request.post(`${double}/double/${control}`, { form });
    expect(answer.ok(), control).toBe(true);
    return (await answer.json()) as { status?: number };
  };
  await atStripe('webhooks', { mode: 'hold' });
  try {
    await pay(buyer, '4242424242424242');
    await buyer.waitForURL(/\/checkout\//);
    const paid = buyer.getByRole('heading', { name: `${title} ya es tuyo` });
    await expect(buyer.getByText(w['checkout.waiting'])).toBeVisible();
    await shoot(buyer, 'checkout-waiting-es');
    await expectAccessible(buyer, 'waiting for a payment');
    for (const kind of ['signature', 'body', 'old']) expect((await atStripe('webhooks/forge', { kind })).status, kind).toBe(400);
    // Rightly signed and of Stripe's other mode: taken, so that it is not sent for days, and not read.
    expect((await atStripe('webhooks/forge', { kind: 'livemode' })).status).toBe(200);
    await expect(paid, 'coming back is no payment').toHaveCount(0);
    await atStripe('webhooks/release', { order: 'reversed', copies: '3' });
    await expect(paid).toBeVisible();
    await atStripe('webhooks/wait');
  } finally {
    await atStripe('webhooks', { mode: 'normal' });
  }
  await buyer.goto('/purchases');
  await expect(buyer.getByTestId('purchase')).toHaveCount(1);
  await expect(buyer.getByTestId('purchase')).toContainText('19,99');
  const receipts = async () => (await mailsTo(`esperada-${run}@aula.test`)).filter(({ text }) => text.includes(title));
  await expect.poll(async () => (await receipts()).length, { timeout: 60_000 }).toBe(1);
  await buyer.goto(address);
  await expect(buyer.getByRole('link', { name: w['course.start'] })).toBeVisible();
  await expect(buyer.getByRole('button', { name: /Comprar/ })).toHaveCount(0);
});
