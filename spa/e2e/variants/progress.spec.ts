import { expect, test, type Page } from '@playwright/test';
import { ask, currentTime, enroll, expectAccessible, fill, inLanguage, shoot, signUpAt, signUpTeacher, startPlaying, words } from '../helpers';
import { addVideoLesson, draftCourse, LOCALES, makeVideo, publish, run, setLesson, watch, type Course } from './setting';

test.describe.configure({ mode: 'serial' });

let teacher: Page;
let learner: Page;
let first: string;
let second: string;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(480_000);
  teacher = await (await browser.newContext()).newPage();
  learner = await (await browser.newContext()).newPage();
  await signUpTeacher(teacher, 'Petra', run);
  await signUpAt(learner, 'Lope', run, '/my-learning');
  first = await makeVideo(teacher, 'primero.mp4');
  second = await makeVideo(teacher, 'segundo.mp4');
});
test.afterAll(() => Promise.all([teacher, learner].map((page) => page.context().close())));

/** A published course of lessons that all show the first video; the ids of its lessons. */
async function publishVideos(title: string, lessons: string[], settings: Record<string, unknown>) {
  const course = await draftCourse(teacher, title, { completionThreshold: 0.5, ...settings });
  const lessonIds: string[] = [];
  for (const lesson of lessons) lessonIds.push(await addVideoLesson(teacher, course, lesson, first));
  await publish(teacher, course);
  return { course, lessonIds };
}

for (const locale of LOCALES) {
  const say = words[locale];
  const percent = (value: number) => learner.getByText(fill(say['course.progress'], { percent: String(value) }), { exact: true });
  const place = (title: string) => learner.getByRole('navigation', { name: say['player.outline'] }).getByRole('listitem').filter({ hasText: title });

  async function goOn(course: Course) {
    await learner.goto(`/courses/${course.slug}`);
    await inLanguage(learner, locale);
    await learner.getByRole('link', { name: say['course.continue'] }).click();
    await learner.waitForURL('**/learn/**');
    await expect(learner.locator('[slot="media"]')).toBeAttached();
  }

  test(`neither drafts nor lessons without a video that plays count (${locale})`, async () => {
    const { course, lessonIds } = await publishVideos(`Partes ${run} ${locale}`, ['Alfa', 'Beta', 'Gamma'], { completionThreshold: 1 });
    const [alfa, beta, gamma] = lessonIds;
    await ask(teacher, 'mutation ($id: ID!) { unpublishLesson(id: $id) { userErrors { message } } }', { id: beta });
    await setLesson(teacher, gamma ?? '', { videoId: null });
    await enroll(learner, course.id);
    await watch(learner, alfa ?? '', 0, 10_000);
    await learner.goto(`/courses/${course.slug}`);
    await inLanguage(learner, locale);
    await expect(percent(50)).toBeVisible();
    await expect(learner.getByText('Beta')).toHaveCount(0);
    await shoot(learner, `share-of-what-plays-${locale}`);
    await expectAccessible(learner, `share of what plays ${locale}`);
  });

  test(`Continue opens the lesson watched last, then the next unfinished one, and its end at its beginning (${locale})`, async () => {
    const { course, lessonIds } = await publishVideos(`Seguir ${run} ${locale}`, ['Alfa', 'Beta', 'Gamma'], {});
    const [alfa = '', beta = '', gamma = ''] = lessonIds;
    await enroll(learner, course.id);
    await watch(learner, alfa, 0, 4_000);
    await watch(learner, beta, 0, 6_000);
    await goOn(course);
    expect(learner.url()).toContain(beta);
    await expect.poll(() => currentTime(learner), { timeout: 30_000 }).toBeGreaterThan(5.5);
    expect(await currentTime(learner)).toBeLessThan(7);

    await watch(learner, beta, 0, 12_000);
    await goOn(course);
    expect(learner.url(), 'what is finished is not opened again').toContain(gamma);
    await expect(place('Beta')).toContainText(say['course.done']);
    await shoot(learner, `continue-next-${locale}`);
    await expectAccessible(learner, `continue next ${locale}`);

    // Five seconds before the end of twenty.
    await watch(learner, gamma, 14_000, 15_000);
    await goOn(course);
    expect(learner.url()).toContain(gamma);
    await expect.poll(() => learner.locator('hls-video').evaluate((media: HTMLVideoElement) => media.readyState), { timeout: 30_000 }).toBeGreaterThan(0);
    await startPlaying(learner);
    await expect.poll(() => currentTime(learner), { timeout: 30_000 }).toBeGreaterThan(0.3);
    expect(await currentTime(learner)).toBeLessThan(6);
  });

  test(`after its video was replaced a completed lesson stays so, the next stays open, and the bar shows the new video (${locale})`, async () => {
    const { course, lessonIds } = await publishVideos(`Otro vídeo ${run} ${locale}`, ['Alfa', 'Beta'], { sequential: true });
    const [alfa = ''] = lessonIds;
    await enroll(learner, course.id);
    await learner.goto(`/learn/${alfa}`);
    await inLanguage(learner, locale);
    await expect(place('Beta')).toContainText(say['course.lockedByOrder']);
    await watch(learner, alfa, 0, 12_000);
    await learner.reload();
    await expect(place('Alfa')).toContainText(say['course.done']);
    const painted = learner.locator('[aria-hidden="true"] > .bg-accent');
    await expect(painted).toHaveCount(1);

    await setLesson(teacher, alfa, { videoId: second });
    await learner.reload();
    await expect(place('Alfa')).toContainText(say['course.done']);
    await expect(place('Beta').getByRole('link')).toBeVisible();
    await expect(learner.getByText(fill(say['player.watched'], { percent: '0' }))).toBeVisible();
    await expect(painted, 'nothing of the old video').toHaveCount(0);
    await shoot(learner, `replaced-completed-${locale}`);
    await expectAccessible(learner, `replaced, completed ${locale}`);

    await watch(learner, alfa, 8_000, 12_000);
    await learner.reload();
    await expect(learner.getByText(fill(say['player.watched'], { percent: '20' }))).toBeVisible();
    await expect(painted).toHaveCount(1);
    await expect(painted).toHaveAttribute('style', /inset-inline-start: (39|40)/);
    await shoot(learner, `replaced-watched-${locale}`);
  });
}
