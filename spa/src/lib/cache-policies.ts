import type { FieldFunctionOptions, InMemoryCacheConfig } from '@apollo/client';

type Page = { nodes?: readonly unknown[] };

/** Pages of one connection are one list; a first page (no `after`) starts it again. */
function appendPages(before: Page | null | undefined, page: Page | null, { args }: FieldFunctionOptions): Page | null {
  if (!page || !args?.after || !before?.nodes) return page;
  return { ...page, nodes: [...before.nodes, ...(page.nodes ?? [])] };
}

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
    Query: { fields: { courses: { keyArgs: ['filter', 'sort'], merge: appendPages } } },
    Viewer: { merge: true },
    Course: { fields: { modules: { merge: false }, settings: { merge: true } } },
    Module: { fields: { lessons: { merge: false } } },
    Lesson: { fields: { comments: { keyArgs: ['sort'], merge: appendPages }, content: { merge: true } } },
    // A grant is of one session and must never be mixed with an earlier one.
    Video: { fields: { playback: { merge: false }, processing: { merge: true } } },
    Comment: { fields: { replies: { keyArgs: false, merge: appendPages } } },
    User: { fields: { enrollments: { keyArgs: ['filter'], merge: appendPages } } },
  },
};
