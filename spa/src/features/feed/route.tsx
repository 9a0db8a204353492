import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { Page } from '@/components/page';
import { EmptyState, ErrorState, SignInState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/feed';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';
import { useSignedIn } from '@/lib/viewer';
import { FeedRow } from './feed-row';

const FeedQuery = graphql(/* GraphQL */ `
  query FeedPage($after: String) {
    feed(first: 20, after: $after) {
      nodes { id ...FeedRow_item }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

function Feed() {
  const { t } = useI18n();
  const attempt = useAttempt();
  const { data, loading, error, refetch, fetchMore } = useQuery(FeedQuery, { fetchPolicy: 'cache-and-network' });
  const feed = useKept('feed', data?.feed, loading || error !== undefined);
  if (!feed) return loading && !error ? <Skeleton className="h-64" /> : <ErrorState text={t('feed.down')} onRetry={refetch} />;
  const after = feed.pageInfo.hasNextPage ? feed.pageInfo.endCursor : null;
  const more = () => void attempt(t('feed.moreFailed'), async () => failIf((await fetchMore({ variables: { after } })).error));
  if (feed.nodes.length === 0 && !after) {
    return (
      <EmptyState title={t('feed.empty')} text={t('feed.emptyText')}>
        <Button asChild>
          <Link to="/">{t('feed.toCourses')}</Link>
        </Button>
      </EmptyState>
    );
  }
  return (
    <>
      {error && !data?.feed && <ErrorState text={t('feed.down')} onRetry={refetch} />}
      <ul className="grid grid-cols-1 gap-3">
        {feed.nodes.map((item) => (
          <FeedRow key={item.id} item={item} />
        ))}
      </ul>
      {after && (
        <Button variant="outline" className="justify-self-center" onClick={more}>
          {t('feed.more')}
        </Button>
      )}
    </>
  );
}

/** What those do whom the person follows, and what is new in their courses. */
export function Component() {
  const { t } = useI18n();
  const signedIn = useSignedIn();
  return (
    <Page title={t('feed.title')} className="grid max-w-3xl grid-cols-1 gap-6">
      <div className="grid gap-2">
        <h1 className="text-3xl">{t('feed.title')}</h1>
        <p className="text-muted-foreground">{t('feed.lead')}</p>
      </div>
      {signedIn ? <Feed /> : <SignInState />}
    </Page>
  );
}
