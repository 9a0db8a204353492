import { useQuery } from '@apollo/client/react';
import { RotateCw } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { Page } from '@/components/page';
import { EmptyState, ErrorState, SignInState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import type { MediaJobState } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/admin';
import { useIsAdmin, useViewer } from '@/lib/viewer';
import { AdminParts } from './admin-page';
import { JobItem } from './job-item';
import { LetterItem } from './letter-item';
import { QueueTable } from './queue-table';

const MOST = 50;
const POLL_MS = 10_000;
const UNDER_WAY: MediaJobState[] = ['WAITING', 'RUNNING', 'FAILED'];

const JobsQuery = graphql(/* GraphQL */ `
  query AdminJobs($states: [MediaJobState!], $first: Int!) {
    jobQueues { name ...QueueTable_queue }
    mediaJobs(states: $states, first: $first) { nodes { id ...JobItem_job } pageInfo { hasNextPage } }
  }
`);

/** Apart, because a look at the dead takes each of them from its queue and puts it back. */
const LettersQuery = graphql(/* GraphQL */ `
  query DeadLetters {
    deadLetters { id ...LetterItem_letter }
  }
`);

const ScopesQuery = graphql(/* GraphQL */ `
  query AdminScopes {
    viewer { user { id } scopes }
  }
`);

function Letters() {
  const { t } = useI18n();
  const { data, loading, refetch } = useQuery(LettersQuery, { fetchPolicy: 'network-only' });
  return (
    <section className="grid gap-3">
      <h2 className="text-xl">{t('admin.letters')}</h2>
      <p className="max-w-prose text-muted-foreground">{t('admin.lettersText')}</p>
      {!data && (loading ? <Skeleton className="h-24" /> : <ErrorState onRetry={refetch} />)}
      {data?.deadLetters.length === 0 && <p>{t('admin.noLetters')}</p>}
      <ul className="grid grid-cols-1 gap-3">
        {data?.deadLetters.map((letter) => <LetterItem key={letter.id} letter={letter} onDone={refetch} />)}
      </ul>
    </section>
  );
}

function Jobs() {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const isAll = search.get('show') === 'all';
  const { data, loading, refetch } = useQuery(JobsQuery, {
    variables: { states: isAll ? [] : UNDER_WAY, first: MOST },
    fetchPolicy: 'cache-and-network',
    pollInterval: POLL_MS,
    skipPollAttempt: () => document.hidden,
  });
  if (!data) return loading ? <Skeleton className="h-64" /> : <ErrorState onRetry={refetch} />;
  const { nodes, pageInfo } = data.mediaJobs;
  return (
    <>
      <section className="grid gap-3">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h2 className="text-xl">{t('admin.queues')}</h2>
          <Button variant="outline" onClick={() => void refetch()}>
            <RotateCw aria-hidden />
            {t('admin.refresh')}
          </Button>
        </div>
        <QueueTable queues={data.jobQueues} />
      </section>
      <section className="grid gap-3">
        <h2 className="text-xl">{t('admin.jobs')}</h2>
        <div role="group" aria-label={t('admin.show')} className="flex flex-wrap gap-2">
          <Button size="small" variant={isAll ? 'outline' : 'primary'} aria-pressed={!isAll} onClick={() => setSearch({}, { replace: true })}>
            {t('admin.underway')}
          </Button>
          <Button size="small" variant={isAll ? 'primary' : 'outline'} aria-pressed={isAll} onClick={() => setSearch({ show: 'all' }, { replace: true })}>
            {t('admin.all')}
          </Button>
        </div>
        {nodes.length === 0 && <p>{t('admin.noJobs')}</p>}
        <ul className="grid grid-cols-1 gap-3">
          {nodes.map((job) => <JobItem key={job.id} job={job} onDone={refetch} />)}
        </ul>
        {pageInfo.hasNextPage && <p className="text-sm text-muted-foreground">{t('admin.latest', { count: MOST })}</p>}
      </section>
    </>
  );
}

function ForAdmins() {
  const { t } = useI18n();
  const { data, loading, refetch } = useQuery(ScopesQuery);
  if (!data) return loading ? <Skeleton className="h-64" /> : <ErrorState onRetry={refetch} />;
  if (!data.viewer?.scopes.includes('admin')) return <EmptyState title={t('admin.onlyAdmins')} text={t('admin.onlyAdminsText')} />;
  return (
    <>
      <Jobs />
      <Letters />
    </>
  );
}

export function Component() {
  const { t } = useI18n();
  const { user, loading } = useViewer();
  const isAdmin = useIsAdmin();
  return (
    <Page title={t('admin.title')} className="grid grid-cols-1 content-start gap-8">
      {isAdmin && <AdminParts />}
      <h1 className="text-3xl">{t('admin.title')}</h1>
      {loading && <Skeleton className="h-64" />}
      {!loading && user === null && <SignInState />}
      {user && <ForAdmins />}
    </Page>
  );
}
