import { useMutation } from '@apollo/client/react';
import { MessagesSquare } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { ErrorState, UserErrors } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { EnrollAction_CourseFragment as Fields } from '@/gql/graphql';
import { confirmed } from '@/lib/asking';
import { useHere } from '@/lib/here';
import { useI18n } from '@/lib/i18n';
import { notify } from '@/lib/notify';
import { randomId } from '@/lib/random-id';
import { signInUrl, signUpUrl } from '@/lib/session';
import { useAttempt } from '@/lib/use-attempt';
import { useSending } from '@/lib/use-sending';
import { useViewer } from '@/lib/viewer';
import { BuyAction } from './buy-action';
import { Enrolled } from './enrolled';

export const EnrollActionFragment = graphql(/* GraphQL */ `
  fragment EnrollAction_course on Course {
    id
    slug
    status
    modules { id lessons { id } }
    instructors { id }
    ...BuyAction_course
    viewerAccess { allowed reason }
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

/** Whatever of the page was being asked before is older than what is done here. */
const ANEW = { refetchQueries: ['CoursePage'] };

const firstLessonOf = (course: Fields) => course.modules.flatMap((module) => module.lessons)[0];

function useEnroll(courseId: string) {
  const [mutate] = useMutation(Enroll, ANEW);
  // One key until it worked: a double click enrolls once, coming back after leaving is another act.
  const [idempotencyKey, setKey] = useState(randomId);
  return async () => {
    const { data } = await mutate({ variables: { input: { courseId, idempotencyKey }, signedIn: true } });
    const errors = data?.enroll.userErrors ?? [];
    if (errors.length === 0) setKey(randomId());
    return errors;
  };
}

/** For those who are let in. */
function ForumLink({ slug }: { slug: string }) {
  const { t } = useI18n();
  return (
    <Button asChild variant="outline">
      <Link to={`/courses/${slug}/forum`}>
        <MessagesSquare aria-hidden />
        {t('course.forum')}
      </Link>
    </Button>
  );
}

/** Whoever teaches it sees it without being one of those who learn. */
function TeacherWays({ course }: { course: Fields }) {
  const { t } = useI18n();
  const first = firstLessonOf(course);
  return (
    <div className="grid gap-3">
      {first && (
        <Button asChild>
          <Link to={`/learn/${first.id}`}>{t('course.viewAsLearner')}</Link>
        </Button>
      )}
      <Button asChild variant="outline">
        <Link to={`/teach/${course.id}`}>{t('course.edit')}</Link>
      </Button>
      <ForumLink slug={course.slug} />
    </div>
  );
}

function EnrollButton({ course, enroll }: { course: Fields; enroll: ReturnType<typeof useEnroll> }) {
  const { t } = useI18n();
  const { user } = useViewer();
  const { isSending, refusals, send } = useSending(t('course.enrollFailed'));
  const isTheirs = course.viewerAccess.reason === 'STAFF' || course.instructors.some((i) => i?.id === user?.id);
  if (isTheirs) return <TeacherWays course={course} />;
  const isArchived = course.status === 'ARCHIVED';
  return (
    <div className="grid gap-3">
      {course.viewerEnrollment && <p className="text-sm text-muted-foreground">{t('course.left')}</p>}
      {isArchived && <p className="text-sm text-muted-foreground">{t('course.archived')}</p>}
      {!isArchived && (
        <Button isBusy={isSending} onClick={() => void send(enroll)}>
          {t(course.viewerEnrollment ? 'course.enrollAgain' : 'course.enroll')}
        </Button>
      )}
      <UserErrors errors={refusals} />
    </div>
  );
}

function useLeave(course: Fields, comeBack: ReturnType<typeof useEnroll>) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const [withdraw, { loading }] = useMutation(Withdraw, ANEW);
  const leave = async (enrollmentId: string) => {
    if (!(await confirmed(t('course.leaveSure'), t('course.leave')))) return;
    const act = async () => (await withdraw({ variables: { enrollmentId, signedIn: true } })).data?.withdraw.userErrors;
    // What has ended with its right is not open to be taken up again.
    const isOver = course.status === 'ARCHIVED' || course.viewerEnrollment?.status === 'EXPIRED';
    const undo = isOver ? undefined : { label: t('course.enrollAgain'), act: () => void attempt(t('course.enrollFailed'), comeBack) };
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
  const isSold = !course.viewerAccess.allowed && course.viewerAccess.reason === 'NOT_ENTITLED';

  if (enrollment && enrollment.status !== 'WITHDRAWN') {
    return (
      <div className="grid gap-4">
        <Enrolled enrollment={enrollment} firstLessonId={firstLessonOf(course)?.id} isLeaving={isLeaving} onLeave={() => void leave(enrollment.id)} />
        {(enrollment.status === 'ACTIVE' || enrollment.status === 'COMPLETED') && <ForumLink slug={course.slug} />}
        {enrollment.status === 'EXPIRED' && <BuyAction course={course} />}
      </div>
    );
  }
  if (isSold) return <BuyAction course={course} />;
  switch (account.kind) {
    case 'loading':
      return <Skeleton className="h-11" />;
    case 'unreachable':
      return <ErrorState text={t('app.accountDownText')} className="border-0 p-0" onRetry={refetch} />;
    case 'visitor':
      return (
        <div className="grid gap-2">
          <Button asChild>
            <a href={signInUrl(here)}>{t('course.signInToEnroll')}</a>
          </Button>
          <Button asChild variant="outline">
            <a href={signUpUrl(here)}>{t('app.signUp')}</a>
          </Button>
        </div>
      );
    case 'person':
      return <EnrollButton course={course} enroll={enroll} />;
  }
}
