import type { AccessReason } from '@/gql/graphql';
import { moment } from './format';
import { useI18n } from './i18n';

/** What to do about a lesson that is closed: the key of its sentence. */
export function closedKey(reason: AccessReason) {
  switch (reason) {
    case 'LOCKED_BY_ORDER':
      return 'course.lockedByOrder';
    case 'NOT_RELEASED':
      return 'course.notReleased';
    case 'NOT_PUBLISHED':
      return 'course.notPublished';
    case 'NOT_ENTITLED':
      return 'course.lockedForOthers';
    case 'SUSPENDED':
      return 'course.suspended';
    default:
      return 'course.locked';
  }
}

type Access = { reason: AccessReason; availableAt?: string | null };

/** The same in words, with the moment from which it is open where that is known. */
export function useClosedText(): (access: Access) => string {
  const { t, locale } = useI18n();
  return ({ reason, availableAt }) =>
    reason === 'NOT_RELEASED' && availableAt ? t('course.availableFrom', { date: moment(availableAt, locale) }) : t(closedKey(reason));
}
