import { useQuery } from '@apollo/client/react';
import { AuditList } from '@/components/audit-list';
import { ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/account';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';

const MOST = 20;

const ActivityQuery = graphql(/* GraphQL */ `
  query AccountActivity($first: Int!, $after: String) {
    viewer {
      activity(first: $first, after: $after) {
        nodes { id ...AuditList_event }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

/** What was done with one's account, by whomever. */
export function Component() {
  const { t } = useI18n();
  const attempt = useAttempt();
  const { data, loading, error, refetch, fetchMore } = useQuery(ActivityQuery, { variables: { first: MOST }, fetchPolicy: 'cache-and-network' });
  const log = useKept('own', data?.viewer?.activity, loading || error !== undefined);
  if (!log) return loading ? <Skeleton className="h-60" /> : <ErrorState onRetry={refetch} />;
  const after = log.pageInfo.hasNextPage ? log.pageInfo.endCursor : null;
  return (
    <div className="grid gap-4">
      <p className="max-w-prose text-muted-foreground">{t('account.activityText')}</p>
      <AuditList events={log.nodes} />
      {after && (
        <Button variant="outline" className="justify-self-start" onClick={() => void attempt(t('state.error'), async () => failIf((await fetchMore({ variables: { after } })).error))}>
          {t('account.moreActivity')}
        </Button>
      )}
    </div>
  );
}
