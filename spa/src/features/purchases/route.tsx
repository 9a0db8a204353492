import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { Page } from '@/components/page';
import { EmptyState, ErrorState, SignInState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/buying';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { useViewer } from '@/lib/viewer';
import { Purchase } from './purchase';

const MOST = 20;

const PurchasesQuery = graphql(/* GraphQL */ `
  query Purchases($first: Int!, $after: String) {
    viewer {
      user {
        id
        orders(first: $first, after: $after) {
          nodes { id ...Purchase_order }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`);

function Orders() {
  const { t } = useI18n();
  const attempt = useAttempt();
  const { data, loading, error, refetch, fetchMore } = useQuery(PurchasesQuery, { variables: { first: MOST }, fetchPolicy: 'cache-and-network' });
  const orders = data?.viewer?.user.orders;
  if (!orders) return loading && !error ? <Skeleton className="h-60" /> : <ErrorState onRetry={refetch} />;
  if (orders.nodes.length === 0) {
    return (
      <EmptyState title={t('purchases.none')} text={t('purchases.noneText')}>
        <Button asChild variant="outline">
          <Link to="/">{t('state.toCatalog')}</Link>
        </Button>
      </EmptyState>
    );
  }
  const after = orders.pageInfo.hasNextPage ? orders.pageInfo.endCursor : null;
  return (
    <>
      <ul className="grid grid-cols-1 gap-4">
        {orders.nodes.map((order) => (
          <Purchase key={order.id} order={order} />
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

/** What one has bought, with its papers and the way back. */
export function Component() {
  const { t } = useI18n();
  const viewer = useViewer();
  const title = t('purchases.title');
  if (!viewer.user) return <Page title={title}>{viewer.loading ? <Skeleton className="h-60" /> : <SignInState />}</Page>;
  return (
    <Page title={title} className="grid max-w-3xl gap-6">
      <header className="grid gap-2">
        <h1 className="text-3xl">{title}</h1>
        <p className="max-w-prose text-muted-foreground">{t('buy.refund')}</p>
        <p>
          <Link to="/membership" className="underline">
            {t('pricing.mine')}
          </Link>
        </p>
      </header>
      <Orders />
    </Page>
  );
}
