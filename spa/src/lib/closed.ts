import type { AccessReason } from '@/gql/graphql';

/** What to do about a lesson that is closed: the key of its sentence. */
export function closedKey(reason: AccessReason) {
  switch (reason) {
    case 'LOCKED_BY_ORDER':
      return 'course.lockedByOrder';
    case 'NOT_RELEASED':
      return 'course.notReleased';
    case 'NOT_PUBLISHED':
      return 'course.notPublished';
    case 'SUSPENDED':
      return 'course.suspended';
    default:
      return 'course.locked';
  }
}
