import { useQuery } from '@apollo/client/react';
import { ErrorState } from '@/components/page-states';
import { Badge, Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/admin';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { AdminPage } from './admin-page';

const MOST = 50;
const POLL_MS = 10_000;

const ErasuresQuery = graphql(/* GraphQL */ `
  query AdminErasures($first: Int!, $after: String) {
    erasures(first: $first, after: $after) {
      nodes { personId requestedAt doneAt waitingFor }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

function Erasures() {
  const { t, locale } = useI18n();
  const attempt = useAttempt();
  const { data, loading, error, refetch, fetchMore } = useQuery(ErasuresQuery, {
    variables: { first: MOST },
    fetchPolicy: 'cache-and-network',
    pollInterval: POLL_MS,
    skipPollAttempt: () => document.hidden,
  });
  const erasures = data?.erasures;
  if (!erasures) return loading && !error ? <Skeleton className="h-96" /> : <ErrorState onRetry={refetch} />;
  if (erasures.nodes.length === 0) return <p className="text-muted-foreground">{t('admin.noErasures')}</p>;
  const after = erasures.pageInfo.hasNextPage ? erasures.pageInfo.endCursor : null;
  return (
    <>
      <ul className="grid grid-cols-1 gap-3">
        {erasures.nodes.map(({ personId, requestedAt, doneAt, waitingFor }) => (
          <li key={personId} data-testid="erasure" className="flex flex-wrap items-baseline gap-x-4 gap-y-1 rounded-lg border bg-card p-3">
            <code className="min-w-0 wrap-anywhere">{personId}</code>
            <span className="text-sm text-muted-foreground">{t('admin.erasureAsked', { date: moment(requestedAt, locale) })}</span>
            {doneAt ? (
              <span className="ms-auto text-sm">{t('admin.erasureDone', { date: moment(doneAt, locale) })}</span>
            ) : (
              <span className="ms-auto flex flex-wrap items-center gap-2 text-sm">
                {t('admin.erasureWaits')}
                {waitingFor.map((step) => (
                  <Badge key={step}>{t(`admin.erasureStep.${step}`)}</Badge>
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
      {after && (
        <Button variant="outline" className="justify-self-start" onClick={() => void attempt(t('state.error'), async () => failIf((await fetchMore({ variables: { after } })).error))}>
          {t('admin.erasuresMore')}
        </Button>
      )}
    </>
  );
}

/** Accounts that are to be gone, and what each still waits for; for staff. */
export function Component() {
  const { t } = useI18n();
  return (
    <AdminPage title={t('admin.erasures')} text={t('admin.erasuresText')}>
      <Erasures />
    </AdminPage>
  );
}
