// People and courses of the stand-in.
import * as captions from './captions.mjs';
import { forum } from './forum.mjs';
import { notifications } from './notifications.mjs';
import { study } from './study.mjs';

const day = '2026-11-20T10:00:00Z';
const people = {
  lucia: { id: 'usr_lucia', handle: 'lucia', displayName: 'Lucía Ferrer', headline: 'Ingeniera de datos', isInstructor: true },
  marc: { id: 'usr_marc', handle: 'marc', displayName: 'Marc Oliver', headline: 'Backend en Java', isInstructor: true },
  ana: { id: 'usr_ana', handle: 'ana', displayName: 'Ana Torres', headline: null, isInstructor: true },
};
for (const person of Object.values(people)) Object.assign(person, { __typename: 'User', joinedAt: '2025-03-01T00:00:00Z', followerCount: 41, viewerFollows: false });

const subjects = [
  ['sql-que-se-lee', 'SQL que se lee dos veces', 'Escribe consultas que tu equipo entiende y que la base de datos agradece.', 'INTERMEDIATE', 'lucia'],
  ['java-moderno', 'Java moderno sin ceremonias', 'Registros, tipos sellados y hilos virtuales en un servicio real.', 'ADVANCED', 'marc'],
  ['git-sin-miedo', 'Git sin miedo', 'Deshaz, ordena y explica tus cambios.', 'BEGINNER', 'lucia'],
  ['graphql-federado', 'GraphQL federado', 'Tres equipos, un grafo.', 'ADVANCED', 'marc'],
  ['css-desde-cero', 'CSS desde cero', null, 'BEGINNER', 'lucia'],
];
// A video plays when AULA_MOCK_MEDIA names a folder with a master.m3u8, as the transcoder writes it.
const grant = () => ({
  __typename: 'PlaybackGrant', sessionId: `wse_${(world.sessions += 1)}`, hlsUrl: `/media/p/tok${world.sessions}/vid_mock/1/master.m3u8`,
  expiresAt: '2030-01-01T00:00:00Z', renewAfter: '2029-01-01T00:00:00Z', startAtMs: 0, thumbnailsUrl: null,
});
// As `bin/up`'s demo has it.
const storyboard = { url: '/media/p/tok/vid_mock/1/sprite.jpg', columns: 10, rows: 7, tileWidth: 160, tileHeight: 90, intervalMs: 1_000 };
const video = process.env.AULA_MOCK_MEDIA ? { __typename: 'Video', id: 'vid_mock', status: 'READY', durationMs: 60_000, poster: null, chapters: [{ startMs: 0, title: 'Inicio', titles: [{ locale: 'es', text: 'Inicio' }] }, { startMs: 20_000, title: 'Uniones', titles: [{ locale: 'es', text: 'Uniones' }] }], playback: grant } : null;
const lesson = (course, module, n, title, extra = {}) => ({
  __typename: 'Lesson', id: `les_${course}_${module}_${n}`, title, rank: `a${n}`, isFreePreview: n === 1 && module === 1, durationMs: 372_000 + n * 60_000,
  revision: 1, status: n === 3 ? 'DRAFT' : 'PUBLISHED', releaseAt: null, viewerAccess: { allowed: true, reason: 'FREE' },
  content: { __typename: 'VideoContent', video: n === 3 ? null : (video ?? { __typename: 'Video', id: `vid_${course}_${module}_${n}`, status: 'READY', processing: null, poster: null, chapters: [], playback: null }), replacement: null },
  viewerProgress: { coverage: n === 1 ? 1 : 0, completedAt: n === 1 ? day : null, watched: [] }, ...extra,
});
export const courses = subjects.map(([slug, title, subtitle, level, who]) => ({
  __typename: 'Course', id: `crs_${slug}`, slug, title, subtitle, level, status: 'PUBLISHED', revision: 3, originalLocale: 'es', availableLocales: ['es', 'en'], tags: [],
  descriptionHtml: '<p>Un curso práctico: cada lección termina con algo que funciona.</p><p>Trabajarás sobre una base de datos real y verás los planes de ejecución.</p>',
  deletedItems: [],
  lessonCount: 5, durationMs: 5_400_000, learnerCount: 128, isFree: true, instructors: [people[who]], settings: { completionRule: 'MANUAL', completionThreshold: 0.9, sequential: false }, viewerAccess: { allowed: true, reason: 'FREE' },
  modules: [
    { __typename: 'Module', id: `mod_${slug}_1`, title: 'Primeros pasos', rank: 'a', durationMs: 1_500_000, lessons: [lesson(slug, 1, 1, 'Qué vas a construir'), lesson(slug, 1, 2, 'Preparar el entorno'), lesson(slug, 1, 3, 'La primera consulta')] },
    { __typename: 'Module', id: `mod_${slug}_2`, title: 'Leer un plan', rank: 'b', durationMs: 1_200_000, lessons: [lesson(slug, 2, 1, 'Índices parciales'), lesson(slug, 2, 2, 'Notas de lectura', { durationMs: 0, content: { __typename: 'ArticleContent', html: '<p>Lee esto antes de seguir.</p>', readingMs: 60000 } })] },
  ],
}));
for (const course of courses) {
  course.alsoSeen = () => courses.filter((other) => other !== course).slice(0, 3).map((other) => ({ course: other, score: 0.7, reason: 'ALSO_SEEN', support: 9 }));
  for (const module of course.modules) for (const item of module.lessons) Object.assign(item, { course, module, next: course.modules[0].lessons[1] });
}
const clip = (n, name, status, bytes, lessons = []) => ({
  __typename: 'Video', id: `vid_own_${n}`, status, durationMs: status === 'READY' ? n * 754_000 : null, poster: null, upload: null, lessons, processing: null, deletedAt: null, purgeAt: null,
  source: { name, bytes: String(bytes), mimeType: 'video/mp4', sha256: null, uploadedAt: day },
});
const shelf = [
  clip(3, 'clase larga de SQL con un nombre que no se acaba nunca.MKV', 'READY', 3_400_000_000, [courses[0].modules[0].lessons[1]]),
  clip(2, 'planes.mp4', 'PROCESSING', 912_000_000),
  clip(1, 'prueba.mov', 'READY', 45_000_000),
];
const gone = [Object.assign(clip(0, 'primera toma.avi', 'READY', 1_200_000_000), { purgeAt: '2026-12-20T10:00:00Z' })];
const sum = (clips) => clips.reduce((all, each) => all + Number(each.source.bytes), 0);
const moveClip = (id, from, to) => to.unshift(...from.splice(from.findIndex((each) => each.id === id), 1));
// Lessons that are closed, each for another reason.
const close = ([course, module, n], reason, availableAt = null) => Object.assign(courses[course].modules[module].lessons[n], { viewerAccess: { allowed: false, reason, availableAt } });
close([1, 0, 1], 'NOT_ENTITLED');
close([1, 1, 0], 'NOT_RELEASED', '2026-12-24T09:00:00Z');
close([1, 1, 1], 'LOCKED_BY_ORDER');
const page = (nodes) => ({ nodes, edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: false }, totalCount: nodes.length });
const comments = [
  { __typename: 'Comment', id: 'cmt_1', author: people.ana, positionMs: 83_000, bodyHtml: '<p>¿Por qué aquí no usa el <code>índice</code>?</p>', upvotes: 4, viewerUpvoted: false, visibility: 'VISIBLE', isAnswer: false, fromInstructor: false, viewerModerates: false, replyCount: 1, createdAt: day, replies: page([]) },
];
export const world = { signedIn: process.env.SIGNED_IN === '1', sessions: 0, superseded: new Set(), identityDown: false };
const enrollments = new Map();
const enrolled = (course, status) => {
  enrollments.set(course.id, { __typename: 'Enrollment', id: `enr_${course.id}`, course, status, enrolledAt: day, completedAt: status === 'COMPLETED' ? day : null, progress: 0.35, completedLessons: 1, resume: { ...resume, lesson: course.modules[0].lessons[1] } });
  return { enrollment: enrollments.get(course.id), userErrors: [] };
};
for (const course of courses) course.viewerEnrollment = () => enrollments.get(course.id) ?? null;
const progressOf = (found, change) => ({ progress: { ...Object.assign(found.viewerProgress, change), lesson: found, positionMs: 0, watchedMs: 0, watched: [], updatedAt: day }, userErrors: [] });
const refusal = (code, message) => ({ __typename: 'ConflictError', code, message });
const first = courses[0].modules[0].lessons[1];
const resume = { lesson: first, positionMs: 127_000, updatedAt: day };

