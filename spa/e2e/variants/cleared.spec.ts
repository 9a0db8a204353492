import { expect, test, type Page } from '@playwright/test';
import { agree, ask, expectAccessible, fill, inLanguage, shoot, signUpTeacher, words } from '../helpers';
import { addVideoLesson, draftCourse, LOCALES, makeVideo, run, setLesson, type Course } from './setting';

test.describe.configure({ mode: 'serial' });

let teacher: Page;
let videoId: string;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  teacher = await (await browser.newContext()).newPage();
  await signUpTeacher(teacher, 'Clara', run);
  videoId = await makeVideo(teacher, 'quitar.mp4');
});
test.afterAll(() => teacher.context().close());

const setProfile = (input: Record<string, unknown>) =>
  ask(teacher, 'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { userErrors { message } } }', { input });

for (const locale of LOCALES) {
  const say = words[locale];

  test.describe.serial(`what was cleared, in ${locale}`, () => {
    let course: Course;
    let lessonId: string;
    test.beforeAll(async () => {
      course = await draftCourse(teacher, `Vacío ${run} ${locale}`);
      lessonId = await addVideoLesson(teacher, course, 'Alfa', videoId);
    });

    async function openLesson() {
      await teacher.goto(`/teach/${course.id}`);
      await inLanguage(teacher, locale);
      await teacher.getByRole('button', { name: fill(say['editor.openLesson'], { name: 'Alfa' }) }).click();
      await expect(teacher.getByLabel(say['editor.releaseAt'])).toBeVisible();
    }

    test('a release date stays away, by its button and by an empty field', async () => {
      const date = () => teacher.getByLabel(say['editor.releaseAt']);
      await openLesson();
      await date().fill('2031-05-06T10:30');
      await date().blur();
      await expect(teacher.getByRole('button', { name: say['editor.clearRelease'] })).toBeVisible();
      await openLesson();
      await expect(date()).toHaveValue('2031-05-06T10:30');
      await teacher.getByRole('button', { name: say['editor.clearRelease'] }).click();
      await expect(date()).toHaveValue('');
      await openLesson();
      await expect(date()).toHaveValue('');
      await expect(teacher.getByRole('button', { name: say['editor.clearRelease'] })).toHaveCount(0);

      await setLesson(teacher, lessonId, { releaseAt: '2031-05-06T10:30:00Z' });
      await openLesson();
      await expect(date()).not.toHaveValue('');
      await date().fill('');
      await date().blur();
      await expect(teacher.getByRole('button', { name: say['editor.clearRelease'] })).toHaveCount(0);
      await openLesson();
      await expect(date()).toHaveValue('');
    });

    test('a video that was taken off a lesson stays off it', async () => {
      await openLesson();
      await expect(teacher.getByText(say['upload.ready'])).toBeVisible();
      await teacher.getByRole('button', { name: say['editor.removeVideo'] }).click();
      await agree(teacher);
      await expect(teacher.getByRole('group', { name: say['upload.title'] })).toBeVisible();
      await openLesson();
      await expect(teacher.getByRole('group', { name: say['upload.title'] })).toBeVisible();
      await expect(teacher.getByText(say['upload.ready'])).toHaveCount(0);
      await shoot(teacher, `video-taken-off-${locale}`);
      await expectAccessible(teacher, `video taken off ${locale}`);
      const { video } = await ask(teacher, 'query ($id: ID!) { video(id: $id) { status } }', { id: videoId });
      expect(video.status, 'the video stays among one\'s own').toBe('READY');
    });

    test('a headline and a biography that were cleared are not shown again', async () => {
      const { viewer } = await ask(teacher, '{ viewer { user { handle } } }');
      const open = async () => {
        await teacher.goto(`/people/${viewer.user.handle}`);
        await inLanguage(teacher, locale);
        await expect(teacher.getByRole('heading', { level: 1, name: 'Clara' })).toBeVisible();
      };
      for (const cleared of [null, '']) {
        await setProfile({ headline: 'Bases de datos', bio: 'Doce años entre índices.' });
        await open();
        await expect(teacher.getByText('Bases de datos')).toBeVisible();
        await expect(teacher.getByText('Doce años entre índices.')).toBeVisible();
        await setProfile({ headline: cleared, bio: cleared });
        // A change of something else brings nothing back.
        await setProfile({ displayName: 'Clara' });
        await open();
        await expect(teacher.getByText('Bases de datos')).toHaveCount(0);
        await expect(teacher.getByText('Doce años entre índices.')).toHaveCount(0);
      }
      await shoot(teacher, `profile-cleared-${locale}`);
      await expectAccessible(teacher, `profile cleared ${locale}`);
    });
  });
}
