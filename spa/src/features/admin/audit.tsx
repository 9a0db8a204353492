import { useQuery } from '@apollo/client/react';
import { useSearchParams } from 'react-router';
import { AuditList } from '@/components/audit-list';
import { ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/admin';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { AdminPage } from './admin-page';

const MOST = 50;

const AuditQuery = graphql(/* GraphQL */ `
  query AdminAudit($targetId: ID, $first: Int!, $after: String) {
    auditLog(targetId: $targetId, first: $first, after: $after) {
      nodes { id ...AuditList_event }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

function Events({ targetId }: { targetId: string | null }) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const { data, loading, error, refetch, fetchMore } = useQuery(AuditQuery, { variables: { targetId, first: MOST }, fetchPolicy: 'cache-and-network' });
  const log = data?.auditLog;
  if (!log) return loading && !error ? <Skeleton className="h-96" /> : <ErrorState onRetry={refetch} />;
  if (log.nodes.length === 0) return <p className="text-muted-foreground">{t('admin.noAudit')}</p>;
  const after = log.pageInfo.hasNextPage ? log.pageInfo.endCursor : null;
  return (
    <>
      <AuditList events={log.nodes} isForStaff />
      {after && (
        <Button variant="outline" className="justify-self-start" onClick={() => void attempt(t('state.error'), async () => failIf((await fetchMore({ variables: { after } })).error))}>
          {t('admin.more')}
        </Button>
      )}
    </>
  );
}

/** What was done by whom, of everybody or to one. */
export function Component() {
  const { t } = useI18n();
  const [search] = useSearchParams();
  return (
    <AdminPage title={t('admin.audit')}>
      <Events targetId={search.get('target')} />
    </AdminPage>
  );
}
