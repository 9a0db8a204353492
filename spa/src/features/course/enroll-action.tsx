import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Link } from 'react-router';
import { ErrorState, UserErrors } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { EnrollAction_CourseFragment as Fields } from '@/gql/graphql';
import { useHere } from '@/lib/here';
import { useI18n } from '@/lib/i18n';
import { notify } from '@/lib/notify';
import { randomId } from '@/lib/random-id';
import { signInUrl } from '@/lib/session';
import { useAttempt } from '@/lib/use-attempt';
import { useSending } from '@/lib/use-sending';
import { useViewer } from '@/lib/viewer';
import { Enrolled } from './enrolled';

export const EnrollActionFragment = graphql(/* GraphQL */ `
  fragment EnrollAction_course on Course {
    id
    slug
    modules { id lessons { id } }
    instructors { id }
    viewerEnrollment @include(if: $signedIn) {
      id
      status
      ...Enrolled_enrollment
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

const Withdraw = graphql(/* GraphQL */ `
  mutation Withdraw($enrollmentId: ID!, $signedIn: Boolean!) {
    withdraw(enrollmentId: $enrollmentId) {
      enrollment { id course { id learnerCount ...EnrollAction_course ...Outline_course } }
      userErrors { code message }
    }
  }
`);

function useEnroll(courseId: string) {
  const [mutate] = useMutation(Enroll);
  // One key until it worked: a double click enrolls once, coming back after leaving is another act.
  const [idempotencyKey, setKey] = useState(randomId);
  return async () => {
    const { data } = await mutate({ variables: { input: { courseId, idempotencyKey }, signedIn: true } });
    const errors = data?.enroll.userErrors ?? [];
    if (errors.length === 0) setKey(randomId());
    return errors;
  };
}

function EnrollButton({ course, enroll }: { course: Fields; enroll: ReturnType<typeof useEnroll> }) {
  const { t } = useI18n();
  const { user } = useViewer();
  const { isSending, refusals, send } = useSending(t('course.enrollFailed'));
  const teachesIt = course.instructors.some((i) => i?.id === user?.id);
  return (
    <div className="grid gap-3">
      {course.viewerEnrollment && <p className="text-sm text-muted-foreground">{t('course.left')}</p>}
      <Button disabled={isSending} onClick={() => void send(enroll)}>
        {t(course.viewerEnrollment ? 'course.enrollAgain' : 'course.enroll')}
      </Button>
      {teachesIt && (
        <Button asChild variant="outline">
          <Link to={`/teach/${course.id}`}>{t('course.edit')}</Link>
        </Button>
      )}
      <UserErrors errors={refusals} />
    </div>
  );
}

function useLeave(course: Fields, comeBack: ReturnType<typeof useEnroll>) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const [withdraw, { loading }] = useMutation(Withdraw);
  const leave = (enrollmentId: string) => {
    if (!window.confirm(t('course.leaveSure'))) return;
    const act = async () => (await withdraw({ variables: { enrollmentId, signedIn: true } })).data?.withdraw.userErrors;
    const undo = { label: t('course.enrollAgain'), act: () => void attempt(t('course.enrollFailed'), comeBack) };
    void attempt(t('course.leaveFailed'), act, () => notify({ subject: course.id, message: t('course.leaveDone'), action: undo }));
  };
  return { leave, isLeaving: loading };
}

export function EnrollAction({ course: ref }: { course: FragmentType<typeof EnrollActionFragment> }) {
  const course = readFragment(EnrollActionFragment, ref);
  const { t } = useI18n();
  const here = useHere();
  const { account, refetch } = useViewer();
  const enroll = useEnroll(course.id);
  const { leave, isLeaving } = useLeave(course, enroll);
  const enrollment = course.viewerEnrollment;

  if (enrollment && enrollment.status !== 'WITHDRAWN') {
    const first = course.modules.flatMap((m) => m.lessons)[0];
    return <Enrolled enrollment={enrollment} firstLessonId={first?.id} isLeaving={isLeaving} onLeave={() => leave(enrollment.id)} />;
  }
  switch (account.kind) {
    case 'loading':
      return <Skeleton className="h-11" />;
    case 'unreachable':
      return <ErrorState text={t('app.accountDownText')} className="border-0 p-0" onRetry={refetch} />;
    case 'visitor':
      return (
        <Button asChild className="w-full">
          <a href={signInUrl(here)}>{t('course.signInToEnroll')}</a>
        </Button>
      );
    case 'person':
      return <EnrollButton course={course} enroll={enroll} />;
  }
}
