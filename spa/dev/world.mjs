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
const lesson = (course, module, n, title, extra = {}) => ({
  __typename: 'Lesson', id: `les_${course}_${module}_${n}`, title, rank: `a${n}`, isFreePreview: n === 1 && module === 1, durationMs: 372_000 + n * 60_000,
  content: { __typename: 'VideoContent', video: null }, viewerAccess: { allowed: true, reason: 'FREE' },
  viewerProgress: { coverage: n === 1 ? 1 : 0, completedAt: n === 1 ? day : null }, ...extra,
});
export const courses = subjects.map(([slug, title, subtitle, level, who]) => ({
  __typename: 'Course', id: `crs_${slug}`, slug, title, subtitle, level, status: 'PUBLISHED', revision: 3, originalLocale: 'es',
  descriptionHtml: '<p>Un curso práctico: cada lección termina con algo que funciona.</p><p>Trabajarás sobre una base de datos real y verás los planes de ejecución.</p>',
  lessonCount: 5, durationMs: 5_400_000, learnerCount: 128, isFree: true, instructors: [people[who]], viewerAccess: { allowed: true, reason: 'FREE' },
  modules: [
    { __typename: 'Module', id: `mod_${slug}_1`, title: 'Primeros pasos', rank: 'a', durationMs: 1_500_000, lessons: [lesson(slug, 1, 1, 'Qué vas a construir'), lesson(slug, 1, 2, 'Preparar el entorno'), lesson(slug, 1, 3, 'La primera consulta')] },
    { __typename: 'Module', id: `mod_${slug}_2`, title: 'Leer un plan', rank: 'b', durationMs: 1_200_000, lessons: [lesson(slug, 2, 1, 'Índices parciales'), lesson(slug, 2, 2, 'Notas de lectura', { content: { __typename: 'ArticleContent', html: '<p>Lee esto antes de seguir.</p>', readingMs: 60000 } })] },
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
export const world = { signedIn: process.env.SIGNED_IN === '1' };
const first = courses[0].modules[0].lessons[1];
const resume = { lesson: first, positionMs: 127_000, updatedAt: day };

export const resolvers = {
  Query: {
    viewer: () => (world.signedIn ? { user: people.ana, scopes: [] } : null),
    user: (_, { handle }) => people[handle] ?? null,
    course: (_, { id, slug }) => courses.find((c) => c.id === id || c.slug === slug) ?? null,
    courses: (_, { filter }) =>
      page(courses.filter((c) => (!filter?.level || filter.level.includes(c.level)) && (!filter?.query || c.title.toLowerCase().includes(filter.query.toLowerCase())))),
    lesson: (_, { id }) => courses.flatMap((c) => c.modules.flatMap((m) => m.lessons)).find((l) => l.id === id) ?? null,
  },
  Mutation: { moveItem: () => ({ course: courses[0], userErrors: [] }) },
  User: {
    continueLearning: () => [resume],
    teaching: (user) => page(user.isInstructor ? courses.slice(0, 3) : []),
    enrollments: () => page(courses.slice(0, 2).map((course, n) => ({ __typename: 'Enrollment', id: `enr_${n}`, course, status: 'ACTIVE', enrolledAt: day, progress: 0.35, completedLessons: 1, resume }))),
  },
  Lesson: { comments: () => page(comments) },
};
