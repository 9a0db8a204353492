import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { ask, expectAccessible, inLanguage, shoot, signUpAt, words } from './helpers';

const run = Date.now().toString(36);

/** A course with one article, published, of a teacher who is signed in on this page. */
async function publishedCourse(page: Page, name: string, title: string) {
  const w = words.es;
  await signUpAt(page, name, run, '/teach');
  await inLanguage(page, 'es');
  await page.getByRole('button', { name: 'Quiero enseñar' }).click();
  await page.getByLabel('Título del curso').fill(title);
  await page.getByRole('button', { name: 'Crear curso' }).click();
  await page.getByLabel('Nombre del módulo').fill('Uno');
  await page.getByRole('button', { name: 'Añadir módulo' }).click();
  await page.getByLabel('Nombre de la lección').fill('Notas');
  await page.getByLabel('Tipo').selectOption('ARTICLE');
  await page.getByRole('button', { name: 'Añadir lección' }).click();
  await page.getByRole('button', { name: 'Editar Notas' }).click();
  await page.getByRole('textbox', { name: 'Texto de la lección', exact: true }).click();
  await page.keyboard.type('Lo que se vende');
  await expect(page.getByText('Guardado', { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: w['editor.publish'], exact: true }).click();
  await expect(page.getByText(w['editor.published'])).toBeVisible();
}

test('a course that is not free is given to a person by hand and taken back', async ({ page, browser }) => {
  const w = words.es;
  const title = `De pago ${run}`;
  await publishedCourse(page, 'Vendedora', title);
  const address = new URL((await page.getByRole('link', { name: w['editor.view'] }).getAttribute('href')) ?? '', page.url()).pathname;
  await page.getByRole('link', { name: w['editor.access'] }).click();
  // A reload before that would ask for the page one is leaving.
  await page.waitForURL(/\/access$/);
  const free = page.getByRole('checkbox', { name: w['access.free'] });
  await expect(async () => {
    await page.reload();
    await expect(free, 'identity knows of the course').toBeChecked({ timeout: 15_000 });
  }).toPass();
  await free.click();
  await expect(free).not.toBeChecked();
  await expect(page.getByText(w['access.closedText'])).toBeVisible();

  const learner = await (await browser.newContext()).newPage();
  await signUpAt(learner, 'Becada', run, address);
  await inLanguage(learner, 'es');
  await expect(async () => {
    await learner.reload();
    await expect(learner.getByText(w['course.notFree'])).toBeVisible({ timeout: 15_000 });
  }).toPass();
  await shoot(learner, 'not-free-es');

  await page.getByLabel(w['access.handle']).fill('nadie_de_nadie');
  await page.getByLabel(w['access.reason']).fill('Beca');
  await page.getByRole('button', { name: w['access.grant'], exact: true }).click();
  await expect(page.getByText('Nadie se llama @nadie_de_nadie.')).toBeVisible();
  // Another of that name may have been here before.
  const { viewer } = await ask(learner, '{ viewer { user { handle } } }');
  await page.getByLabel(w['access.handle']).fill(viewer.user.handle);
  await page.getByRole('button', { name: w['access.grant'], exact: true }).click();
  const right = page.getByTestId('right');
  await expect(right).toContainText(w['access.state.ACTIVE']);
  for (const locale of ['en', 'es'] as const) {
    await inLanguage(page, locale);
    await shoot(page, `access-${locale}`);
    await expectAccessible(page, `access ${locale}`);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  await shoot(page, 'access-narrow');
  expect(await page.evaluate(() => document.documentElement.scrollWidth), 'no sideways scrolling').toBeLessThanOrEqual(360);

  await expect(async () => {
    await learner.reload();
    await expect(learner.getByRole('link', { name: w['course.start'] })).toBeVisible({ timeout: 15_000 });
  }).toPass();
  await learner.getByRole('link', { name: w['course.start'] }).click();
  await expect(learner.getByText('Lo que se vende')).toBeVisible();

  await right.getByRole('button', { name: /Retirar el acceso/ }).click();
  await right.getByLabel(w['access.reason']).fill('Terminó el trimestre');
  await right.getByRole('button', { name: w['access.revoke'], exact: true }).click();
  await expect(right).toContainText(w['access.state.REVOKED']);
  await expect(async () => {
    await learner.goto(address);
    await expect(learner.getByText(w['course.expired'])).toBeVisible({ timeout: 15_000 });
  }).toPass();
});

/** At the double's page: what a buyer types there. */
async function pay(page: Page, card: string) {
  await page.locator('[name="card_number"]').fill(card);
  await page.locator('[name="card_expiry"]').fill('12/40');
  await page.locator('[name="card_cvc"]').fill('123');
  await page.locator('[name="cardholder_name"]').fill('Compradora');
  await page.locator('[name="action"][value="pay"]').click();
}

test('a course is priced by its teacher, and bought with the second card', async ({ page, browser }) => {
  const w = words.es;
  const title = `A la venta ${run}`;
  await publishedCourse(page, 'Tendera', title);
  const address = new URL((await page.getByRole('link', { name: w['editor.view'] }).getAttribute('href')) ?? '', page.url()).pathname;
  await page.getByRole('link', { name: w['editor.access'] }).click();
  // A reload before that would ask for the page one is leaving.
  await page.waitForURL(/\/access$/);
  const free = page.getByRole('checkbox', { name: w['access.free'] });
  await expect(async () => {
    await page.reload();
    await expect(free, 'identity knows of the course').toBeChecked({ timeout: 15_000 });
  }).toPass();
  await free.click();
  await expect(page.getByText(w['access.notForSaleText'])).toBeVisible();
  const euros = page.getByLabel(/Precio en euro/);
  await euros.fill('1.234');
  await expect(page.getByText('Escríbelo así: 19,99')).toBeVisible();
  await euros.fill('0,10');
  await page.getByRole('button', { name: w['access.savePrices'] }).click();
  await expect(page.getByRole('alert').getByText(/0[.,]50/)).toBeVisible();
  await euros.fill('19,99');
  await page.getByLabel(/Precio en pesos mexicanos/).fill('399');
  await page.getByRole('button', { name: w['access.savePrices'] }).click();
  await expect(page.getByText(w['access.sold'])).toBeVisible();
  for (const locale of ['en', 'es'] as const) {
    await inLanguage(page, locale);
    await shoot(page, `prices-${locale}`);
    await expectAccessible(page, `prices ${locale}`);
  }

  const buyer = await (await browser.newContext()).newPage();
  await expect(async () => {
    await buyer.goto(`/?q=${encodeURIComponent(title)}`);
    await expect(buyer.getByRole('article').getByText('19,99')).toBeVisible({ timeout: 15_000 });
  }).toPass();
  await buyer.goto(address);
  await expect(buyer.getByRole('link', { name: w['buy.signIn'] })).toBeVisible();
  await signUpAt(buyer, 'Compradora', run, address);
  await inLanguage(buyer, 'es');
  await shoot(buyer, 'buy-es');
  await expectAccessible(buyer, 'course for sale');
  await buyer.getByLabel(w['pricing.currency']).selectOption('MXN');
  await expect(buyer.getByRole('button', { name: /399,00/ })).toBeVisible();
  await buyer.getByLabel(w['pricing.currency']).selectOption('EUR');
  await buyer.getByRole('button', { name: /Comprar por 19,99/ }).click();
  await buyer.waitForURL(/\/c\/pay\//);
  await pay(buyer, '4000000000009995');
  const stripe = buyer.url();

  await buyer.goto(address);
  await buyer.getByRole('button', { name: /Comprar por 19,99/ }).click();
  await buyer.waitForURL(/\/c\/pay\//);
  expect(new URL(buyer.url()).pathname, 'one page for one wish').toBe(new URL(stripe).pathname);
  await pay(buyer, '4242424242424242');
  await buyer.waitForURL(/\/checkout\//);
  await expect(buyer.getByRole('heading', { name: `${title} ya es tuyo` })).toBeVisible();
  for (const locale of ['en', 'es'] as const) {
    await inLanguage(buyer, locale);
    await shoot(buyer, `paid-${locale}`);
    await expectAccessible(buyer, `paid ${locale}`);
  }
  await buyer.setViewportSize({ width: 360, height: 740 });
  await shoot(buyer, 'paid-narrow');
  await expect(async () => {
    await buyer.goto(address);
    await expect(buyer.getByRole('link', { name: w['course.start'] })).toBeVisible({ timeout: 15_000 });
  }).toPass();
  await buyer.getByRole('link', { name: w['course.start'] }).click();
  await expect(buyer.getByText('Lo que se vende')).toBeVisible();

  await page.reload();
  await expect(page.getByRole('heading', { name: w['access.sales'] })).toBeVisible();
  await shoot(page, 'sales-es');

  await buyer.goto('/purchases');
  const purchase = buyer.getByTestId('purchase');
  await expect(purchase).toContainText('19,99');
  await shoot(buyer, 'purchases-narrow');
  await expectAccessible(buyer, 'purchases');
  await purchase.getByRole('button', { name: w['purchases.refund'] }).click();
  await purchase.getByLabel(w['purchases.reason']).fill('No era para mí');
  await purchase.getByRole('button', { name: w['purchases.refundSure'] }).click();
  await expect(purchase).toContainText(w['purchases.status.REFUNDED']);
  await expect(async () => {
    await buyer.goto(address);
    await expect(buyer.getByText(w['course.expired'])).toBeVisible({ timeout: 15_000 });
  }).toPass();
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

test('the membership is joined at its price, left at its end, and kept after all', async ({ page, browser }) => {
  const w = words.es;
  // As before anybody has priced it, whoever has meanwhile.
  await page.route('**/graphql', async (route) => {
    if (route.request().postDataJSON()?.operationName !== 'Pricing') return route.fallback();
    const response = await route.fetch();
    const json = await response.json();
    await route.fulfill({ response, json: { ...json, data: { ...json.data, membershipOffers: [] } } });
  });
  await page.goto('/pricing');
  await inLanguage(page, 'es');
  await expect(page.getByText(w['pricing.none'])).toBeVisible();
  await shoot(page, 'pricing-none-es');
  await expectAccessible(page, 'pricing without a membership');

  await page.unroute('**/graphql');
  await priceMembership(await (await browser.newContext()).newPage());
  await page.reload();
  const month = page.getByTestId('membership').filter({ hasText: '9,00' });
  await expect(month.getByRole('link', { name: w['pricing.signIn'] })).toBeVisible();
  await signUpAt(page, 'Socia', run, '/pricing');
  await inLanguage(page, 'es');
  for (const locale of ['en', 'es'] as const) {
    await inLanguage(page, locale);
    await shoot(page, `pricing-${locale}`);
    await expectAccessible(page, `pricing ${locale}`);
  }
  await month.getByRole('button', { name: w['pricing.join'] }).click();
  await page.waitForURL(/\/c\/pay\//);
  await pay(page, '4242424242424242');
  await page.waitForURL(/\/checkout\//);
  await expect(page.getByRole('heading', { name: w['membership.welcome'] })).toBeVisible();
  await page.getByRole('link', { name: w['pricing.mine'] }).click();
  const state = page.getByTestId('membership-state');
  await expect(state).toContainText(w['membership.status.ACTIVE']);
  await expect(page.getByText(/que termina en 4242/)).toBeVisible();
  for (const locale of ['en', 'es'] as const) {
    await inLanguage(page, locale);
    await shoot(page, `membership-${locale}`);
    await expectAccessible(page, `membership ${locale}`);
  }
  await state.getByRole('button', { name: w['membership.change.YEAR'] }).click();
  await expect(state.getByText(/Hoy se cobran 8\d,\d\d/)).toBeVisible();
  await shoot(page, 'membership-preview-es');
  await expectAccessible(page, 'preview of a change');
  await state.getByRole('button', { name: /Cambiar y pagar/ }).click();
  await expect(state).toContainText(/90,00.*al año/);
  await state.getByRole('button', { name: w['membership.cancel'] }).click();
  await state.getByRole('button', { name: /^Dejarla/ }).click();
  await expect(state.getByText(/^Termina el/)).toBeVisible();
  await state.getByRole('button', { name: w['membership.resume'] }).click();
  await expect(state.getByText(/El próximo cobro/)).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  await shoot(page, 'membership-narrow');
  expect(await page.evaluate(() => document.documentElement.scrollWidth), 'no sideways scrolling').toBeLessThanOrEqual(360);
  await page.getByRole('button', { name: w['membership.portal'] }).click();
  await page.waitForURL(/\/p\/session\//);
  await page.goBack();
  await page.goto('/pricing');
  await expect(month.getByRole('link', { name: w['pricing.mine'] })).toBeVisible();
});
