import { expect, test, type Browser, type Page, type Response } from '@playwright/test';
import { chooseInMenu, currentTime, expectAccessible, inLanguage, shoot, signUpAt, startPlaying } from './helpers';

const run = Date.now().toString(36);
const courseTitle = `Curso de prueba ${run}`;
const video = process.env.AULA_E2E_VIDEO ?? '';

test.describe.configure({ mode: 'serial' });

let teacher: Page;
let learner: Page;
let coursePath = '';
const refused: string[] = [];

/** Keeps what the graph refused, for the report of a test that failed. */
async function noteRefusal(response: Response) {
  if (!response.url().endsWith('/graphql')) return;
  const text = await response.text().catch(() => '');
  if (!response.ok() || text.includes('"errors"')) refused.push(`${response.status()} ${response.request().postData()?.slice(0, 80)} ${text.slice(0, 400)}`);
}

test.afterEach(({ browserName }, info) => {
  if (info.status !== info.expectedStatus) console.log(`the graph refused ${browserName}:\n${refused.join('\n')}`);
  refused.length = 0;
});

async function signUp(browser: Browser, name: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.on('response', (response) => void noteRefusal(response));
  await signUpAt(page, name, run, '/teach');
  return page;
}

test.beforeAll(() => {
  if (!video) throw new Error('AULA_E2E_VIDEO names no file: the journey needs an mp4 of at least 15 seconds');
});

