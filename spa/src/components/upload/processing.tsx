import { useMutation, useQuery, useSubscription } from '@apollo/client/react';
import { Check, CircleAlert, Circle, LoaderCircle } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { ErrorState } from '@/components/page-states';
import { ProgressBar, Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment } from '@/gql';
import type { StepStatus } from '@/gql/graphql';
import { inPercent } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import { useAttempt } from '@/lib/use-attempt';

export const ProcessingFragment = graphql(/* GraphQL */ `
  fragment Processing_video on Video {
    id
    status
    processing {
      jobId
      queuePosition
      percent
      steps { step detail status percent }
      failure { code message retryable }
    }
  }
`);

const ProcessingQuery = graphql(/* GraphQL */ `
  query VideoProcessing($id: ID!) {
    video(id: $id) { id ...Processing_video }
  }
`);

const ProcessingLive = graphql(/* GraphQL */ `
  subscription VideoProcessingLive($id: ID!) {
    videoProcessing(videoId: $id) { id ...Processing_video }
  }
`);

const Retry = graphql(/* GraphQL */ `
  mutation RetryProcessing($id: ID!) {
    retryProcessing(videoId: $id) { video { id ...Processing_video } userErrors { code message } }
  }
`);

const icons = { PENDING: Circle, RUNNING: LoaderCircle, DONE: Check, SKIPPED: Check, FAILED: CircleAlert };

function StepIcon({ status }: { status: StepStatus }) {
  const Icon = icons[status];
  return <Icon aria-hidden className={status === 'RUNNING' ? 'size-4 animate-spin text-primary' : 'size-4 text-muted-foreground'} />;
}

const ASK_AGAIN_MS = 10_000;

type Props = { videoId: string; isReplacement?: boolean; onDone: () => unknown };

/** What becomes of the video before it. */
function Fate({ isFailed }: { isFailed: boolean }) {
  const { t } = useI18n();
  return <p className="text-sm">{t(isFailed ? 'upload.notReplaced' : 'upload.replacement')}</p>;
}

/** The query says where it stands, the subscription moves it; both write the same object of the cache. */
export function Processing({ videoId, isReplacement = false, onDone }: Props) {
  const { t, locale } = useI18n();
  const { data, loading: asking, refetch, startPolling, stopPolling } = useQuery(ProcessingQuery, { variables: { id: videoId }, fetchPolicy: 'cache-and-network' });
  const video = readFragment(ProcessingFragment, data?.video);
  const isOver = video?.status === 'READY' || video?.status === 'FAILED';
  // Nothing tells any more: what came of it is the query's to say, asked until it knows.
  const onSilence = () => {
    startPolling(ASK_AGAIN_MS);
    void Promise.allSettled([refetch()]);
  };
  useSubscription(ProcessingLive, {
    variables: { id: videoId },
    skip: isOver,
    onComplete: onSilence,
    onError: onSilence,
  });
  useEffect(() => {
    if (isOver) stopPolling();
  }, [isOver, stopPolling]);
  const [retry, { loading }] = useMutation(Retry);
  const attempt = useAttempt();
  const again = async () => (await retry({ variables: { id: videoId } })).data?.retryProcessing.userErrors ?? [];
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });
  const status = video?.status;
  useEffect(() => {
    if (status === 'READY' || status === 'PLAYABLE') void done.current();
  }, [status]);

  // What was found in the file is told in the language it was asked in.
  const asked = useRef(locale);
  useEffect(() => {
    if (asked.current === locale || status !== 'FAILED') return;
    asked.current = locale;
    void Promise.allSettled([refetch()]);
  }, [locale, status, refetch]);

  if (!video) return asking ? <Skeleton className="h-16" /> : <ErrorState onRetry={refetch} />;
  const job = video.processing;
  const failure = job?.failure;
  const fate = isReplacement && <Fate isFailed={video.status === 'FAILED'} />;
  if (video.status === 'FAILED' && !job) {
    // Nobody ever worked on it: its file never came whole.
    return (
      <>
        {fate}
        <p role="status" className="text-sm text-muted-foreground">
          {t('upload.neverCame')}
        </p>
      </>
    );
  }
  if (video.status === 'FAILED') {
    return (
      <>
        {fate}
        <div role="alert" className="grid justify-items-start gap-2 rounded-md bg-destructive-soft p-3 text-sm">
          <p className="font-semibold">{t('upload.failed')}</p>
          {failure && <p>{failure.message}</p>}
          {failure?.retryable && (
            <Button size="small" variant="outline" isBusy={loading} onClick={() => void attempt(t('upload.notRetried'), again)}>
              {t('upload.retry')}
            </Button>
          )}
        </div>
      </>
    );
  }
  if (video.status === 'READY') {
    return (
      <p role="status" className="flex items-center gap-2 text-sm font-semibold text-success">
        <Check aria-hidden className="size-4" />
        {t('upload.ready')}
      </p>
    );
  }
  const place = job?.queuePosition;
  const isQueued = video.status === 'QUEUED';
  const title = isQueued ? (place ? t('upload.queuedAt', { n: place }) : t('upload.queued')) : t(video.status === 'PLAYABLE' ? 'upload.playable' : 'upload.processing');
  // The API counts 0–100, as a person does.
  const percent = job?.percent ?? 0;
  return (
    <>
      {fate}
      <div className="grid gap-2" data-testid="processing">
        <p role="status" className="flex justify-between gap-3 text-sm font-semibold">
          {title}
          <span className="tabular-nums" data-testid="percent">
            {inPercent(percent, locale)}
          </span>
        </p>
        <ProgressBar label={title} value={percent / 100} />
        <ul className="grid gap-1 text-sm">
          {(job?.steps ?? []).map((step) => (
            <li key={`${step.step}${step.detail ?? ''}`} className="flex items-center gap-2">
              <StepIcon status={step.status} />
              {t(`step.${step.step}`)} {step.detail}
              <span className="sr-only">{t(`stepStatus.${step.status}`)}</span>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
