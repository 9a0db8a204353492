import { useQuery } from '@apollo/client/react';
import { CheckCircle2 } from 'lucide-react';
import { Link } from 'react-router';
import { Cover } from '@/components/cover';
import { Page } from '@/components/page';
import { EmptyState, ErrorState, SignInState } from '@/components/page-states';
import { ProgressBar, Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import type { EnrollmentStatus } from '@/gql/graphql';
import { duration } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/buying';
import '@/lib/messages/study';
import { useKept } from '@/lib/use-kept';
import { useSignedIn } from '@/lib/viewer';

const MyLearningQuery = graphql(/* GraphQL */ `
  query MyLearning {
    viewer {
      user {
        id
        enrollments(first: 50) {
          nodes {
            id
            status
            progress
            resume { lesson { id title } }
            course { id slug title durationMs cover(width: 320) { ...Cover_image } }
          }
        }
      }
    }
  }
`);

// Asked for each course not yet begun: with the list, the outlines of fifty courses would cost too much.
const FirstLessonQuery = graphql(/* GraphQL */ `
  query FirstLesson($courseId: ID!) {
    course(id: $courseId) { id modules { id lessons { id } } }
  }
`);

function StartLink({ courseId, slug }: { courseId: string; slug: string }) {
  const { t } = useI18n();
  const { data } = useQuery(FirstLessonQuery, { variables: { courseId } });
  const first = data?.course?.modules.flatMap((m) => m.lessons)[0];
  return (
    <Button asChild>
      <Link to={first ? `/learn/${first.id}` : `/courses/${slug}`}>{t('course.start')}</Link>
    </Button>
  );
}

const isClosed = (status: EnrollmentStatus) => status === 'EXPIRED' || status === 'SUSPENDED';

/** What has ended is not gone on with: the course's page says how to come back. */
function WayOn({ status, resumeId, course }: { status: EnrollmentStatus; resumeId: string | undefined; course: { id: string; slug: string } }) {
  const { t } = useI18n();
  if (isClosed(status)) {
    return (
      <Button asChild variant="outline">
        <Link to={`/courses/${course.slug}`}>{t(status === 'EXPIRED' ? 'learning.comeBack' : 'course.view')}</Link>
      </Button>
    );
  }
  if (!resumeId) return <StartLink courseId={course.id} slug={course.slug} />;
  return (
    <Button asChild>
      <Link to={`/learn/${resumeId}`}>{t('course.continue')}</Link>
    </Button>
  );
}

function Enrollments() {
  const { t } = useI18n();
  const { data, loading, error, refetch } = useQuery(MyLearningQuery, { fetchPolicy: 'cache-and-network' });
  const enrollments = useKept('learning', data?.viewer?.user.enrollments?.nodes, loading || error !== undefined);
  if (!enrollments) {
    if (!loading) return <ErrorState onRetry={refetch} />;
    return (
      <div className="grid gap-3" aria-busy aria-label={t('state.loading')}>
        {[1, 2, 3].map((n) => (
          <Skeleton key={n} className="h-28" />
        ))}
      </div>
    );
  }
  if (enrollments.length === 0) {
    return (
      <EmptyState title={t('learning.empty')} text={t('learning.emptyText')}>
        <Button asChild>
          <Link to="/">{t('state.toCatalog')}</Link>
        </Button>
      </EmptyState>
    );
  }
  return (
    <ul className="grid grid-cols-1 gap-4">
      {enrollments.map(({ id, course, progress, resume, status }) => (
        <li key={id} className="flex flex-wrap items-center gap-4 rounded-lg border bg-card p-4">
          <Cover id={course.id} title={course.title} image={course.cover} sizes="(min-width: 40rem) 11rem, 100vw" className="w-full rounded-md sm:w-44" />
          <div className="grid min-w-0 flex-1 basis-56 gap-2">
            <h2 className="text-lg">
              <Link to={`/courses/${course.slug}`} className="hover:underline">
                {course.title}
              </Link>
            </h2>
            {resume && <p className="truncate text-sm text-muted-foreground">{resume.lesson.title}</p>}
            {(status !== 'COMPLETED' || progress >= 1) && <ProgressBar label={t('course.progress', { percent: Math.round(progress * 100) })} value={progress} />}
            {status === 'COMPLETED' && (
              <p className="flex items-center gap-1.5 text-sm font-semibold text-success">
                <CheckCircle2 aria-hidden className="size-4" />
                {t('learning.completed')}
              </p>
            )}
            {isClosed(status) && <p className="rounded-md bg-accent-soft p-3 text-sm text-accent-foreground">{t(status === 'EXPIRED' ? 'course.expired' : 'course.suspended')}</p>}
            {status === 'ACTIVE' && course.durationMs > 0 && (
              <p className="text-sm text-muted-foreground">{t('learning.left', { time: duration(course.durationMs * (1 - progress)) })}</p>
            )}
          </div>
          <Link to={`/my-learning/notes/${course.id}`} className="inline-flex min-h-11 items-center px-1 text-sm underline">
            {t('study.notesTitle')}
          </Link>
          <WayOn status={status} resumeId={resume?.lesson.id} course={course} />
        </li>
      ))}
    </ul>
  );
}

export function Component() {
  const { t } = useI18n();
  const signedIn = useSignedIn();
  return (
    <Page title={t('learning.title')} className="grid gap-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h1 className="text-3xl">{t('learning.title')}</h1>
        {signedIn && (
          <nav aria-label={t('learning.title')} className="flex flex-wrap gap-x-5">
            <Link to="/my-learning/saved" className="py-1.5 text-sm underline">
              {t('study.savedTitle')}
            </Link>
            <Link to="/purchases" className="py-1.5 text-sm underline">
              {t('purchases.title')}
            </Link>
          </nav>
        )}
      </div>
      {signedIn ? <Enrollments /> : <SignInState />}
    </Page>
  );
}
