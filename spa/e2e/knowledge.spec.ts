import { expect, test, type Page } from '@playwright/test';
import { ask, enroll, expectFaultless, fill, inLanguage, publishArticles, shoot, signUpAt, signUpTeacher, words } from './helpers';

const run = Date.now().toString(36);
const say = words.es;

test.describe.configure({ mode: 'serial' });

let teacher: Page;
let learner: Page;
let course: Awaited<ReturnType<typeof publishArticles>>;
/** Names as somebody would type them, with accents and a capital. */
const names = { tables: `Tablas ${run}`, keys: `Índices ${run}`, plans: `Planes de ejecución ${run}` };
const slugs = { tables: `tablas-${run}`, keys: `indices-${run}`, plans: `planes-de-ejecucion-${run}` };

async function expectNoSideways(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
}

async function propose(name: string, slug: string) {
  await teacher.goto('/knowledge');
  await teacher.getByLabel(say['knowledge.nameEs']).fill(name);
  await expect(teacher.getByLabel(say['knowledge.slug'])).toHaveValue(slug);
  await teacher.locator('#propose').getByRole('button', { name: say['knowledge.propose'] }).click();
  await expect(teacher.getByRole('heading', { level: 1, name })).toBeVisible();
}

async function needs(slug: string, name: string) {
  await teacher.goto(`/knowledge/${slug}`);
  await teacher.getByLabel(say['knowledge.search']).first().fill(name);
  await teacher.getByRole('button', { name: fill(say['knowledge.linkTo'], { name }) }).click();
}

test.beforeAll(async ({ browser }) => {
  teacher = await (await browser.newContext()).newPage();
  await signUpTeacher(teacher, 'Sabia', run);
  learner = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  await signUpAt(learner, 'Aprende', run, '/my-learning');
  await inLanguage(learner, 'es');
  course = await publishArticles(teacher, `Consultas ${run}`, { Uno: ['Qué es una tabla', 'Qué es un índice', 'Leer un plan'] }, 'MANUAL');
  await enroll(learner, course.id);
});
test.afterAll(() => Promise.all([teacher, learner].map((page) => page.context().close())));

test('who teaches proposes concepts, says what each needs, and is shown a circle', async () => {
  await propose(names.tables, slugs.tables);
  await propose(names.keys, slugs.keys);
  await propose(names.plans, slugs.plans);
  await needs(slugs.keys, names.tables);
  await expect(teacher.getByRole('button', { name: fill(say['knowledge.unlink'], { name: names.tables }) })).toBeVisible();
  await needs(slugs.plans, names.keys);
  await expect(teacher.getByRole('button', { name: fill(say['knowledge.unlink'], { name: names.keys }) })).toBeVisible();
  await needs(slugs.tables, names.plans);
  // Who reads it is told what would close it.
  await expect(teacher.getByText(new RegExp(`${names.tables}.*${names.keys}|${names.keys}.*${names.tables}`)).first()).toBeVisible();
  await expect(teacher.getByRole('button', { name: fill(say['knowledge.unlink'], { name: names.plans }) })).toHaveCount(0);
  await shoot(teacher, 'knowledge-circle-es');
  await expectFaultless(teacher, 'a concept that is edited');
});

test('a lesson is said to teach a concept where it is edited', async () => {
  await teacher.goto(`/teach/${course.id}`);
  const lessons = ['Qué es una tabla', 'Qué es un índice', 'Leer un plan'] as const;
  const concepts = [names.tables, names.keys, names.plans];
  for (const [index, lesson] of lessons.entries()) {
    const concept = concepts[index] ?? '';
    const row = teacher.getByRole('button', { name: fill(say['editor.openLesson'], { name: lesson }) });
    await row.click();
    const picker = teacher.getByLabel(say['knowledge.search']);
    await picker.fill(concept.toLowerCase().normalize('NFD').replace(/\p{M}/gu, ''));
    await teacher.getByRole('button', { name: fill(say['knowledge.add'], { name: concept }) }).click();
    await expect(teacher.getByRole('button', { name: fill(say['knowledge.remove'], { name: concept }) })).toBeVisible();
    await row.click();
  }
});

test('the way to a goal goes across what is needed, and leaves out what one has learned', async () => {
  const steps = learner.getByRole('main').locator('ol > li');
  await learner.goto('/knowledge');
  await expect(learner.getByRole('link', { name: names.plans })).toBeVisible();
  await learner.goto(`/knowledge/${slugs.plans}`);
  await expect(steps).toHaveCount(3);
  await expect(steps.nth(0)).toContainText(names.tables);
  await expect(steps.nth(2)).toContainText(names.plans);
  await shoot(learner, 'knowledge-path-es');
  await expectNoSideways(learner);
  await expectFaultless(learner, 'way to a goal on a phone');
  await ask(learner, 'mutation ($input: MarkLessonInput!) { markLesson(input: $input) { userErrors { message } } }', { input: { lessonId: course.lessonIds[0], completed: true } });
  await expect(async () => {
    await learner.reload();
    await expect(steps).toHaveCount(2, { timeout: 5_000 });
  }).toPass({ timeout: 30_000 });
  await expect(steps.nth(0)).toContainText(names.keys);
});