const lessonOf = (id) => courses.flatMap((c) => [...c.modules.flatMap((m) => m.lessons), ...c.deletedItems.map((item) => item.lesson)]).find((l) => l.id === id);

const community = forum(people, courses);
const told = notifications(people, courses, community);
const studied = study(page, lessonOf, courses);

export const resolvers = {
  Query: {
    ...community.Query,
    ...told.Query,
    viewer: () => {
      if (world.identityDown) throw new Error('identity is away');
      return world.signedIn ? { user: people.ana, scopes: [] } : null;
    },
    user: (_, { handle }) => people[handle] ?? null,
    course: (_, { id, slug }) => courses.find((c) => c.id === id || c.slug === slug) ?? null,
    courses: (_, { filter }) =>
      page(courses.filter((c) => (!filter?.level || filter.level.includes(c.level)) && (!filter?.query || c.title.toLowerCase().includes(filter.query.toLowerCase())))),
    lesson: (_, { id }) => lessonOf(id) ?? null,
    comment: (_, { id }) => comments.find((each) => each.id === id) ?? null,
    myVideos: (_, { deleted, status }) => page(status ? [] : deleted ? gone : shelf),
    upload: () => null,
    video: (_, { id }) => ({ __typename: 'Video', id, status: 'READY', durationMs: 68_000, processing: null, source: shelf[0].source, captions: captions.tracks, captionsState: 'READY', transcript: captions.transcript, playback: video ? grant : null, storyboard: video ? storyboard : null }),
  },
  Mutation: {
    ...community.Mutation,
    ...told.Mutation,
    ...studied.Mutation,
    editCaptionCues: (_, { input }) => captions.edit(input),
    approveCaptions: (_, { input }) => captions.approve(input),
    moveItem: () => ({ course: courses[0], userErrors: [] }),
    enroll: (_, { input }) => enrolled(courses.find((c) => c.id === input.courseId), 'ACTIVE'),
    withdraw: (_, { enrollmentId }) => enrolled(courses.find((c) => `enr_${c.id}` === enrollmentId), 'WITHDRAWN'),
    recordRead: (_, { lessonId }) => progressOf(lessonOf(lessonId), { readAt: day, completedAt: day, coverage: 1 }),
    markLesson: (_, { input }) => progressOf(lessonOf(input.lessonId), { completedAt: input.completed ? day : null }),
    recordWatch: (_, { input }) => ({
      progress: world.superseded.has(input.sessionId) ? null : { coverage: 0.1, watched: [{ startMs: 0, endMs: input.positionMs }], completedAt: null },
      nextHeartbeatMs: 5_000, acceptedSeq: input.seq, courseCompleted: false,
      userErrors: world.superseded.has(input.sessionId) ? [refusal('SESSION_SUPERSEDED', 'Otro dispositivo sigue.')] : [],
    }),
    addComment: (_, { input }) => {
      const bodyHtml = `<p>${input.bodyMarkdown.replaceAll('<', '&lt;')}</p>`;
      const added = { __typename: 'Comment', id: `cmt_${Date.now()}`, author: people.ana, positionMs: input.positionMs, bodyHtml, bodyMarkdown: input.bodyMarkdown, upvotes: 0, viewerUpvoted: false, visibility: 'VISIBLE', isAnswer: false, fromInstructor: false, viewerModerates: false, replyCount: 0, createdAt: new Date().toISOString(), replies: page([]) };
      comments.unshift(added);
      return { comment: added, userErrors: [] };
    },
    updateCourse: (_, { input }) => {
      const course = courses.find((c) => c.id === input.id);
      for (const field of ['title', 'subtitle', 'descriptionHtml']) if (field in input) course[field] = input[field]?.[0].text ?? null;
      return { course: Object.assign(course, input.level && { level: input.level }, { revision: course.revision + 1 }), userErrors: [] };
    },
    updateLesson: (_, { input }) => {
      const found = lessonOf(input.id);
      if (input.title) found.title = input.title[0].text;
      if (input.articleHtml) found.content.html = input.articleHtml[0].text;
      for (const field of ['isFreePreview', 'releaseAt']) if (field in input) found[field] = input[field];
      return { lesson: found, userErrors: [] };
    },
    publishLesson: (_, { id }) => ({ lesson: Object.assign(lessonOf(id), { status: 'PUBLISHED' }), userErrors: [] }),
    unpublishLesson: (_, { id }) => ({ lesson: Object.assign(lessonOf(id), { status: 'DRAFT' }), userErrors: [] }),
    publishCourse: (_, { input }) => ({ course: Object.assign(courses.find((c) => c.id === input.id), { status: 'PUBLISHED' }), userErrors: [] }),
    unpublishCourse: (_, { id }) => ({ course: Object.assign(courses.find((c) => c.id === id), { status: 'DRAFT' }), userErrors: [] }),
    archiveCourse: (_, { id }) => ({ course: Object.assign(courses.find((c) => c.id === id), { status: 'ARCHIVED' }), userErrors: [] }),
    deleteItem: (_, { id }) => {
      const gone = lessonOf(id);
      const siblings = gone.module.lessons;
      siblings.splice(siblings.indexOf(gone), 1);
      gone.course.deletedItems.unshift({ id, kind: 'LESSON', title: gone.title, deletedAt: day, purgeAt: '2026-12-20T10:00:00Z', bytes: '183456789', lesson: gone });
      return { deletedId: id, userErrors: [] };
    },
    restoreItem: (_, { id }) => {
      const course = courses.find((c) => c.deletedItems.some((item) => item.id === id));
      const [item] = course.deletedItems.splice(course.deletedItems.findIndex((each) => each.id === id), 1);
      item.lesson.module.lessons.push(item.lesson);
      return { item: item.lesson, course, userErrors: [] };
    },
    purgeItem: (_, { id }) => {
      for (const course of courses) course.deletedItems = course.deletedItems.filter((item) => item.id !== id);
      return { deletedId: id, userErrors: [] };
    },
    createVideoUpload: (_, { input }) => ({ upload: { id: `upl_${input.lessonId}`, tusUrl: `/uploads/${input.lessonId}`, video: { __typename: 'Video', id: `vid_${input.lessonId}`, status: 'UPLOADING' } }, userErrors: [] }),
    deleteVideo: (_, { id, forGood }) => (forGood ? gone.splice(gone.findIndex((each) => each.id === id), 1) : moveClip(id, shelf, gone), { deletedId: id, userErrors: [] }),
    restoreVideo: (_, { id }) => (moveClip(id, gone, shelf), { video: shelf[0], userErrors: [] }),
    abortUpload: () => ({ upload: null, userErrors: [] }),
  },
  Course: studied.Course,
  User: {
    ...studied.User,
    continueLearning: () => [resume],
    mediaQuota: () => ({ allowedBytes: '10000000000', usedBytes: String(sum(shelf) + sum(gone)), deletedBytes: String(sum(gone)) }),
    teaching: (user) => page(user.isInstructor ? courses.slice(0, 3) : []),
    enrollments: () => page(courses.slice(0, 2).map((course, n) => enrolled(course, n === 0 ? 'ACTIVE' : 'COMPLETED').enrollment)),
  },
  Lesson: { comments: () => page(comments), ...studied.Lesson },
};
