import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import type { ReportStatus } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/moderation';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';
import { AdminPage } from './admin-page';
import { ReportItem } from './report-item';

const QueueQuery = graphql(/* GraphQL */ `
  query ModerationQueue($status: ReportStatus!, $after: String) {
    moderationQueue(status: $status, first: 20, after: $after) {
      totalCount
      nodes { id ...ReportItem_report }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

const STATUSES: readonly ReportStatus[] = ['OPEN', 'APPEALED', 'UPHELD', 'DISMISSED'];

function Reports({ status }: { status: ReportStatus }) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const { data, loading, error, refetch, fetchMore } = useQuery(QueueQuery, { variables: { status }, fetchPolicy: 'cache-and-network' });
  const queue = useKept(status, data?.moderationQueue, loading || error !== undefined);
  if (!queue) return loading && !error ? <Skeleton className="h-64" /> : <ErrorState onRetry={refetch} />;
  if (queue.nodes.length === 0) return <p className="text-muted-foreground">{t(`moderation.none.${status}`)}</p>;
  const after = queue.pageInfo.hasNextPage ? queue.pageInfo.endCursor : null;
  return (
    <>
      <ul className="grid grid-cols-1 gap-4">
        {queue.nodes.map((report) => (
          <ReportItem key={report.id} report={report} onDone={refetch} />
        ))}
      </ul>
      {after && (
        <Button variant="outline" className="justify-self-start" onClick={() => void attempt(t('state.error'), async () => failIf((await fetchMore({ variables: { after } })).error))}>
          {t('moderation.more')}
        </Button>
      )}
    </>
  );
}

/** What people reported; for moderators. */
export function Component() {
  const { t } = useI18n();
  const [status, setStatus] = useState<ReportStatus>('OPEN');
  return (
    <AdminPage title={t('moderation.title')} text={t('moderation.queueText')} isForModerators>
      {/* Together, so that the keyboard goes on at the choice when the last one is decided. */}
      <div className="grid grid-cols-1 gap-6">
        <div role="group" aria-label={t('moderation.status')} className="flex flex-wrap gap-1">
          {STATUSES.map((each) => (
            <Button key={each} size="small" variant={each === status ? 'primary' : 'outline'} aria-pressed={each === status} onClick={() => setStatus(each)}>
              {t(`moderation.status.${each}`)}
            </Button>
          ))}
        </div>
        <Reports key={status} status={status} />
      </div>
    </AdminPage>
  );
}
