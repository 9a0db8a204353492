import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { ErrorState } from '@/components/page-states';
import { Skeleton, StateBadge } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/admin';
import '@/lib/messages/buying';
import { money } from '@/lib/money';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { AdminPage } from './admin-page';

const MOST = 50;

const OrdersQuery = graphql(/* GraphQL */ `
  query AdminOrders($first: Int!, $after: String) {
    orders(first: $first, after: $after) {
      nodes {
        id
        number
        status
        paidAt
        total { amount currency }
        refunded { amount currency }
        buyer { id handle displayName }
        lines { course { id slug title } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

function Orders() {
  const { t, locale } = useI18n();
  const attempt = useAttempt();
  const { data, loading, error, refetch, fetchMore } = useQuery(OrdersQuery, { variables: { first: MOST }, fetchPolicy: 'cache-and-network' });
  const orders = data?.orders;
  if (!orders) return loading && !error ? <Skeleton className="h-96" /> : <ErrorState onRetry={refetch} />;
  if (orders.nodes.length === 0) return <p className="text-muted-foreground">{t('admin.noOrders')}</p>;
  const after = orders.pageInfo.hasNextPage ? orders.pageInfo.endCursor : null;
  return (
    <>
      <ul className="grid grid-cols-1 gap-3">
        {orders.nodes.map(({ id, number, status, paidAt, total, refunded, buyer, lines }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 rounded-lg border bg-card p-3">
            <span className="font-semibold">{number}</span>
            <StateBadge state={status}>{t(`purchases.status.${status}`)}</StateBadge>
            {buyer && (
              <Link to={`/people/${buyer.handle}`} className="leading-6 underline">
                {buyer.displayName}
              </Link>
            )}
            {lines.map(({ course }) =>
              course ? (
                <Link key={course.id} to={`/courses/${course.slug}`} className="min-w-0 underline">
                  {course.title}
                </Link>
              ) : null,
            )}
            <span className="text-sm text-muted-foreground">{moment(paidAt, locale)}</span>
            <span className="ms-auto font-semibold">{money(total, locale)}</span>
            {refunded.amount !== '0' && <span className="text-sm text-muted-foreground">{t('purchases.refunded', { sum: money(refunded, locale) })}</span>}
          </li>
        ))}
      </ul>
      {after && (
        <Button variant="outline" className="justify-self-start" onClick={() => void attempt(t('state.error'), async () => failIf((await fetchMore({ variables: { after } })).error))}>
          {t('purchases.more')}
        </Button>
      )}
    </>
  );
}

/** Everything that was paid, for staff. */
export function Component() {
  const { t } = useI18n();
  return (
    <AdminPage title={t('admin.orders')}>
      <Orders />
    </AdminPage>
  );
}
