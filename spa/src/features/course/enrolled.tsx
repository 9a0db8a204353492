import { CheckCircle2, Play } from 'lucide-react';
import { Link } from 'react-router';
import { ProgressBar } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { useI18n } from '@/lib/i18n';

export const EnrolledFragment = graphql(/* GraphQL */ `
  fragment Enrolled_enrollment on Enrollment {
    id
    status
    progress
    completedAt
    resume { positionMs lesson { id } }
  }
`);

type Props = {
  enrollment: FragmentType<typeof EnrolledFragment>;
  firstLessonId: string | undefined;
  isLeaving: boolean;
  onLeave: () => void;
};

/** How far one is, where to go on, and the way out. Completed stays completed, whatever is added to the course later. */
export function Enrolled({ enrollment: ref, firstLessonId, isLeaving, onLeave }: Props) {
  const { status, progress, resume, completedAt } = readFragment(EnrolledFragment, ref);
  const { t } = useI18n();
  const isCompleted = status === 'COMPLETED';
  // Its rule may ask for less than all: then what was not watched is nothing that is left to do.
  const isProgressShown = !isCompleted || progress >= 1;
  const percent = Math.round(progress * 100);
  const lessonId = resume?.lesson.id ?? firstLessonId;
  const isOpen = status === 'ACTIVE' || isCompleted;
  // That it was finished is not undone, though the right to it has ended since.
  const canLeave = status === 'ACTIVE' || (status === 'EXPIRED' && !completedAt);
  return (
    <div className="grid gap-3">
      {isCompleted && (
        <p className="flex items-center gap-2 font-semibold text-success">
          <CheckCircle2 aria-hidden className="size-5 shrink-0" />
          {t('course.completed')}
        </p>
      )}
      {isProgressShown && <p className="text-sm font-semibold">{t('course.progress', { percent })}</p>}
      {isProgressShown && <ProgressBar label={t('course.progress', { percent })} value={progress} />}
      {!isOpen && <p role="status" className="rounded-md bg-accent-soft p-3 text-sm text-accent-foreground">{t(status === 'EXPIRED' ? 'course.expired' : 'course.suspended')}</p>}
      {isOpen && lessonId && (
        <Button asChild>
          <Link to={`/learn/${lessonId}`}>
            <Play aria-hidden />
            {t(resume ? 'course.continue' : 'course.start')}
          </Link>
        </Button>
      )}
      {canLeave && (
        <Button variant="ghost" size="small" className="text-muted-foreground" isBusy={isLeaving} onClick={onLeave}>
          {t('course.leave')}
        </Button>
      )}
    </div>
  );
}
