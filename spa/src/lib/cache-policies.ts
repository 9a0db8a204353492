import type { FieldFunctionOptions, InMemoryCacheConfig, Reference } from '@apollo/client';

type Node = Reference | { __ref?: string };
type Page = { nodes?: readonly Node[]; pageInfo?: { hasNextPage?: boolean } };

const refOf = (node: Node | null) => node?.__ref ?? '';

/** Pages of one connection are one list, nothing in it twice; a first page (no `after`) starts it again. */
function appendPages(before: Page | null | undefined, page: Page | null, { args }: FieldFunctionOptions): Page | null {
  // A list that could not be read is not an empty one.
  if (!page) return before ?? null;
  if (!args?.after || !before?.nodes) return page;
  const known = new Set(before.nodes.map(refOf));
  const news = (page.nodes ?? []).filter((node) => refOf(node) === '' || !known.has(refOf(node)));
  return { ...page, nodes: [...before.nodes, ...news] };
}

/**
 * For lists in the order in which things were made: ids are ULIDs, so their order is that of time. Reading the first page
 * again then says nothing about the pages after it, which stay, and what was added by hand finds its place. If it shares
 * nothing with what was loaded, more than a page may lie between them: then the list begins anew, and nothing is left out.
 */
const inOrderOfTime = (direction: 'newest' | 'oldest') => {
  const compare = (one: Node, other: Node) => (refOf(one) < refOf(other) ? -1 : 1) * (direction === 'oldest' ? 1 : -1);
  return (before: Page | null | undefined, page: Page | null, { args }: FieldFunctionOptions): Page | null => {
    if (!page) return before ?? null;
    if (!before?.nodes?.length) return page;
    const nodes = page.nodes ?? [];
    const last = nodes.at(-1);
    const isMore = page.pageInfo?.hasNextPage === true && last !== undefined;
    const known = new Set(nodes.map(refOf));
    const isJoined = isMore && before.nodes.some((node) => known.has(refOf(node)));
    const isKept = (node: Node) => !known.has(refOf(node)) && (Boolean(args?.after) || (isJoined && compare(node, last) > 0));
    const kept = before.nodes.filter(isKept);
    const isReread = !args?.after && kept.length > 0;
    return { ...page, nodes: [...nodes, ...kept].toSorted(compare), ...(isReread && { pageInfo: before.pageInfo }) };
  };
};

/**
 * For a list whose things move to its top: reading the first page again keeps what was loaded after it, as long as the two are
 * joined by something that is in both. What moved up leaves its old place.
 */
function inOrderOfActivity(before: Page | null | undefined, page: Page | null, { args }: FieldFunctionOptions): Page | null {
  if (!page) return before ?? null;
  if (!before?.nodes?.length) return page;
  const nodes = page.nodes ?? [];
  const known = new Set(nodes.map(refOf));
  const kept = before.nodes.filter((node) => !known.has(refOf(node)));
  if (args?.after) return { ...page, nodes: [...kept, ...nodes] };
  const isJoined = page.pageInfo?.hasNextPage === true && kept.length > 0 && kept.length < before.nodes.length;
  return isJoined ? { ...page, nodes: [...nodes, ...kept], pageInfo: before.pageInfo } : page;
}

/** The bell counts without a page: that says nothing about the list that was read. */
const countedApart = (before: Page | null | undefined, page: Page | null, options: FieldFunctionOptions): Page | null =>
  page && !page.nodes ? { ...before, ...page } : inOrderOfActivity(before, page, options);

export const cachePolicies: InMemoryCacheConfig = {
  possibleTypes: {
    LessonContent: ['VideoContent', 'ArticleContent'],
    PlaybackResult: ['PlaybackGrant', 'PlaybackDenied'],
    CourseItem: ['Module', 'Lesson'],
    Node: ['User', 'Course', 'Module', 'Lesson', 'Video', 'Upload', 'Enrollment', 'Entitlement', 'Offer', 'Checkout', 'Order', 'Membership', 'OAuthClient', 'AuditEvent', 'Comment', 'Thread', 'Review', 'Notification', 'Report', 'LessonNote'],
    RecommendationCause: ['Course', 'User', 'Concept'],
    NotificationTarget: ['Lesson', 'Thread', 'Comment', 'User', 'Report', 'Video'],
    InboxSubject: ['Thread', 'Comment'],
    ReportTarget: ['Comment', 'Thread', 'Review', 'Course', 'User'],
    UserError: [
      'ValidationError',
      'NotFoundError',
      'ForbiddenError',
      'ConflictError',
      'UploadRejectedError',
      'ImplausibleWatchError',
      'SlowDownError',
      'CycleError',
      'ModerationError',
      'RefundRefusedError',
      'CardDeclinedError',
    ],
  },
  typePolicies: {
    Query: { fields: { recommendedCourses: { merge: false }, concepts: { keyArgs: ['query'], merge: appendPages }, users: { keyArgs: ['query'], merge: appendPages }, notifications: { keyArgs: ['unreadOnly'], merge: countedApart }, blockedPeople: { keyArgs: false, merge: appendPages }, moderationQueue: { keyArgs: ['status'], merge: appendPages }, inbox: { keyArgs: ['filter', 'state'], merge: appendPages }, feed: { keyArgs: false, merge: inOrderOfActivity }, auditLog: { keyArgs: ['targetId'], merge: inOrderOfTime('newest') }, orders: { keyArgs: ['query'], merge: inOrderOfTime('newest') }, courses: { keyArgs: ['filter', 'sort'], merge: appendPages }, searchTranscripts: { keyArgs: ['query', 'locale', 'courseId', 'onlyEntitled'], merge: appendPages }, myVideos: { keyArgs: ['status', 'deleted'], merge: inOrderOfTime('newest') } } },
    Viewer: { merge: true, fields: { activity: { keyArgs: false, merge: inOrderOfTime('newest') } } },
    Course: { fields: { modules: { merge: false }, missingPrerequisites: { merge: false }, settings: { merge: true }, rating: { merge: true }, reviews: { keyArgs: ['sort', 'stars'], merge: appendPages }, entitlements: { keyArgs: false, merge: inOrderOfTime('newest') }, threads: { keyArgs: ['filter', 'sort'], merge: inOrderOfActivity } } },
    NotificationPreference: { keyFields: ['kind'] },
    Thread: { fields: { posts: { keyArgs: ['sort'], merge: inOrderOfTime('oldest') } } },
    Concept: { fields: { children: { merge: false }, prerequisites: { merge: false }, unlocks: { merge: false }, taughtBy: { merge: false } } },
    Module: { fields: { lessons: { merge: false } } },
    Lesson: { fields: { teaches: { merge: false }, comments: { keyArgs: ['sort'], merge: inOrderOfTime('newest') }, content: { merge: true }, viewerProgress: { merge: true }, notes: { keyArgs: false, merge: appendPages } } },
    // A grant is of one session and must never be mixed with an earlier one.
    Video: { fields: { playback: { merge: false }, processing: { merge: true } } },
    Comment: { fields: { replies: { keyArgs: false, merge: inOrderOfTime('oldest') } } },
    User: { fields: { savedCourses: { keyArgs: false, merge: appendPages }, notes: { keyArgs: ['courseId'], merge: appendPages }, followers: { keyArgs: false, merge: appendPages }, following: { keyArgs: false, merge: appendPages }, enrollments: { keyArgs: ['filter'], merge: appendPages }, orders: { keyArgs: false, merge: inOrderOfTime('newest') } } },
  },
};
