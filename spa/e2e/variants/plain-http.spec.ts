import { readFileSync } from 'node:fs';
import { expect, test, type BrowserContext } from '@playwright/test';
import { expectAccessible, fill, inLanguage, shoot, signUpAt, signUpTeacher, words } from '../helpers';
import { clip, LOCALES, run } from './setting';

/** What a page has not got that came over plain http from anywhere but this machine. */
const withoutSecrets = (context: BrowserContext) =>
  context.addInitScript(() => {
    Reflect.deleteProperty(Crypto.prototype, 'randomUUID');
    Reflect.deleteProperty(Crypto.prototype, 'subtle');
    Reflect.deleteProperty(Navigator.prototype, 'locks');
  });

for (const locale of LOCALES) {
  const say = words[locale];

  test(`a classroom's server on plain http: a course is made and an upload goes, a learner enrolls and comments (${locale})`, async ({ browser }) => {
    const wrong: string[] = [];
    const open = async () => {
      const context = await browser.newContext();
      await withoutSecrets(context);
      const page = await context.newPage();
      page.on('pageerror', (error) => wrong.push(error.message));
      return page;
    };
    const teacher = await open();
    await signUpTeacher(teacher, `Paula${locale}`, run);
    expect(await teacher.evaluate(() => 'randomUUID' in crypto || 'subtle' in crypto || 'locks' in navigator)).toBe(false);
    await inLanguage(teacher, locale);
    await teacher.getByLabel(say['teach.name']).fill(`Aula abierta ${run} ${locale}`);
    await teacher.getByRole('button', { name: say['teach.new'] }).click();
    await teacher.getByLabel(say['editor.moduleName']).fill('Uno');
    await teacher.getByRole('button', { name: say['editor.addModule'] }).click();
    await teacher.getByLabel(say['editor.lessonName']).fill('Vídeo');
    await teacher.getByRole('button', { name: say['editor.addLesson'] }).click();
    await teacher.getByRole('button', { name: fill(say['editor.openLesson'], { name: 'Vídeo' }) }).click();
    await teacher.getByTestId('lesson').locator('input[type="file"]').setInputFiles({ name: 'clase.mp4', mimeType: 'video/mp4', buffer: readFileSync(clip()) });
    await expect(teacher.getByText(say['upload.ready'])).toBeVisible({ timeout: 180_000 });
    await teacher.getByRole('button', { name: say['editor.publish'], exact: true }).click();
    await expect(teacher.getByTestId('lesson').getByText(say['lessonStatus.PUBLISHED'], { exact: true })).toBeVisible();
    await shoot(teacher, `plain-http-editor-${locale}`);
    await expectAccessible(teacher, `plain http, editor ${locale}`);
    const path = (await teacher.getByRole('link', { name: say['editor.view'] }).getAttribute('href')) ?? '';

    const learner = await open();
    await signUpAt(learner, `Pau${locale}`, run, path);
    await inLanguage(learner, locale);
    await learner.getByRole('button', { name: say['course.enroll'] }).click();
    await learner.getByRole('link', { name: say['course.start'] }).click();
    await learner.getByLabel(say['comments.write']).fill('Se oye bien');
    await learner.getByRole('button', { name: say['comments.send'], exact: true }).click();
    await expect(learner.getByRole('paragraph').filter({ hasText: 'Se oye bien' })).toBeVisible();
    await shoot(learner, `plain-http-lesson-${locale}`);
    await expectAccessible(learner, `plain http, lesson ${locale}`);
    expect(wrong).toEqual([]);
    for (const page of [teacher, learner]) await page.context().close();
  });
}
