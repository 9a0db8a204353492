import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { CourseCard, CourseCardSkeleton, cardGrid } from '@/components/course-card';
import { Page } from '@/components/page';
import { EmptyState, ErrorState, SignInState } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/study';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';
import { useSignedIn } from '@/lib/viewer';

const SavedQuery = graphql(/* GraphQL */ `
  query SavedCourses($after: String, $signedIn: Boolean!) {
    viewer {
      user {
        id
        savedCourses(first: 24, after: $after) {
          nodes { id ...CourseCard_course }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`);

/** What is taken off stays in sight until one leaves: a second press puts it back. */
function Saved() {
  const { t } = useI18n();
  const attempt = useAttempt();
  const { data, loading, error, refetch, fetchMore } = useQuery(SavedQuery, { variables: { signedIn: true }, fetchPolicy: 'cache-and-network' });
  const saved = useKept('saved', data?.viewer?.user.savedCourses, loading || error !== undefined);
  if (!saved) {
    if (!loading) return <ErrorState onRetry={refetch} />;
    return (
      <div className={cardGrid} aria-busy aria-label={t('state.loading')}>
        {[1, 2, 3].map((n) => (
          <CourseCardSkeleton key={n} />
        ))}
      </div>
    );
  }
  if (saved.nodes.length === 0) {
    return (
      <EmptyState title={t('study.savedNone')} text={t('study.savedNoneText')}>
        <Button asChild>
          <Link to="/">{t('state.toCatalog')}</Link>
        </Button>
      </EmptyState>
    );
  }
  const more = () => attempt(t('comments.moreFailed'), async () => failIf((await fetchMore({ variables: { after: saved.pageInfo.endCursor } })).error));
  return (
    <>
      {/* The cards are of the third order wherever they stand. */}
      <h2 className="sr-only">{t('app.catalog')}</h2>
      <ul className={cardGrid}>
        {saved.nodes.map((course) => (
          <li key={course.id}>
            <CourseCard course={course} />
          </li>
        ))}
      </ul>
      {saved.pageInfo.hasNextPage && (
        <Button variant="outline" className="justify-self-start" onClick={() => void more()}>
          {t('study.savedMore')}
        </Button>
      )}
    </>
  );
}

export function Component() {
  const { t } = useI18n();
  const signedIn = useSignedIn();
  return (
    <Page title={t('study.savedTitle')} className="grid gap-6">
      <h1 className="text-3xl">{t('study.savedTitle')}</h1>
      {signedIn ? <Saved /> : <SignInState />}
    </Page>
  );
}
