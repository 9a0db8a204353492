import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { ask, fill } from '../helpers';

export const run = Date.now().toString(36);
export const LOCALES = ['es', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** The words of the sign-in pages, which are another application's. */
function pageWords(file: string): (key: string, ...values: string[]) => string {
  const path = fileURLToPath(new URL(`../../../identity-subgraph/src/main/resources/i18n/${file}.properties`, import.meta.url));
  const lines = readFileSync(path, 'utf8').split('\n').filter((line) => line.includes('='));
  const texts = new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  return (key, ...values) => {
    const text = texts.get(key);
    if (text === undefined) throw new Error(`the pages have no text ${key}`);
    return fill(text, Object.fromEntries(values.map((value, index) => [String(index), value])));
  };
}

export const doors = { es: pageWords('messages'), en: pageWords('messages_en') } as const;

/** The file of the lane: twenty seconds with a tone. */
export function clip(): string {
  const video = process.env.AULA_E2E_VIDEO;
  if (!video) throw new Error('AULA_E2E_VIDEO names no file: bin/test variants makes one');
  return video;
}

export type Course = { id: string; slug: string; moduleId: string };

/** A course in draft with one module, in the name of the teacher who is signed in on the page. */
export async function draftCourse(page: Page, title: string, settings: Record<string, unknown> = {}): Promise<Course> {
  const { createCourse } = await ask(page, 'mutation ($input: CreateCourseInput!) { createCourse(input: $input) { course { id slug revision } userErrors { message } } }', {
    input: { title, originalLocale: 'es', idempotencyKey: randomUUID() },
  });
  const { id, slug, revision } = createCourse.course;
  await ask(page, 'mutation ($input: UpdateCourseInput!) { updateCourse(input: $input) { userErrors { message } } }', {
    input: { id, expectedRevision: revision, settings },
  });
  const { createModule } = await ask(page, 'mutation ($input: CreateModuleInput!) { createModule(input: $input) { module { id } userErrors { message } } }', {
    input: { courseId: id, title: 'Uno', idempotencyKey: randomUUID() },
  });
  return { id, slug, moduleId: createModule.module.id };
}

export async function addVideoLesson(page: Page, course: Course, title: string, videoId?: string): Promise<string> {
  const { createLesson } = await ask(page, 'mutation ($input: CreateLessonInput!) { createLesson(input: $input) { lesson { id } userErrors { message } } }', {
    input: { moduleId: course.moduleId, title, kind: 'VIDEO', idempotencyKey: randomUUID() },
  });
  if (videoId !== undefined) await setLesson(page, createLesson.lesson.id, { videoId });
  return createLesson.lesson.id;
}

export async function setLesson(page: Page, id: string, change: Record<string, unknown>) {
  await ask(page, 'mutation ($input: UpdateLessonInput!) { updateLesson(input: $input) { userErrors { message } } }', { input: { id, ...change } });
}

export async function publish(page: Page, course: Course) {
  const { course: found } = await ask(page, 'query ($id: ID!) { course(id: $id) { revision } }', { id: course.id });
  await ask(page, 'mutation ($input: PublishCourseInput!) { publishCourse(input: $input) { userErrors { message } } }', {
    input: { id: course.id, expectedRevision: found.revision },
  });
}

/** The clip as a video of whoever is signed in on the page, once it can be played; its id. */
export async function makeVideo(page: Page, name: string): Promise<string> {
  const bytes = readFileSync(clip());
  const { createVideoUpload } = await ask(
    page,
    'mutation ($input: CreateVideoUploadInput!) { createVideoUpload(input: $input) { upload { tusUrl video { id } } userErrors { message } } }',
    { input: { filename: name, bytes: String(bytes.length), mimeType: 'video/mp4', idempotencyKey: randomUUID() } },
  );
  const { tusUrl, video } = createVideoUpload.upload;
  const headers = { 'x-aula-csrf': '1', 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
  const sent = await page.request.patch(tusUrl, { headers, data: bytes });
  expect(sent.status(), await sent.text()).toBe(204);
  await expect
    .poll(async () => (await ask(page, 'query ($id: ID!) { video(id: $id) { status } }', { id: video.id })).video.status, { timeout: 180_000, intervals: [1_000] })
    .toBe('READY');
  return video.id;
}

/** As a player that was closed at `toMs` would have told it. */
export async function watch(page: Page, lessonId: string, fromMs: number, toMs: number) {
  const { lesson } = await ask(
    page,
    'query ($id: ID!) { lesson(id: $id) { content { ... on VideoContent { video { playback { ... on PlaybackGrant { sessionId } } } } } } }',
    { id: lessonId },
  );
  const { sessionId } = lesson.content.video.playback;
  await ask(page, 'mutation ($input: RecordWatchInput!) { recordWatch(input: $input) { userErrors { message } } }', {
    input: { sessionId, seq: 0, intervals: [{ startMs: fromMs, endMs: toMs, endedAt: new Date().toISOString() }], positionMs: toMs, final: true },
  });
}
