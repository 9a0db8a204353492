import type { ApolloCache } from '@apollo/client';
import { useMutation, useQuery, useSubscription } from '@apollo/client/react';
import { CheckCheck, Rss, Settings } from 'lucide-react';
import { Link } from 'react-router';
import { Page } from '@/components/page';
import { EmptyState, ErrorState, SignInState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import type { NotificationsPageQuery } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/notifications';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';
import { useSignedIn } from '@/lib/viewer';
import { NotificationRow } from './notification-row';

const NotificationsQuery = graphql(/* GraphQL */ `
  query NotificationsPage($after: String) {
    notifications(first: 20, after: $after) {
      unreadCount
      nodes { id createdAt ...NotificationRow_notification }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

const NotificationsChange = graphql(/* GraphQL */ `
  subscription NotificationsChange {
    notificationReceived { unreadCount notification { id } }
  }
`);

const ReadAll = graphql(/* GraphQL */ `
  mutation ReadNotificationsUntil($until: DateTime!) {
    markNotificationsRead(allBefore: $until) { unreadCount userErrors { code message } }
  }
`);

type Told = NotificationsPageQuery['notifications'];

function Waiting() {
  const { t } = useI18n();
  return (
    <div className="grid gap-3" aria-busy aria-label={t('state.loading')} role="status">
      {[1, 2, 3].map((n) => (
        <Skeleton key={n} className="h-24" />
      ))}
    </div>
  );
}

function List({ told, more, refetch }: { told: Told; more: () => unknown; refetch: () => unknown }) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const [mark] = useMutation(ReadAll);
  // Until the latest that is here: what comes meanwhile was not seen.
  const until = told.nodes[0]?.createdAt;
  // Also on the pages after the first, which are not asked for again.
  const update = (cache: ApolloCache) => {
    const readAt = new Date().toISOString();
    for (const node of told.nodes) cache.modify<{ readAt: string | null }>({ id: cache.identify(node), fields: { readAt: (was) => was ?? readAt } });
  };
  const readAll = () => attempt(t('notifications.notRead'), async () => (until ? (await mark({ variables: { until }, update })).data?.markNotificationsRead.userErrors : []), refetch);
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="text-sm text-muted-foreground">
          {told.unreadCount > 0 ? t('notifications.unread', { count: told.unreadCount }) : t('notifications.noneUnread')}
        </p>
        {told.unreadCount > 0 && (
          <Button variant="outline" onClick={() => void readAll()}>
            <CheckCheck aria-hidden />
            {t('notifications.readAll')}
          </Button>
        )}
      </div>
      <ul className="grid grid-cols-1 gap-3">
        {told.nodes.map((node) => (
          <NotificationRow key={node.id} notification={node} onRead={refetch} />
        ))}
      </ul>
      {told.pageInfo.hasNextPage && (
        <Button variant="outline" className="justify-self-center" onClick={() => void more()}>
          {t('notifications.more')}
        </Button>
      )}
    </>
  );
}

function Notifications() {
  const { t } = useI18n();
  const attempt = useAttempt();
  const { data, loading, error, refetch, fetchMore } = useQuery(NotificationsQuery, { fetchPolicy: 'cache-and-network' });
  const told = useKept('notifications', data?.notifications, loading || error !== undefined);
  useSubscription(NotificationsChange, { onData: () => void refetch() });
  if (!told) return loading ? <Waiting /> : <ErrorState text={t('notifications.down')} onRetry={refetch} />;
  if (told.nodes.length === 0) return <EmptyState title={t('notifications.empty')} text={t('notifications.emptyText')} />;
  const more = () => attempt(t('notifications.moreFailed'), async () => failIf((await fetchMore({ variables: { after: told.pageInfo.endCursor } })).error));
  return <List told={told} more={more} refetch={refetch} />;
}

/** What the person is told, the latest first, and what of it is unread. */
export function Component() {
  const { t } = useI18n();
  const signedIn = useSignedIn();
  return (
    <Page title={t('notifications.title')} className="grid max-w-3xl grid-cols-1 gap-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h1 className="text-3xl">{t('notifications.title')}</h1>
        {signedIn && (
          <div className="flex flex-wrap gap-x-6">
            <Link to="/feed" className="inline-flex items-center gap-2 py-1.5 text-sm underline">
              <Rss aria-hidden className="size-4" />
              {t('notifications.feed')}
            </Link>
            <Link to="/account/notifications" className="inline-flex items-center gap-2 py-1.5 text-sm underline">
              <Settings aria-hidden className="size-4" />
              {t('notifications.settings')}
            </Link>
          </div>
        )}
      </div>
      {signedIn ? <Notifications /> : <SignInState />}
    </Page>
  );
}
