import { useQuery } from '@apollo/client/react';
import { Pause, Play, RotateCw, X } from 'lucide-react';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { ProgressBar } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { confirmed } from '@/lib/asking';
import { bytes, timeLeft } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';
import { FileButton } from './file-button';
import type { UploadItem } from './upload-list';
import type { Uploads } from './upload-store';

/** Refusals that room would undo. */
const IS_FULL = new Set(['QUOTA_EXCEEDED', '413']);

/** Where an upload stands, in words. */
function usePhaseText(item: UploadItem): string {
  const { t, locale } = useI18n();
  const { phase, sent, total, perSecond } = item;
  switch (phase.kind) {
    case 'moving': {
      const parts = [t('upload.bytes', { sent: bytes(sent, locale), total: bytes(total, locale) })];
      if (perSecond > 0) parts.push(t('upload.speed', { speed: bytes(perSecond, locale) }), t('upload.left', { time: timeLeft((total - sent) / perSecond, locale) }));
      return parts.join(' · ');
    }
    case 'needsFile':
      return t(phase.wrong ? 'upload.notSame' : 'upload.unfinished', { name: item.name });
    case 'refused':
      if (phase.code === 'ABORTED') return t('upload.abortedElsewhere');
      return phase.message || t(phase.code === '413' ? 'upload.tooLarge' : 'upload.refused');
    default:
      return t(`upload.phase.${phase.kind}`);
  }
}

const SentQuery = graphql(/* GraphQL */ `
  query SentVideo($id: ID!) {
    video(id: $id) { id status }
  }
`);

const ASK_AGAIN_MS = 5_000;

/** What became of a video since it was sent. */
function SentText({ videoId }: { videoId: string }) {
  const { t } = useI18n();
  const { data, stopPolling } = useQuery(SentQuery, { variables: { id: videoId }, pollInterval: ASK_AGAIN_MS });
  const status = data?.video?.status;
  // An answer without it: it was deleted. Where there was no answer, there may be one the next time.
  const isGone = data !== undefined && data.video === null;
  const isOver = status === 'READY' || status === 'FAILED' || isGone;
  useEffect(() => {
    if (isOver) stopPolling();
  }, [isOver, stopPolling]);
  if (isGone) return t('upload.videoGone');
  if (status === undefined || status === 'UPLOADING') return t('upload.phase.sent');
  return <span className={status === 'FAILED' ? 'text-destructive' : undefined}>{t(`videoStatus.${status}`)}</span>;
}

/** One upload, with all that can be done about it; the same in its lesson and in the tray. */
export function UploadRow({ item, uploads }: { item: UploadItem; uploads: Uploads }) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const text = usePhaseText(item);
  const { id, name, phase } = item;
  const isOver = phase.kind === 'sent' || phase.kind === 'refused';
  const isBad = phase.kind === 'refused' || phase.kind === 'failed' || (phase.kind === 'needsFile' && phase.wrong);
  const cancel = async () => {
    if (!(await confirmed(t('upload.cancelSure', { name }), t('upload.cancelYes'), true, t('upload.cancelNo')))) return;
    void attempt(
      t('upload.notCancelled', { name }),
      () => uploads.cancel(id),
      () => notify({ message: t('upload.cancelled', { name }) }),
    );
  };
  return (
    <div className="grid gap-1.5" data-testid="upload">
      <p className="truncate text-sm font-semibold">{name}</p>
      <p role={isBad ? 'alert' : undefined} className={isBad ? 'text-sm text-destructive' : 'text-sm text-muted-foreground tabular-nums'}>
        {phase.kind === 'sent' && item.videoId ? <SentText videoId={item.videoId} /> : text}
      </p>
      {phase.kind === 'refused' && IS_FULL.has(phase.code) && (
        <Link to="/teach/videos" className="text-sm text-primary underline underline-offset-3">
          {t('videos.toFree')}
        </Link>
      )}
      {!isOver && phase.kind !== 'elsewhere' && <ProgressBar label={t('upload.progress', { name })} value={item.total > 0 ? item.sent / item.total : 0} />}
      <div className="flex flex-wrap gap-2">
        {(phase.kind === 'moving' || phase.kind === 'waiting' || phase.kind === 'queued') && (
          <Button size="small" variant="outline" aria-label={t('upload.pauseName', { name })} onClick={() => uploads.pause(id)}>
            <Pause aria-hidden />
            {t('upload.pause')}
          </Button>
        )}
        {phase.kind === 'paused' && (
          <Button size="small" variant="outline" aria-label={t('upload.resumeName', { name })} onClick={() => uploads.resume(id)}>
            <Play aria-hidden />
            {t('upload.resume')}
          </Button>
        )}
        {(phase.kind === 'failed' || phase.kind === 'refused') && (
          <Button size="small" variant="outline" aria-label={t('upload.retryName', { name })} onClick={() => uploads.resume(id)}>
            <RotateCw aria-hidden />
            {t('upload.retry')}
          </Button>
        )}
        {phase.kind === 'refused' && !IS_FULL.has(phase.code) && <FileButton label={t('upload.chooseOther')} name={t('upload.chooseOtherName', { name })} onFile={(file) => uploads.replace(id, file)} />}
        {phase.kind === 'needsFile' && (
          <FileButton label={t('upload.chooseSame')} name={t('upload.chooseSameName', { name })} onFile={(file) => void uploads.giveFile(id, file)} />
        )}
        {isOver ? (
          <Button size="small" variant="ghost" aria-label={t('upload.dropName', { name })} onClick={() => uploads.drop(id)}>
            {t('upload.dropItem')}
          </Button>
        ) : (
          <Button size="small" variant="ghost" aria-label={t('upload.cancelName', { name })} onClick={() => void cancel()}>
            <X aria-hidden />
            {t('upload.cancel')}
          </Button>
        )}
      </div>
    </div>
  );
}