test('a new person signs up, confirms by mail and becomes an instructor', async ({ browser }) => {
  teacher = await signUp(browser, 'Tomas');
  // However long the new token takes, nothing is offered that needs it.
  await teacher.route('**/session/refresh', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await teacher.getByRole('button', { name: 'Quiero enseñar' }).click();
  await expect(teacher.getByLabel('Título del curso')).toBeVisible();
  await teacher.unroute('**/session/refresh');
});

test('makes a course, uploads a video, sees the percent move and publishes', async () => {
  await teacher.getByLabel('Título del curso').fill(courseTitle);
  await teacher.getByRole('button', { name: 'Crear curso' }).click();
  await expect(teacher.getByRole('heading', { level: 1, name: courseTitle })).toBeVisible();
  await teacher.getByLabel('Nombre del módulo').fill('Módulo uno');
  await teacher.getByRole('button', { name: 'Añadir módulo' }).click();
  await teacher.getByLabel('Nombre de la lección').fill('Lección uno');
  await teacher.getByRole('button', { name: 'Añadir lección' }).click();
  await teacher.getByRole('button', { name: 'Editar Lección uno' }).click();
  await teacher.getByLabel('Título de la lección').fill('Lección primera');
  await teacher.getByLabel('Título de la lección').press('Enter');
  await expect(teacher.getByRole('button', { name: 'Editar Lección primera' })).toBeVisible();
  await teacher.locator('input[type="file"][accept*="video/"]').setInputFiles(video);
  const percents = new Set<string>();
  await expect
    .poll(
      async () => {
        const percent = teacher.getByTestId('percent');
        if ((await percent.count()) > 0) percents.add(await percent.innerText({ timeout: 500 }).catch(() => ''));
        return teacher.getByText('Vídeo listo').count();
      },
      { timeout: 200_000, intervals: [300] },
    )
    .toBeGreaterThan(0);
  expect(percents.size, `percents seen: ${[...percents].join(', ')}`).toBeGreaterThan(2);
  await shoot(teacher, 'editor-es');
  await expectAccessible(teacher, 'editor');
  await inLanguage(teacher, 'en');
  await expect(teacher.getByRole('heading', { name: 'Course details' })).toBeVisible();
  await shoot(teacher, 'editor-en');
  await inLanguage(teacher, 'es');
  await teacher.getByRole('button', { name: 'Publicar', exact: true }).click();
  await expect(teacher.getByText('Publicado', { exact: true })).toBeVisible();
  coursePath = (await teacher.getByRole('link', { name: 'Ver curso' }).getAttribute('href')) ?? '';
  expect(coursePath).toMatch(/^\/courses\//);
});

test('another person enrolls and plays beyond five seconds', async ({ browser }) => {
  learner = await signUp(browser, 'Nuria');
  await learner.goto(coursePath);
  await learner.getByRole('button', { name: 'Inscribirme gratis' }).click();
  await learner.getByRole('link', { name: 'Empezar' }).click();
  await expect(learner.getByRole('region', { name: 'Reproductor de Lección primera' })).toBeVisible();
  await startPlaying(learner);
  await expect.poll(() => currentTime(learner), { timeout: 60_000 }).toBeGreaterThan(6);
});

test('resumes after a reload where it stopped', async () => {
  await learner.keyboard.press('k');
  const left = await currentTime(learner);
  await expect(learner.getByText(/\d+ % visto/)).toBeVisible();
  await learner.reload();
  await expect.poll(() => currentTime(learner), { timeout: 30_000 }).toBeGreaterThan(left - 1.5);
  expect(await currentTime(learner)).toBeLessThan(left + 1.5);
});

test('comments at a second and follows the teacher', async () => {
  await learner.getByLabel('Escribe un comentario').fill('Se entiende muy bien');
  await learner.getByRole('button', { name: 'Comentar', exact: true }).click();
  await expect(learner.getByRole('paragraph').filter({ hasText: 'Se entiende muy bien' })).toBeVisible();
  await shoot(learner, 'lesson-es');
  await expectAccessible(learner, 'lesson');
  await learner.goto(coursePath);
  await learner.getByRole('button', { name: 'Seguir a Tomas' }).click();
  await expect(learner.getByRole('button', { name: 'Siguiendo a Tomas: dejar de seguir' })).toBeVisible();
});

test('a course page says why others are recommended', async () => {
  await learner.goto('/courses/postgresql-que-si-escala');
  await expect(learner.getByText(/personas hicieron los dos/).first()).toBeVisible();
  await shoot(learner, 'also-seen-es');
});

test('a lesson that is a preview plays without enrolling', async () => {
  await learner.getByRole('link', { name: /Índices en PostgreSQL/ }).click();
  await expect(learner.getByRole('region', { name: 'Reproductor de Índices en PostgreSQL' })).toBeVisible();
  await startPlaying(learner);
  await expect.poll(() => currentTime(learner), { timeout: 60_000 }).toBeGreaterThan(4);
  await learner.keyboard.press('k');
  await shoot(learner, 'preview-es');
});

test('a session whose token ran out is renewed without a word', async () => {
  let expired = 0;
  await learner.route('**/graphql', async (route) => {
    if (expired > 0) return route.fallback();
    expired += 1;
    await route.fulfill({ status: 401, contentType: 'application/json', body: '{"errors":[{"message":"expired"}]}' });
  });
  const renewed = learner.waitForResponse('**/session/refresh');
  await learner.goto('/my-learning');
  expect((await renewed).status()).toBe(200);
  await expect(learner.getByRole('link', { name: 'Continuar' }).first()).toBeVisible();
  await learner.unroute('**/graphql');
});

test('GraphiQL asks the graph with the visitor\'s session', async () => {
  await learner.goto('/graphiql');
  await expect(learner.locator('.graphiql-query-editor')).toContainText('courses');
  // Once: a second press would stop what the first one asked.
  await learner.getByRole('button', { name: /Execute query/ }).click();
  await expect(learner.locator('.result-window')).toContainText('Lucía Ferrer');
  await shoot(learner, 'graphiql');
});

test('every page in both languages, light and dark, without serious accessibility findings', async () => {
  const pages = { catalog: '/', course: coursePath, learning: '/my-learning', teach: '/teach', missing: '/no-such-page' };
  for (const [name, path] of Object.entries(pages)) {
    await learner.goto(path);
    for (const locale of ['es', 'en'] as const) {
      await inLanguage(learner, locale);
      await expect(learner.getByRole('heading', { level: 1 })).toBeVisible();
      await shoot(learner, `${name}-${locale}`);
      await expectAccessible(learner, `${name} ${locale}`);
    }
    await inLanguage(learner, 'es');
    await chooseInMenu(learner, 'Cambiar entre claro y oscuro');
    await shoot(learner, `${name}-dark`);
    await expectAccessible(learner, `${name} dark`);
    await chooseInMenu(learner, 'Cambiar entre claro y oscuro');
  }
});

test('nothing overflows at 320 pixels', async () => {
  await learner.setViewportSize({ width: 320, height: 700 });
  for (const [name, path] of Object.entries({ catalog: '/', course: coursePath, learning: '/my-learning' })) {
    await learner.goto(path);
    await expect(learner.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await learner.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await shoot(learner, `${name}-narrow`);
  }
});
