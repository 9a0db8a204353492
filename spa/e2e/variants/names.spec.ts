import { expect, test, type Page } from '@playwright/test';
import { ask, enroll, expectAccessible, fillSignIn, inLanguage, mailedLink, publishArticles, shoot, signUpAt, signUpTeacher, words } from '../helpers';
import { doors, LOCALES, run } from './setting';

test.describe.configure({ mode: 'serial' });

/** Each of them is a name to a program and none to a person. */
const NOTHING = { 'a zero-width space': '\u200b', 'a no-break space': '\u00a0', 'an override of direction': '\u202e' } as const;

let teacher: Page;
let learner: Page;
let course: Awaited<ReturnType<typeof publishArticles>>;

test.beforeAll(async ({ browser }) => {
  teacher = await (await browser.newContext()).newPage();
  learner = await (await browser.newContext()).newPage();
  await signUpTeacher(teacher, 'Nela', run);
  await signUpAt(learner, 'Noe', run, '/my-learning');
  course = await publishArticles(teacher, `Nombres ${run}`, { Uno: ['Alfa'] });
  await enroll(learner, course.id);
});
test.afterAll(() => Promise.all([teacher, learner].map((page) => page.context().close())));

for (const locale of LOCALES) {
  const say = words[locale];
  const door = doors[locale];

  for (const [what, name] of Object.entries(NOTHING)) {
    test(`${what} is no name for an account, and what was typed stays (${locale})`, async ({ page }) => {
      const email = `nadie-${run}@aula.test`;
      await page.goto(`/session/sign-up?return_to=/&ui_locales=${locale}`);
      await page.locator('input[name="displayName"]').fill(name);
      await page.locator('input[name="email"]').fill(email);
      await page.locator('input[type="password"]').fill(`Una-clave-larga-${run}`);
      await page.locator('form button[type="submit"]').first().click();
      await expect(page.getByText(door('fault.displayName'))).toBeVisible();
      await expect(page.locator('input[name="displayName"]')).toHaveAttribute('aria-invalid', 'true');
      await expect(page.locator('input[name="email"]')).toHaveValue(email);
      if (what !== 'a zero-width space') return;
      await shoot(page, `name-of-nothing-${locale}`);
      await expectAccessible(page, `a name of nothing ${locale}`);
    });
  }

  test(`what shows nothing is no name of a course or a module and no comment, and stays where it was typed (${locale})`, async () => {
    await teacher.goto('/teach');
    await inLanguage(teacher, locale);
    await teacher.getByLabel(say['teach.name']).fill(NOTHING['a zero-width space']);
    await teacher.getByRole('button', { name: say['teach.new'] }).click();
    await expect(teacher.getByRole('main').getByRole('alert')).toBeVisible();
    await expect(teacher.getByLabel(say['teach.name'])).toHaveValue(NOTHING['a zero-width space']);
    await shoot(teacher, `course-of-nothing-${locale}`);

    await teacher.goto(`/teach/${course.id}`);
    await teacher.getByLabel(say['editor.moduleName']).fill(NOTHING['an override of direction']);
    await teacher.getByRole('button', { name: say['editor.addModule'] }).click();
    await expect(teacher.getByRole('main').getByRole('alert')).toBeVisible();
    await expect(teacher.getByLabel(say['editor.moduleName'])).toHaveValue(NOTHING['an override of direction']);
    await expect(teacher.getByTestId('module')).toHaveCount(1);
    await shoot(teacher, `module-of-nothing-${locale}`);
    await expectAccessible(teacher, `a module of nothing ${locale}`);

    await learner.goto(`/learn/${course.lessonIds[0]}`);
    await inLanguage(learner, locale);
    const box = learner.getByLabel(say['comments.write']);
    await box.fill(NOTHING['a zero-width space']);
    await learner.getByRole('button', { name: say['comments.send'], exact: true }).click();
    await expect(learner.locator('form').filter({ has: box }).getByRole('alert')).toBeVisible();
    await expect(box).toHaveValue(NOTHING['a zero-width space']);
    await shoot(learner, `comment-of-nothing-${locale}`);
    await expectAccessible(learner, `a comment of nothing ${locale}`);
    await box.fill('');
  });
}

test('a name that reads like an address is a link nowhere: not in the mail, not on the page', async ({ page }) => {
  const email = `enlace-${run}@aula.test`;
  const password = `Una-clave-larga-${run}`;
  await page.goto('/session/sign-up?return_to=/my-learning');
  await page.locator('input[name="displayName"]').fill('https://premio.example/ganar');
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[type="password"]').fill(password);
  await page.locator('form button[type="submit"]').first().click();
  const link = await mailedLink(email, '/auth/confirm');
  const mails = await (await fetch(`${process.env.AULA_MAIL_INBOX_URL}/messages?to=${encodeURIComponent(email)}`)).text();
  expect(mails).toContain('/auth/confirm');
  expect(mails).not.toContain('premio.example');
  await page.goto(link);
  await page.locator('form button[type="submit"]').first().click();
  await page.waitForURL(/\/auth\/login/);
  await fillSignIn(page, { email, password });
  await page.waitForURL('**/my-learning');
  const { viewer } = await ask(page, '{ viewer { user { handle displayName } } }');
  for (const locale of LOCALES) {
    await page.goto(`/people/${viewer.user.handle}`);
    await inLanguage(page, locale);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(viewer.user.displayName);
    await expect(page.locator('a[href*="premio.example"]')).toHaveCount(0);
    await shoot(page, `name-like-address-${locale}`);
    await expectAccessible(page, `a name like an address ${locale}`);
  }
});
