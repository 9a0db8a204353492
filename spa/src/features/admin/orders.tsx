import { useQuery } from '@apollo/client/react';
import { ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/admin';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';
import { useSearchWords } from '@/lib/use-search-words';
import { AdminPage } from './admin-page';
import { OrderItem } from './order-item';

const MOST = 50;

const OrdersQuery = graphql(/* GraphQL */ `
  query AdminOrders($query: String, $first: Int!, $after: String) {
    orders(query: $query, first: $first, after: $after) {
      nodes { id ...OrderItem_order }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

function Orders() {
  const { t } = useI18n();
  const { asked, text, setText, submit, rest } = useSearchWords();
  const attempt = useAttempt();
  const { data, loading, error, refetch, fetchMore } = useQuery(OrdersQuery, { variables: { query: asked === '' ? null : asked, first: MOST }, fetchPolicy: 'cache-and-network' });
  const orders = useKept(asked, data?.orders, loading || error !== undefined);
  const after = orders?.pageInfo.hasNextPage ? orders.pageInfo.endCursor : null;
  return (
    <>
      <search>
        <form onSubmit={submit}>
          <Field label={t('admin.findOrders')} hint={t('admin.findOrdersHint')}>
            {(id) => <Input id={id} type="search" maxLength={320} value={text} onChange={(event) => setText(event.target.value)} onBlur={rest} />}
          </Field>
        </form>
      </search>
      {orders ? (
        <>
          {orders.nodes.length === 0 && (
            <p role="status" className="text-muted-foreground">
              {t(asked === '' ? 'admin.noOrders' : 'admin.noSuchOrders')}
            </p>
          )}
          <ul className="grid grid-cols-1 gap-3">
            {orders.nodes.map((order) => (
              <OrderItem key={order.id} order={order} />
            ))}
          </ul>
          {after && (
            <Button variant="outline" className="justify-self-start" onClick={() => void attempt(t('state.error'), async () => failIf((await fetchMore({ variables: { after } })).error))}>
              {t('admin.more')}
            </Button>
          )}
        </>
      ) : loading ? (
        <Skeleton className="h-96" />
      ) : (
        <ErrorState onRetry={refetch} />
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
