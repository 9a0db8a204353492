import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, fill, inLanguage, shoot, signUpTeacher, words as messages } from './helpers';

const run = Date.now().toString(36);
const words = {
  es: { course: 'Título del curso', create: 'Crear curso', module: 'Nombre del módulo', addModule: 'Añadir módulo', lesson: 'Nombre de la lección', addLesson: 'Añadir lección', kind: 'Tipo', edit: 'Editar', article: 'Texto de la lección', description: 'Descripción', title: 'Título', saved: 'Guardado', remove: 'Borrar', undo: 'Deshacer', recover: 'Recuperarlo', left: /Hay un texto tuyo sin guardar/, draft: 'Borrador' },
  en: { course: 'Course title', create: 'Create course', module: 'Module name', addModule: 'Add module', lesson: 'Lesson name', addLesson: 'Add lesson', kind: 'Kind', edit: 'Edit', article: 'Text of the lesson', description: 'Description', title: 'Title', saved: 'Saved', remove: 'Delete', undo: 'Undo', recover: 'Recover it', left: /There is a text of yours that was not saved/, draft: 'Draft' },
} as const;

const box = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
let people = 0;

async function becomeTeacher(page: Page) {
  await signUpTeacher(page, `Maestra${++people}`, run);
}

for (const locale of ['es', 'en'] as const) {
  const w = words[locale];

  test(`nothing that is written is lost (${locale})`, async ({ page }) => {
    await becomeTeacher(page);
    await inLanguage(page, locale);
    await page.getByLabel(w.course).fill(`Texto ${run} ${locale}`);
    await page.getByRole('button', { name: w.create }).click();
    await box(page, w.description).click();
    await page.keyboard.type('- uno\ndos');
    await expect(page.getByText(w.saved, { exact: true }).first()).toBeVisible();
    const sent: string[] = [];
    page.on('request', (request) => void (request.postData()?.includes('UpdateCourse') && sent.push(request.postData() ?? '')));
    await page.getByLabel(w.title, { exact: true }).fill(`Otro ${run} ${locale}`);
    await expect.poll(() => sent.length).toBeGreaterThan(0);
    expect(sent.join(), 'a changed title sends no description').not.toContain('"descriptionHtml":[');
    await page.reload();
    await expect(box(page, w.description).getByRole('listitem')).toHaveCount(2);

    await page.getByLabel(w.module).fill('Uno');
    await page.getByRole('button', { name: w.addModule }).click();
    await page.getByLabel(w.lesson).fill('Notas');
    await page.getByLabel(w.kind).selectOption('ARTICLE');
    await page.getByRole('button', { name: w.addLesson }).click();
    await expect(page.getByTestId('lesson').getByText(w.draft, { exact: true })).toBeVisible();
    const row = page.getByRole('button', { name: `${w.edit} Notas` });
    await row.click();
    await box(page, w.article).click();
    await page.keyboard.type('antes de plegar');
    await row.click();
    await row.click();
    await expect(box(page, w.article)).toContainText('antes de plegar');
    await shoot(page, `article-${locale}`);
    await expectAccessible(page, `article ${locale}`);

    await page.route('**/graphql', (route) => (route.request().postData()?.includes('SaveArticle') ? route.abort() : route.fallback()));
    await box(page, w.article).click();
    await page.keyboard.press('End');
    const lost = page.waitForEvent('requestfailed', (request) => /y.sin.red/.test(request.postData() ?? ''));
    await page.keyboard.type(' y sin red');
    await lost;
    await page.reload();
    await page.unroute('**/graphql');
    await row.click();
    // What is sent in leaving cannot always be stopped: then it was saved, and nothing is left to recover.
    const left = page.getByText(w.left);
    await expect(left.or(box(page, w.article).getByText(/y.sin.red/)).first()).toBeVisible();
    if (await left.isVisible()) await page.getByRole('button', { name: w.recover }).click();
    await expect(box(page, w.article)).toContainText('y sin red');
    // What took the text's place is no act of the person's.
    await box(page, w.article).click();
    await page.keyboard.press('Control+z');
    await expect(box(page, w.article)).toContainText('y sin red');

    await page.getByRole('button', { name: `${w.remove} Notas` }).click();
    await expect(page.getByTestId('lesson')).toHaveCount(0);
    await page.getByRole('button', { name: w.undo, exact: true }).last().click();
    await expect(page.getByTestId('lesson')).toHaveCount(1);
  });
}

test('an upload goes on while one is elsewhere and after the network was away', async ({ page, context }) => {
  const video = process.env.AULA_E2E_VIDEO ?? '';
  const { es, en } = messages;
  await becomeTeacher(page);
  await page.getByLabel(words.es.course).fill(`Subida ${run}`);
  await page.getByRole('button', { name: words.es.create }).click();
  await page.getByLabel(words.es.module).fill('Uno');
  await page.getByRole('button', { name: words.es.addModule }).click();
  await page.getByLabel(words.es.lesson).fill('Vídeo');
  await page.getByRole('button', { name: words.es.addLesson }).click();
  const row = page.getByRole('button', { name: 'Editar Vídeo' });
  await row.click();
  await page.route('**/uploads/**', (route) => route.abort());
  await page.locator('input[type="file"]').first().setInputFiles(video);
  await expect(page.getByRole('complementary', { name: es['upload.tray'] })).toBeVisible();
  await row.click();
  await page.getByRole('link', { name: 'Cursos', exact: true }).click();
  for (const locale of ['es', 'en'] as const) {
    await inLanguage(page, locale);
    const say = messages[locale];
    const tray = page.getByRole('complementary', { name: say['upload.tray'] });
    const summary = tray.getByRole('button', { name: fill(say['upload.trayOpen_one'], { count: '1' }) });
    if (locale === 'es') await summary.click();
    await expect(summary).toHaveAttribute('aria-expanded', 'true');
    await expect(tray).toContainText(say['upload.phase.waiting']);
    await shoot(page, `upload-waits-${locale}`);
    await expectAccessible(page, `upload waits ${locale}`);
  }
  await context.setOffline(true);
  await page.waitForTimeout(40_000);
  await page.unroute('**/uploads/**');
  await context.setOffline(false);
  await expect(page.getByText(en['upload.trayDone'])).toBeVisible({ timeout: 60_000 });
  await inLanguage(page, 'es');
  await expect(page.getByText(es['upload.trayDone'])).toBeVisible();
});
