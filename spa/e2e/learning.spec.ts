import { expect, test, type Page } from '@playwright/test';
import { agree, currentTime, expectAccessible, expectFaultless, fill, fillSignIn, inLanguage, isPaused, shoot, signUpAt, startPlaying, words } from './helpers';

/** Of the demo, with a free preview that is long enough to watch for a while. */
const COURSE = '/courses/postgresql-que-si-escala';
const LESSON = 'Índices en PostgreSQL';
const run = Date.now().toString(36);


async function openLesson(page: Page) {
  await page.goto(COURSE);
  await page.getByRole('link', { name: new RegExp(LESSON) }).click();
  await page.waitForURL('**/learn/**');
  await expect(page.locator('[slot="media"]')).toBeAttached();
}

async function playBeyond(page: Page, seconds: number) {
  await startPlaying(page);
  await expect.poll(() => currentTime(page), { timeout: 60_000 }).toBeGreaterThan(seconds);
}

for (const locale of ['es', 'en'] as const) {
  const say = words[locale];
  const other = locale === 'es' ? 'en' : 'es';

  test.describe.serial(`learning, read in ${locale}`, () => {
    let learner: Page;

    test.beforeAll(async ({ browser }) => {
      learner = await (await browser.newContext()).newPage();
      await signUpAt(learner, `Lea${locale}`, run, `${COURSE}?from=mail`);
      await inLanguage(learner, locale);
    });
    test.afterAll(() => learner.context().close());

    test('the starting page survives signing up, confirming and signing in', () => {
      expect(new URL(learner.url()).search).toBe('?from=mail');
    });

    test('who leaves a course can enroll again', async () => {
      await learner.getByRole('button', { name: say['course.enroll'] }).click();
      await learner.getByRole('button', { name: say['course.leave'] }).click();
      await agree(learner);
      await expect(learner.getByText(say['course.left'])).toBeVisible();
      await shoot(learner, `course-left-${locale}`);
      await learner.getByRole('button', { name: say['course.enrollAgain'] }).first().click();
      await expect(learner.getByRole('button', { name: say['course.leave'] })).toBeVisible();
    });

    test('another language in a lesson does not pause, rewind or drop a draft', async () => {
      await openLesson(learner);
      await playBeyond(learner, 4);
      const draft = `Línea uno\nlínea dos ${locale}`;
      await learner.getByLabel(say['comments.write']).fill(draft);
      const before = await currentTime(learner);
      await inLanguage(learner, other);
      await expect(learner.getByLabel(words[other]['comments.write'])).toHaveValue(draft);
      await inLanguage(learner, locale);
      await expect.poll(() => currentTime(learner)).toBeGreaterThan(before + 1);
      expect(await isPaused(learner)).toBe(false);
      await expect(learner.getByLabel(say['comments.write'])).toHaveValue(draft);
    });

    test('the menus of speed and quality open by keyboard and hold nothing but their choices', async () => {
      for (const menu of ['media-playback-rate-menu', 'media-rendition-menu']) {
        const button = learner.locator(`${menu}-button`);
        await button.focus();
        await learner.keyboard.press('Enter');
        await expect(learner.locator(menu)).toBeVisible();
        await expect(learner.locator(menu).getByRole('menuitemradio').first()).toBeVisible();
        await shoot(learner, `${menu}-${locale}`);
        await expectFaultless(learner, `${menu} ${locale}`);
        await learner.keyboard.press('Escape');
        await expect(learner.locator(menu)).toBeHidden();
      }
      await startPlaying(learner);
    });

    test('a draft outlives a reload, and its lines are kept for the readers', async () => {
      await learner.reload();
      const box = learner.getByLabel(say['comments.write']);
      await expect(box).toHaveValue(`Línea uno\nlínea dos ${locale}`);
      await learner.getByRole('button', { name: say['comments.send'], exact: true }).click();
      const comment = learner.getByRole('paragraph').filter({ hasText: `línea dos ${locale}` });
      await expect(comment).toBeVisible();
      expect((await comment.innerText()).split('\n')).toEqual(['Línea uno', `línea dos ${locale}`]);
      await expect(box).toHaveValue('');
    });

    test('closing the tab keeps the last second, and Continue opens it there', async () => {
      const tab = await learner.context().newPage();
      await openLesson(tab);
      await playBeyond(tab, 8);
      const left = await currentTime(tab);
      await tab.close();
      await learner.goto(COURSE);
      await learner.getByRole('link', { name: say['course.continue'] }).click();
      await expect.poll(() => currentTime(learner), { timeout: 30_000 }).toBeGreaterThan(left - 2);
    });

    test('the third player stops the first, which says why and can take over', async () => {
      const [first, ...others] = await Promise.all([0, 1, 2].map(() => learner.context().newPage()));
      if (!first) throw new Error('no page');
      await openLesson(first);
      await playBeyond(first, 1);
      for (const each of others) {
        await openLesson(each);
        await playBeyond(each, 1);
      }
      await expect(first.getByRole('heading', { name: say['study.superseded'] })).toBeVisible({ timeout: 40_000 });
      await shoot(first, `superseded-${locale}`);
      await expectAccessible(first, `superseded ${locale}`);
      await first.getByRole('button', { name: new RegExp(fill(say['study.takeOver'], { time: '' }).trim()) }).click();
      await expect.poll(() => isPaused(first), { timeout: 30_000 }).toBe(false);
      for (const each of [first, ...others]) await each.close();
    });

    test('an account that cannot be reached is not signed out', async () => {
      const away = { data: { viewer: null }, errors: [{ message: 'away', path: ['viewer'] }] };
      await learner.route('**/graphql', (route) =>
        route.request().postDataJSON()?.operationName === 'Viewer' ? route.fulfill({ json: away }) : route.fallback(),
      );
      await learner.goto('/my-learning');
      await expect(learner.getByText(say['app.accountDown'])).toBeAttached();
      await expect(learner.getByRole('link', { name: say['app.signIn'] })).toHaveCount(0);
      await learner.unroute('**/graphql');
      await expect(learner.getByRole('button', { name: fill(say['app.menu'], { name: `Lea${locale}` }) })).toBeVisible({ timeout: 30_000 });
    });

    test('what fails is told, with a way to try again', async () => {
      await openLesson(learner);
      await learner.route('**/graphql', (route) => (/Upvote/.test(route.request().postData() ?? '') ? route.abort() : route.fallback()));
      await learner.getByRole('button', { name: new RegExp(fill(say['comments.upvoteLabel'], { count: '' }).trim()) }).first().click();
      const notice = learner.getByRole('region', { name: say['notice.region'] });
      await expect(notice).toContainText(say['comments.voteFailed']);
      await learner.unroute('**/graphql');
      await notice.getByRole('button', { name: say['state.retry'] }).click();
      await expect(notice).not.toContainText(say['comments.voteFailed']);
    });

    test('a film that cannot be begun and a picture that cannot be loaded say so, and are tried again', async () => {
      await learner.route('**/media/**', (route) => route.abort());
      await learner.route('**/graphql', (route) => (route.request().postDataJSON()?.operationName === 'Playback' ? route.abort() : route.fallback()));
      await learner.goto(COURSE);
      await learner.getByRole('link', { name: new RegExp(LESSON) }).click();
      await expect(learner.getByRole('alert')).toContainText(say['player.notStarted']);
      await shoot(learner, `film-not-begun-${locale}`);
      await learner.unroute('**/graphql');
      await learner.getByRole('button', { name: say['state.retry'] }).click();
      await expect(learner.getByText(say['player.reconnecting'])).toBeVisible();
      await expect(learner.getByText(say['state.noImage'])).toBeVisible();
      await shoot(learner, `film-not-loaded-${locale}`);
      await expectAccessible(learner, `film not loaded ${locale}`);
      await learner.unroute('**/media/**');
      await expect(learner.getByText(say['state.noImage'])).toHaveCount(0, { timeout: 30_000 });
      await expect(learner.getByText(say['player.reconnecting'])).toHaveCount(0, { timeout: 30_000 });
      await expect.poll(() => learner.locator('hls-video').evaluate((media: HTMLVideoElement) => media.readyState)).toBeGreaterThan(0);
    });

    test('a chunk that is gone causes one reload, and then says so', async () => {
      await learner.goto('/');
      let loads = 0;
      learner.on('load', () => (loads += 1));
      await learner.route('**/assets/**', (route) => (route.request().url().includes('route-') ? route.abort() : route.fallback()));
      await learner.goto(COURSE);
      await expect(learner.getByRole('heading', { name: say['state.error'] })).toBeVisible();
      expect(loads).toBe(2);
      await learner.unroute('**/assets/**');
      const again = learner.waitForEvent('load');
      await learner.getByRole('button', { name: say['state.retry'] }).click();
      await again;
      await expect(learner.getByRole('link', { name: new RegExp(LESSON) })).toBeVisible();
    });

    test('a session that ran out keeps the text, over signing in again', async () => {
      await openLesson(learner);
      const here = new URL(learner.url()).pathname;
      await learner.getByLabel(say['comments.write']).fill('a medias');
      await learner.context().clearCookies();
      await learner.evaluate(() => window.dispatchEvent(new StorageEvent('storage', { key: 'aula.signedIn', newValue: null })));
      const notice = learner.getByRole('region', { name: say['notice.region'] });
      await expect(notice).toContainText(say['app.sessionEnded']);
      await notice.getByRole('button', { name: say['app.signIn'] }).click();
      await learner.waitForURL(/\/auth\//);
      await expect(learner.locator('html')).toHaveAttribute('lang', locale);
      await fillSignIn(learner, { email: `lea${locale}-${run}@aula.test`, password: `Una-clave-larga-${run}` });
      await learner.waitForURL(`**${here}`);
      await expect(learner.getByLabel(say['comments.write'])).toHaveValue('a medias');
    });
  });
}
