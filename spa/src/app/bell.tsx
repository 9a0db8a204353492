import { useApolloClient, useQuery, useSubscription } from '@apollo/client/react';
import { Bell as BellSign } from 'lucide-react';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { graphql } from '@/gql';
import { cn } from '@/lib/cn';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/notifications';

const BellQuery = graphql(/* GraphQL */ `
  query Bell {
    notifications(first: 0) { unreadCount }
  }
`);

const BellRings = graphql(/* GraphQL */ `
  subscription BellRings {
    notificationReceived { unreadCount }
  }
`);

const MOST_SHOWN = 99;

/** How much is unread, on every page and as it happens. Where it cannot be known the way to the list is there all the same. */
export function Bell(): ReactNode {
  const { t } = useI18n();
  const client = useApolloClient();
  const { data } = useQuery(BellQuery);
  useSubscription(BellRings, {
    onData: ({ data: { data: news } }) => {
      if (news) client.writeQuery({ query: BellQuery, data: { __typename: 'Query', notifications: { __typename: 'NotificationConnection', unreadCount: news.notificationReceived.unreadCount } } });
    },
  });
  const count = data?.notifications.unreadCount ?? 0;
  const label = count > 0 ? t('notifications.unread', { count }) : t('notifications.noneUnread');
  return (
    <NavLink
      to="/notifications"
      title={label}
      className={({ isActive }) => cn('relative inline-flex min-h-11 min-w-11 items-center justify-center rounded-full hover:bg-muted', isActive && 'text-primary')}
    >
      <BellSign aria-hidden className="size-5" />
      <span className="sr-only" aria-live="polite">
        {label}
      </span>
      {count > 0 && (
        <span aria-hidden className="absolute end-0.5 top-0.5 min-w-5 rounded-full bg-destructive px-1 text-center text-xs leading-5 font-semibold text-background">
          {count > MOST_SHOWN ? t('notifications.many') : count}
        </span>
      )}
    </NavLink>
  );
}
