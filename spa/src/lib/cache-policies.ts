import type { FieldFunctionOptions, InMemoryCacheConfig, Reference } from '@apollo/client';

type Node = Reference | { __ref?: string };
type Page = { nodes?: readonly Node[]; pageInfo?: { hasNextPage?: boolean } };

const refOf = (node: Node) => node.__ref ?? '';

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
 * again then says nothing about the pages after it, which stay, and what was added by hand finds its place.
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
    const isKept = (node: Node) => !known.has(refOf(node)) && (Boolean(args?.after) || (isMore && compare(node, last) > 0));
    const kept = before.nodes.filter(isKept);
    const isReread = !args?.after && kept.length > 0;
    return { ...page, nodes: [...nodes, ...kept].toSorted(compare), ...(isReread && { pageInfo: before.pageInfo }) };
  };
};

export const cachePolicies: InMemoryCacheConfig = {
  possibleTypes: {
    LessonContent: ['VideoContent', 'ArticleContent'],
    PlaybackResult: ['PlaybackGrant', 'PlaybackDenied'],
    CourseItem: ['Module', 'Lesson'],
    Node: ['User', 'Course', 'Module', 'Lesson', 'Video', 'Upload', 'Enrollment', 'Comment'],
    UserError: [
      'ValidationError',
      'NotFoundError',
      'ForbiddenError',
      'ConflictError',
      'UploadRejectedError',
      'ImplausibleWatchError',
      'SlowDownError',
    ],
  },
  typePolicies: {
    Query: { fields: { courses: { keyArgs: ['filter', 'sort'], merge: appendPages }, myVideos: { keyArgs: ['status', 'deleted'], merge: inOrderOfTime('newest') } } },
    Viewer: { merge: true },
    Course: { fields: { modules: { merge: false }, settings: { merge: true } } },
    Module: { fields: { lessons: { merge: false } } },
    Lesson: { fields: { comments: { keyArgs: ['sort'], merge: inOrderOfTime('newest') }, content: { merge: true }, viewerProgress: { merge: true } } },
    // A grant is of one session and must never be mixed with an earlier one.
    Video: { fields: { playback: { merge: false }, processing: { merge: true } } },
    Comment: { fields: { replies: { keyArgs: false, merge: inOrderOfTime('oldest') } } },
    User: { fields: { enrollments: { keyArgs: ['filter'], merge: appendPages } } },
  },
};
