import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { ask, inLanguage, publishArticles, signUpAt, signUpTeacher, words } from '../helpers';

const run = Date.now().toString(36);
const w = words.es;
/** What Stripe tells is read from its list of events. */
const HEARD = { timeout: 120_000 };

test.describe.configure({ timeout: 400_000 });

/** At Stripe's own page. */
async function payAtStripe(page: Page, card: string) {
  await page.waitForURL(/checkout\.stripe\.com/, { timeout: 60_000 });
  const number = page.locator('#cardNumber');
  if (!(await number.isVisible().catch(() => false))) await page.locator('#payment-method-accordion-item-title-card, [data-testid="card-accordion-item-button"]').first().click({ timeout: 30_000 });
  await number.fill(card);
  await page.locator('#cardExpiry').fill('12 / 40');
  await page.locator('#cardCvc').fill('123');
  await page.locator('#billingName').fill('Compradora de Prueba');
  await page.getByTestId('hosted-payment-submit-button').click();
}

test('a course is refused with one card, bought with another, and paid back', async ({ page, browser }) => {
  const title = `En Stripe ${run}`;
  await signUpTeacher(page, 'Stripera', run);
  const { id, slug } = await publishArticles(page, title, { Uno: ['Primera'] });
  const change = (query: string, variables: Record<string, unknown>) => expect(() => ask(page, query, variables)).toPass({ timeout: 60_000 });
  await change('mutation ($input: SetCourseFreeInput!) { setCourseFree(input: $input) { userErrors { message } } }', { input: { courseId: id, isFree: false } });
  await change('mutation ($input: SetCourseOfferInput!) { setCourseOffer(input: $input) { userErrors { message } } }', { input: { courseId: id, prices: [{ amount: '1999', currency: 'EUR' }] } });

  const buyer = await (await browser.newContext()).newPage();
  await signUpAt(buyer, 'Cliente', run, `/courses/${slug}`);
  await inLanguage(buyer, 'es');
  await buyer.getByRole('button', { name: /Comprar por 19,99/ }).click();
  await payAtStripe(buyer, '4000000000009995');
  await expect(buyer.getByText(/fondos|insufficient/i).first()).toBeVisible({ timeout: 30_000 });
  await buyer.locator('#cardNumber').fill('4242424242424242');
  await buyer.getByTestId('hosted-payment-submit-button').click();
  await buyer.waitForURL(/\/checkout\//, { timeout: 60_000 });
  await expect(buyer.getByRole('heading', { name: `${title} ya es tuyo` })).toBeVisible(HEARD);

  await buyer.goto('/purchases');
  const purchase = buyer.getByTestId('purchase');
  await purchase.getByRole('button', { name: w['purchases.refund'] }).click();
  await purchase.getByLabel(w['purchases.reason']).fill('Era una prueba');
  await purchase.getByRole('button', { name: w['purchases.refundSure'] }).click();
  await expect(purchase).toContainText(w['purchases.status.REFUNDED'], HEARD);
});

test('the membership is joined, changed to the cent, and left', async ({ page }) => {
  const token = execFileSync(fileURLToPath(new URL('../../../bin/token', import.meta.url)), ['admin@aula.test', 'admin'], { encoding: 'utf8' }).trim();
  for (const [interval, amount] of [['MONTH', '900'], ['YEAR', '9000']]) {
    await page.request.post('/graphql', {
      headers: { authorization: `Bearer ${token}` },
      data: {
        query: 'mutation ($input: SetMembershipOfferInput!) { setMembershipOffer(input: $input) { userErrors { message } } }',
        variables: { input: { interval, trialDays: 0, prices: [{ amount, currency: 'EUR' }] } },
      },
    });
  }
  await signUpAt(page, 'Abonada', run, '/pricing');
  await inLanguage(page, 'es');
  await page.getByTestId('membership').filter({ hasText: '9,00' }).getByRole('button', { name: w['pricing.join'] }).click();
  await payAtStripe(page, '4242424242424242');
  await page.waitForURL(/\/checkout\//, { timeout: 60_000 });
  await expect(page.getByRole('heading', { name: w['membership.welcome'] })).toBeVisible(HEARD);
  await page.goto('/membership');
  const state = page.getByTestId('membership-state');
  await state.getByRole('button', { name: w['membership.change.YEAR'] }).click();
  await state.getByRole('button', { name: /Cambiar y pagar/ }).click();
  await expect(state).toContainText(/90,00.*al año/, HEARD);
  await state.getByRole('button', { name: w['membership.cancel'] }).click();
  await state.getByRole('button', { name: /^Dejarla/ }).click();
  await expect(state.getByText(/^Termina el/)).toBeVisible(HEARD);
});
