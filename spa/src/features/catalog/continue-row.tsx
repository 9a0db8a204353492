import { useQuery } from '@apollo/client/react';
import { Play } from 'lucide-react';
import { Link } from 'react-router';
import { ErrorState } from '@/components/page-states';
import { graphql } from '@/gql';
import { clock } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import { useKept } from '@/lib/use-kept';

const ContinueQuery = graphql(/* GraphQL */ `
  query ContinueLearning {
    viewer {
      user {
        id
        continueLearning(first: 3) {
          positionMs
          lesson { id title course { id title } }
        }
      }
    }
  }
`);

/** Asked by the page, since what stands below the row waits for it. */
export function useContinuing(signedIn: boolean) {
  const { data, error, loading, refetch } = useQuery(ContinueQuery, { skip: !signedIn, fetchPolicy: 'cache-and-network' });
  const points = useKept('continue', data?.viewer?.user.continueLearning, loading || error !== undefined);
  return { points, isAsking: loading && !points && !error, hasFailed: error !== undefined && !points, refetch };
}

/** Nothing started: no row at all. */
export function ContinueRow({ points, hasFailed, refetch }: ReturnType<typeof useContinuing>) {
  const { t } = useI18n();
  if (hasFailed) return <ErrorState text={t('home.continueDown')} onRetry={refetch} />;
  if (!points || points.length === 0) return null;
  return (
    <section className="grid gap-4">
      <h2 className="text-2xl">{t('home.continue')}</h2>
      <ul className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {points.map(({ lesson, positionMs }) => (
          <li key={lesson.id}>
            <Link to={`/learn/${lesson.id}`} className="flex h-full items-center gap-4 rounded-lg border bg-card p-4 hover:bg-muted">
              <span className="inline-flex size-11 shrink-0 items-center justify-center rounded-full bg-accent text-[oklch(0.25_0.04_75)]">
                <Play aria-hidden className="size-5" />
              </span>
              <span className="min-w-0">
                <span className="block truncate font-semibold">{lesson.title}</span>
                <span className="block truncate text-sm text-muted-foreground">{lesson.course.title}</span>
                <span className="block text-sm">{positionMs > 0 ? t('home.resumeAt', { time: clock(positionMs) }) : t('course.continue')}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
