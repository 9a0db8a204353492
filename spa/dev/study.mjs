// What a learner keeps, in the stand-in: notes, courses for later and chapters.
const now = () => new Date().toISOString();
const refused = (code, message) => ({ __typename: 'ValidationError', code, message });

export function study(page, lessonOf, courses) {
  const notes = [];
  const saved = new Set();
  const html = (text) => `<p>${text.replaceAll('<', '&lt;').replaceAll(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')}</p>`;
  const shown = (note) => ({ ...note, bodyHtml: html(note.bodyMarkdown), lesson: lessonOf(note.lessonId) ?? null });
  const kept = () => notes.filter((note) => !note.isGone);
  return {
    Mutation: {
      saveNote: (_, { input }) => {
        const text = input.bodyMarkdown.trim();
        if (text === '') return { note: null, userErrors: [refused('NOTE_EMPTY', 'Escribe algo en la nota, o bórrala.')] };
        let note = notes.find(({ id }) => id === input.id);
        if (!note) notes.push((note = { __typename: 'LessonNote', id: `not_${notes.length + 1}`, revision: 0, lessonId: input.lessonId, courseId: lessonOf(input.lessonId).course.id, createdAt: now() }));
        Object.assign(note, { positionMs: input.positionMs, bodyMarkdown: text, revision: note.revision + 1, updatedAt: now() });
        return { note: shown(note), userErrors: [] };
      },
      deleteNote: (_, { id }) => (Object.assign(notes.find((note) => note.id === id), { isGone: true }), { deletedId: id, userErrors: [] }),
      restoreNote: (_, { id }) => ({ note: shown(Object.assign(notes.find((note) => note.id === id), { isGone: false })), userErrors: [] }),
      saveCourse: (_, { courseId, on }) => (saved[on ? 'add' : 'delete'](courseId), { course: courses.find(({ id }) => id === courseId), userErrors: [] }),
      setChapters: (_, { videoId, chapters }) => {
        const all = courses.flatMap((course) => course.modules.flatMap(({ lessons }) => lessons.map(({ content }) => content.video)));
        const titles = chapters.map(({ startMs, title }) => ({ startMs, title: title[0].text, titles: title }));
        for (const video of all) if (video?.id === videoId) video.chapters = titles;
        return { video: all.find((video) => video?.id === videoId), userErrors: [] };
      },
    },
    Lesson: { notes: ({ id }) => page(kept().filter(({ lessonId }) => lessonId === id).map(shown)) },
    User: {
      notes: (_, { courseId }) => page(kept().filter((note) => !courseId || note.courseId === courseId).map(shown)),
      savedCourses: () => page(courses.filter(({ id }) => saved.has(id))),
    },
    Course: { viewerSaved: ({ id }) => saved.has(id) },
  };
}
