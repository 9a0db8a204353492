import { expect, test, type Page } from '@playwright/test';
import { currentTime, mailedLink, shoot, startPlaying, words as texts } from './helpers';

/** Of the demo, by its address, since its title is another in each language; it costs nothing. */
const COURSE = '/courses/postgresql-que-si-escala';
const WIDTH = 360;
/** WCAG 2.2, 2.5.8; links within a sentence are as high as its line. */
const LEAST = 24;
const run = Date.now().toString(36);

/** Everything that can be touched, with where it is: also what lies in the player's shadow trees. */
function touchable() {
  const found: { name: string; width: number; height: number; right: number }[] = [];
  const visit = (root: ParentNode) => {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) visit(element.shadowRoot);
      if (!element.matches('a[href], button, input:not([type="hidden"]), select, textarea, summary, [role="button"], [role="slider"], [role="menuitem"]')) continue;
      const style = getComputedStyle(element);
      const isSentence = element.matches('a') && style.display === 'inline';
      const label = element.closest('label') ?? element;
      const box = (element.matches('input[type="checkbox"], input[type="radio"]') ? label : element).getBoundingClientRect();
      const isSeen = element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && style.clipPath === 'none' && box.width > 1 && box.height > 1;
      if (!isSeen || isSentence) continue;
      const name = `${element.localName} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}"`;
      found.push({ name, width: box.width, height: box.height, right: box.right });
    }
  };
  visit(document);
  return found;
}

/** The ring that shows where the keyboard is, on the next few things that it reaches. */
async function expectRings(page: Page, name: string) {
  await page.evaluate(() => (document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined));
  const bare: string[] = [];
  for (let n = 0; n < 5; n += 1) {
    await page.keyboard.press('Tab');
    const unseen = await page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      if (!at || at === document.body) return '';
      const style = getComputedStyle(at);
      const hasOutline = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0;
      return hasOutline || style.boxShadow !== 'none' ? '' : `${at.localName} "${(at.textContent ?? '').trim().slice(0, 40)}"`;
    });
    if (unseen) bare.push(unseen);
  }
  expect(bare, `without a ring on ${name}`).toEqual([]);
}

/** Once the page stands still: what is still arriving pushes things about. */
async function expectFits(page: Page, name: string) {
  await expect(page.locator('[data-slot="skeleton"]')).toHaveCount(0);
  await expect(async () => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `width of ${name}`).toBeLessThanOrEqual(WIDTH);
    const controls = await page.evaluate(touchable);
    expect(controls.length, `controls on ${name}`).toBeGreaterThan(1);
    expect(controls.filter(({ width, height }) => Math.min(width, height) < LEAST - 0.5), `too small on ${name}`).toEqual([]);
    expect(controls.filter(({ right }) => right > WIDTH + 0.5), `beyond the edge of ${name}`).toEqual([]);
  }).toPass({ timeout: 10_000 });
  await expectRings(page, name);
}

for (const locale of ['es', 'en'] as const) {
  const say = texts[locale];

  test(`on a narrow telephone somebody new finds a course, joins, watches and comments, in ${locale}`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width: WIDTH, height: 740 }, hasTouch: true, isMobile: true, locale: locale === 'es' ? 'es-ES' : 'en-GB' });
    const page = await context.newPage();
    const at = (name: string) => `${name} in ${locale}`;
    const email = `newcomer-${locale}-${run}@aula.test`;
    const password = `Una-clave-larga-${run}`;

    await page.goto('/');
    await expect(page.locator('html')).toHaveAttribute('lang', locale);
    await expectFits(page, at('the home page'));
    await page.getByRole('combobox', { name: say['home.search'] }).fill('PostgreSQL');
    await page.getByRole('combobox', { name: say['home.search'] }).press('Enter');
    // The list closes up under whoever taps it before.
    await page.waitForURL('**/?q=PostgreSQL');
    await expect(page.getByRole('main').getByRole('article')).toHaveCount(1);
    await expectFits(page, at('what was found'));
    await page.locator(`a[href^="${COURSE}"]`).first().click();
    await page.waitForURL(`**${COURSE}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectFits(page, at('the course'));

    await page.getByRole('main').getByRole('link', { name: say['app.signUp'] }).click();
    await page.waitForURL('**/auth/sign-up**');
    await expectFits(page, at('the form to join'));
    await page.locator('input[name="displayName"]').fill('Nueva');
    await page.locator('input[name="email"]').fill(email);
    await page.locator('input[type="password"]').fill(password);
    await page.locator('form button[type="submit"]').first().click();
    await page.waitForURL('**/auth/check-mail**');
    await expectFits(page, at('the page that waits for the mail'));
    await page.goto(await mailedLink(email, '/auth/confirm'));
    await expectFits(page, at('the page that confirms'));
    await page.locator('form button[type="submit"]').first().click();
    await page.waitForURL('**/auth/login**');
    await expectFits(page, at('the sign-in page'));
    await page.locator('input[type="password"]').fill(password);
    await page.locator('form button[type="submit"]').first().click();
    await page.waitForURL(`**${COURSE}`);

    await page.getByRole('button', { name: say['course.enroll'] }).click();
    await expect(page.getByRole('link', { name: say['course.start'] })).toBeVisible();
    await expectFits(page, at('the course as a learner'));
    await page.getByRole('link', { name: say['course.start'] }).click();
    await expect(page.locator('[slot="media"]')).toBeAttached();
    await startPlaying(page);
    await expect.poll(() => currentTime(page), { timeout: 40_000 }).toBeGreaterThan(2);
    const words = `Se ve bien ${run} ${locale}`;
    await page.getByLabel(say['comments.write']).fill(words);
    await page.getByRole('button', { name: say['comments.send'], exact: true }).click();
    await expect(page.getByRole('paragraph').filter({ hasText: words })).toBeVisible();
    await expectFits(page, at('the lesson'));
    await shoot(page, `newcomer-lesson-${locale}`);
    await context.close();
  });
}
