// People and courses of the stand-in.
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
const video = process.env.AULA_MOCK_MEDIA ? { __typename: 'Video', id: 'vid_mock', status: 'READY', durationMs: 60_000, poster: null, playback: grant } : null;
const lesson = (course, module, n, title, extra = {}) => ({
  __typename: 'Lesson', id: `les_${course}_${module}_${n}`, title, rank: `a${n}`, isFreePreview: n === 1 && module === 1, durationMs: 372_000 + n * 60_000,
  content: { __typename: 'VideoContent', video }, status: n === 3 ? 'DRAFT' : 'PUBLISHED', viewerAccess: { allowed: true, reason: 'FREE' },
  viewerProgress: { coverage: n === 1 ? 1 : 0, completedAt: n === 1 ? day : null, watched: [] }, ...extra,
});
export const courses = subjects.map(([slug, title, subtitle, level, who]) => ({
  __typename: 'Course', id: `crs_${slug}`, slug, title, subtitle, level, status: 'PUBLISHED', revision: 3, originalLocale: 'es',
  descriptionHtml: '<p>Un curso práctico: cada lección termina con algo que funciona.</p><p>Trabajarás sobre una base de datos real y verás los planes de ejecución.</p>',
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
const page = (nodes) => ({ nodes, edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: false }, totalCount: nodes.length });
const comments = [
  { __typename: 'Comment', id: 'cmt_1', author: people.ana, positionMs: 83_000, bodyHtml: '<p>¿Por qué aquí no usa el <code>índice</code>?</p>', upvotes: 4, viewerUpvoted: false, visibility: 'VISIBLE', replyCount: 1, createdAt: day, replies: page([]) },
];
export const world = { signedIn: process.env.SIGNED_IN === '1', sessions: 0, superseded: new Set(), identityDown: false };
const enrollments = new Map();
const enrolled = (course, status) => {
  enrollments.set(course.id, { __typename: 'Enrollment', id: `enr_${course.id}`, course, status, enrolledAt: day, completedAt: status === 'COMPLETED' ? day : null, progress: 0.35, completedLessons: 1, resume: { ...resume, lesson: course.modules[0].lessons[1] } });
  return { enrollment: enrollments.get(course.id), userErrors: [] };
};
for (const course of courses) course.viewerEnrollment = () => enrollments.get(course.id) ?? null;
const progressOf = (found, change) => ({ progress: { ...Object.assign(found.viewerProgress, change), lesson: found, positionMs: 0, watchedMs: 0, watched: [], updatedAt: day }, userErrors: [] });
const lessonOf = (id) => courses.flatMap((c) => c.modules.flatMap((m) => m.lessons)).find((l) => l.id === id) ?? null;
const refusal = (code, message) => ({ __typename: 'ConflictError', code, message });
const first = courses[0].modules[0].lessons[1];
const resume = { lesson: first, positionMs: 127_000, updatedAt: day };

export const resolvers = {
  Query: {
    viewer: () => {
      if (world.identityDown) throw new Error('identity is away');
      return world.signedIn ? { user: people.ana, scopes: [] } : null;
    },
    user: (_, { handle }) => people[handle] ?? null,
    course: (_, { id, slug }) => courses.find((c) => c.id === id || c.slug === slug) ?? null,
    courses: (_, { filter }) =>
      page(courses.filter((c) => (!filter?.level || filter.level.includes(c.level)) && (!filter?.query || c.title.toLowerCase().includes(filter.query.toLowerCase())))),
    lesson: (_, { id }) => lessonOf(id),
    comment: (_, { id }) => comments.find((each) => each.id === id) ?? null,
  },
  Mutation: {
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
      const added = { __typename: 'Comment', id: `cmt_${Date.now()}`, author: people.ana, positionMs: input.positionMs, bodyHtml, bodyMarkdown: input.bodyMarkdown, upvotes: 0, viewerUpvoted: false, visibility: 'VISIBLE', replyCount: 0, createdAt: new Date().toISOString(), replies: page([]) };
      comments.unshift(added);
      return { comment: added, userErrors: [] };
    },
  },
  User: {
    continueLearning: () => [resume],
    teaching: (user) => page(user.isInstructor ? courses.slice(0, 3) : []),
    enrollments: () => page(courses.slice(0, 2).map((course, n) => enrolled(course, n === 0 ? 'ACTIVE' : 'COMPLETED').enrollment)),
  },
  Lesson: { comments: () => page(comments) },
};
