// The forum of the stand-in's first course, taught by Lucía and read by Ana.
const day = '2026-11-20T10:00:00Z';
const page = (nodes) => ({ nodes, edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: false }, totalCount: nodes.length });

export function forum(people, courses) {
  const post = (n, author, html, more = {}) => ({
    __typename: 'Comment', id: `cmt_post_${n}`, author, positionMs: null, bodyHtml: `<p>${html}</p>`, bodyMarkdown: html, locale: null, upvotes: 2, viewerUpvoted: false, viewerModerates: true,
    isAnswer: false, fromInstructor: author === people.lucia, visibility: 'VISIBLE', editedAt: null, replyCount: 0, createdAt: day, replies: page([]), ...more,
  });
  const thread = (n, kind, title, html, more = {}) => ({
    __typename: 'Thread', id: `thr_${n}`, kind, title, bodyHtml: html, bodyMarkdown: title, author: people.marc, tags: [], pinned: false, locked: false, answer: null, postCount: 0, participantCount: 1,
    fromInstructor: false, viewerModerates: true, course: courses[0], posts: page([]), createdAt: day, editedAt: null, lastActivityAt: day, ...more,
  });
  const right = post(1, people.lucia, 'Porque la tabla es pequeña: leerla entera <code>cuesta</code> menos.', { isAnswer: true });
  const table = '<table><thead><tr><th>plan</th><th align="right">coste</th><th>una columna con un nombre muy largo</th></tr></thead><tbody><tr><td>Seq Scan</td><td align="right">12</td><td>toda_la_tabla_sin_espacios_en_medio</td></tr></tbody></table>';
  const threads = [
    thread(1, 'DISCUSSION', 'Presentaos aquí', '<p>¿De dónde venís?</p>', { pinned: true, locked: true, author: people.lucia, fromInstructor: true, postCount: 1, posts: page([post(3, people.marc, 'De Vigo.')]) }),
    thread(2, 'QUESTION', '¿Por qué no usa el índice?', `<p>Mira, <a href="/people/lucia">@lucia</a>:</p>${table}<ul><li>☑ analizado</li><li>☐ reiniciado</li></ul>`, {
      tags: ['sql', 'índices'], postCount: 2, participantCount: 2, answer: right, posts: page([right, post(2, people.ana, 'A mí me pasa igual.')]), author: people.ana,
    }),
    thread(3, 'QUESTION', 'Unapreguntaconunapalabratanlargaquenocabeenningunapantallapequeñapormuchoqueseestire', '<p>x</p>'),
  ];
  const isWanted = (filter) => (each) => (!filter?.kind || each.kind === filter.kind) && (!filter?.query || each.title.toLowerCase().includes(filter.query.toLowerCase()));
  courses[0].threads = ({ filter }) => page(threads.filter(isWanted(filter)));
  courses[2].threads = () => page([]);
  return {
    Query: { thread: (_, { id }) => threads.find((each) => each.id === id) ?? null },
    Mutation: {
      setThreadState: (_, { input }) => {
        const found = threads.find((each) => each.id === input.threadId);
        for (const field of ['pinned', 'locked']) if (field in input) found[field] = input[field];
        return { thread: found, userErrors: [] };
      },
      createThread: (_, { input }) => {
        threads.push(thread(threads.length + 1, input.kind, input.title, `<p>${input.bodyMarkdown.replaceAll('<', '&lt;')}</p>`, { author: people.ana, tags: input.tags ?? [] }));
        return { thread: threads.at(-1), userErrors: [] };
      },
    },
  };
}
