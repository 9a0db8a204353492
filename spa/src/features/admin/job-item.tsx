import { ProgressBar, StateBadge } from '@/components/ui/bits';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { ago, moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import { dropJob, replayJob } from './acts';
import { FateButtons } from './fate-buttons';

export const JobFragment = graphql(/* GraphQL */ `
  fragment JobItem_job on MediaJob {
    id
    kind
    state
    urgency
    attempt
    percent
    workerId
    cause { code message }
    nextTryAt
    queuedAt
    video { id source { name } }
  }
`);

type Props = { job: FragmentType<typeof JobFragment>; onDone: () => unknown };

export function JobItem({ job: ref, onDone }: Props) {
  const job = readFragment(JobFragment, ref);
  const { t, locale } = useI18n();
  const name = `${t(`admin.kind.${job.kind}`)} · ${job.video?.source?.name ?? t('admin.unnamed')}`;
  const isDead = job.state === 'FAILED';
  const facts = [
    t(`admin.urgency.${job.urgency}`),
    t('admin.attempt', { number: job.attempt }),
    t('admin.queued', { time: ago(job.queuedAt, locale) }),
    job.workerId && t('admin.worker', { id: job.workerId }),
    job.nextTryAt && t('admin.nextTry', { time: moment(job.nextTryAt, locale) }),
  ];
  return (
    <li className="grid gap-2 rounded-lg border bg-card p-4" data-testid="job">
      <div className="flex flex-wrap items-start gap-2">
        <h3 className="min-w-0 flex-1 basis-48 font-semibold break-words">{name}</h3>
        <StateBadge state={job.state}>{t(`admin.state.${job.state}`)}</StateBadge>
      </div>
      {(job.state === 'RUNNING' || job.percent > 0) && <ProgressBar label={t('admin.progress', { name })} value={job.percent / 100} />}
      <p className="text-sm text-muted-foreground">{facts.filter(Boolean).join(' · ')}</p>
      {job.cause && (
        <p className="text-sm break-words">
          <span className="font-semibold">{`${t('admin.cause')}: ${t(`admin.code.${job.cause.code}`)}`}</span>{' '}
          <span lang="en" className="font-mono text-xs">{job.cause.message}</span>
        </p>
      )}
      <FateButtons
        id={job.id}
        name={name}
        replay={isDead ? replayJob : null}
        drop={job.state === 'DONE' || job.state === 'CANCELLED' ? null : dropJob}
        onDone={onDone}
      />
    </li>
  );
}
