import { useEffect, useRef } from 'react';
import type { EnrollmentStatus } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import { notify } from '@/lib/notify';

/** Told once, when the course is completed here: by a text that was read or a lesson that was ticked as well as by a video. */
export function useCongratulation(status: EnrollmentStatus | undefined) {
  const { t } = useI18n();
  const before = useRef(status);
  useEffect(() => {
    if (before.current === 'ACTIVE' && status === 'COMPLETED') notify({ message: t('player.courseCompleted') });
    before.current = status;
  }, [status, t]);
}
