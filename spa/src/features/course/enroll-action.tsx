import { useMutation } from '@apollo/client/react';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { UserErrors } from '@/components/page-states';
import { ProgressBar } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { useHere } from '@/lib/here';
import { useI18n } from '@/lib/i18n';
import { randomId } from '@/lib/random-id';
import { signInUrl } from '@/lib/session';
import { useViewer } from '@/lib/viewer';

export const EnrollActionFragment = graphql(/* GraphQL */ `
  fragment EnrollAction_course on Course {
    id
    slug
    modules { id lessons { id } }
    instructors { id }
    viewerEnrollment @include(if: $signedIn) {
      id
      progress
      resume { positionMs lesson { id } }
    }
  }
`);

const Enroll = graphql(/* GraphQL */ `
  mutation Enroll($input: EnrollInput!, $signedIn: Boolean!) {
    enroll(input: $input) {
      enrollment { id course { id learnerCount ...EnrollAction_course ...Outline_course } }
      userErrors { code message }
    }
  }
`);

export function EnrollAction({ course: ref }: { course: FragmentType<typeof EnrollActionFragment> }) {
  const course = readFragment(EnrollActionFragment, ref);
  const { t } = useI18n();
  const here = useHere();
  const viewer = useViewer();
  const [enroll, { data, loading, error }] = useMutation(Enroll);
  // One key for all clicks on this page: a double click enrolls once.
  const [idempotencyKey] = useState(randomId);
  const enrollment = course.viewerEnrollment;
  const first = course.modules.flatMap((m) => m.lessons)[0];

  if (enrollment) {
    const percent = Math.round(enrollment.progress * 100);
    const lesson = enrollment.resume?.lesson ?? first;
    return (
      <div className="grid gap-3">
        <p className="text-sm font-semibold">{t('course.progress', { percent })}</p>
        <ProgressBar label={t('course.progress', { percent })} value={enrollment.progress} />
        {lesson && (
          <Button asChild>
            <Link to={`/learn/${lesson.id}`}>
              <Play aria-hidden />
              {t(enrollment.resume ? 'course.continue' : 'course.start')}
            </Link>
          </Button>
        )}
      </div>
    );
  }
  if (viewer.user === null) {
    return (
      <Button asChild className="w-full">
        <a href={signInUrl(here)}>{t('course.signInToEnroll')}</a>
      </Button>
    );
  }
  const teachesIt = course.instructors.some((i) => i?.id === viewer.user?.id);
  return (
    <div className="grid gap-3">
      <Button
        disabled={loading}
        onClick={() =>
          void enroll({ variables: { input: { courseId: course.id, idempotencyKey }, signedIn: true } }).catch(() => undefined)
        }
      >
        {t('course.enroll')}
      </Button>
      {teachesIt && (
        <Button asChild variant="outline">
          <Link to={`/teach/${course.id}`}>{t('course.edit')}</Link>
        </Button>
      )}
      <UserErrors errors={data?.enroll.userErrors ?? (error ? [{ code: 'FAILED', message: t('state.error') }] : [])} />
    </div>
  );
}
