import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, fill, fillSignIn, inLanguage, publishArticles, shoot, signUpTeacher, words } from '../helpers';
import { LOCALES, run } from './setting';

test.describe.configure({ mode: 'serial' });

let teacher: Page;
test.beforeAll(async ({ browser }) => {
  teacher = await (await browser.newContext()).newPage();
  await signUpTeacher(teacher, 'Aurora', run);
});
test.afterAll(() => teacher.context().close());

for (const locale of LOCALES) {
  const say = words[locale];
  const text = () => teacher.getByRole('textbox', { name: say['editor.article'], exact: true });
  const row = () => teacher.getByRole('button', { name: fill(say['editor.openLesson'], { name: 'Alfa' }) });
  let course: Awaited<ReturnType<typeof publishArticles>>;

  test.describe.serial(`the text of an article, in ${locale}`, () => {
    test.beforeAll(async () => {
      course = await publishArticles(teacher, `Artículo ${run} ${locale}`, { Uno: ['Alfa'] });
    });

    test('it is kept by whoever follows a link in the middle of a sentence', async () => {
      await teacher.goto(`/teach/${course.id}`);
      await inLanguage(teacher, locale);
      await row().click();
      await text().click();
      await teacher.keyboard.press('Control+End');
      await teacher.keyboard.type(' a medias');
      await teacher.getByRole('link', { name: say['app.catalog'], exact: true }).click();
      await expect(teacher).toHaveURL(/\/$/);
      await teacher.goBack();
      await row().click();
      await expect(text()).toContainText('a medias');
      await teacher.reload();
      await row().click();
      await expect(text(), 'and so the server has it').toContainText('a medias');
      await shoot(teacher, `article-left-${locale}`);
      await expectAccessible(teacher, `article left ${locale}`);
    });

    test('it is offered again to whoever signs in after the session ran out', async () => {
      await teacher.context().clearCookies();
      await text().click();
      await teacher.keyboard.press('Control+End');
      await teacher.keyboard.type(' sin sesión');
      const note = teacher.getByRole('alert').filter({ hasText: say['draft.signedOut'] });
      await expect(note).toBeVisible({ timeout: 30_000 });
      await shoot(teacher, `article-signed-out-${locale}`);
      await expectAccessible(teacher, `article signed out ${locale}`);
      await note.getByRole('link', { name: say['app.signIn'] }).click();
      await teacher.waitForURL(/\/auth\//);
      await expect(teacher.locator('html')).toHaveAttribute('lang', locale);
      await fillSignIn(teacher, { email: `aurora-${run}@aula.test`, password: `Una-clave-larga-${run}` });
      await teacher.waitForURL(`**/teach/${course.id}`);
      await row().click();
      await teacher.getByRole('button', { name: say['draft.takeUp'] }).click();
      await expect(text()).toContainText('sin sesión');
      await expect(teacher.getByText(say['editor.saved'], { exact: true })).toBeVisible();
      await teacher.reload();
      await row().click();
      await expect(text()).toContainText('sin sesión');
    });
  });
}
