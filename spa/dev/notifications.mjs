// What Ana of the stand-in is told.
const at = '2026-11-29T10:00:00Z';

export function notifications(people, courses, forums) {
  const lesson = courses[0].modules[0].lessons[0];
  const told = (n, kind, actors, more) => ({ __typename: 'Notification', id: `ntf_${n}`, kind, actors, actorCount: actors.length, count: Math.max(1, actors.length), target: null, readAt: null, createdAt: at, ...more });
  const all = [
    told(1, 'REPLY', [people.lucia, people.marc], { actorCount: 13, count: 13, target: { __typename: 'Comment', id: 'cmt_1', lesson: { ...lesson, __typename: 'Lesson' }, thread: null } }),
    told(2, 'POST', [people.marc], { target: forums.Query.thread(null, { id: 'thr_2' }) }),
    told(3, 'NEW_LESSON', [], { count: 3, target: { ...lesson, __typename: 'Lesson' }, readAt: at }),
    told(4, 'FOLLOW', [people.lucia], { target: { ...people.lucia, __typename: 'User' }, readAt: at }),
    told(5, 'MENTION', [people.lucia], { readAt: at }),
  ];
  const off = new Set(['POST']);
  const unreadCount = () => all.filter((each) => !each.readAt).length;
  return {
    Query: {
      notifications: (_, { first }) => ({ nodes: all.slice(0, first), edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: false }, unreadCount: unreadCount() }),
      notificationPreferences: () => ['REPLY', 'MENTION', 'ANSWER', 'POST', 'NEW_LESSON', 'FOLLOW', 'MODERATION'].map((kind) => ({ kind, inApp: !off.has(kind) })),
    },
    Mutation: {
      markNotificationsRead: (_, { ids }) => {
        for (const each of all) if (!ids || ids.includes(each.id)) each.readAt ??= new Date().toISOString();
        return { unreadCount: unreadCount(), userErrors: [] };
      },
      setNotificationPreference: (_, { input }) => {
        off[input.inApp ? 'delete' : 'add'](input.kind);
        return { preference: input, userErrors: [] };
      },
    },
  };
}
