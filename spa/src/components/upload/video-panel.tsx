import { Pause, Play, Upload } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { ProgressBar } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { cn } from '@/lib/cn';
import { bytes } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import { Processing } from './processing';
import { useUpload } from './use-upload';

type Props = { lessonId: string; video: { id: string; status: string } | null; onRefresh: () => unknown };

export function VideoPanel({ lessonId, video, onRefresh }: Props) {
  const { t, locale } = useI18n();
  const { state, unfinished, begin, pause, resume } = useUpload(lessonId, {
    notSame: (name) => t('upload.notSame', { name }),
    failed: t('upload.error'),
  });
  const [isReplacing, setReplacing] = useState(false);
  const videoId = state.kind === 'sent' ? state.videoId : video && video.status !== 'UPLOADING' ? video.id : null;

  if (state.kind === 'moving' || state.kind === 'paused' || state.kind === 'broken') {
    return (
      <div className="grid gap-2">
        <p className="flex flex-wrap justify-between gap-2 text-sm">
          <span className="min-w-0 truncate font-semibold">{state.name}</span>
          <span className="text-muted-foreground tabular-nums">
            {t('upload.bytes', { sent: bytes(state.sent, locale), total: bytes(state.total, locale) })}
            {state.kind === 'moving' && state.perSecond > 0 && ` · ${t('upload.speed', { speed: bytes(state.perSecond, locale) })}`}
            {state.kind === 'paused' && ` · ${t('upload.paused')}`}
          </span>
        </p>
        <ProgressBar label={t('upload.progress', { name: state.name })} value={state.total > 0 ? state.sent / state.total : 0} />
        {state.kind === 'broken' && (
          <p role="alert" className="text-sm text-destructive">
            {t('upload.error')}
          </p>
        )}
        <Button size="small" variant="outline" className="justify-self-start" onClick={state.kind === 'moving' ? pause : resume}>
          {state.kind === 'moving' ? <Pause aria-hidden /> : <Play aria-hidden />}
          {t(state.kind === 'moving' ? 'upload.pause' : 'upload.resume')}
        </Button>
      </div>
    );
  }
  return (
    <div className="grid gap-3">
      {videoId && <Processing videoId={videoId} onDone={onRefresh} />}
      {videoId && !isReplacing ? (
        <Button size="small" variant="outline" className="justify-self-start" onClick={() => setReplacing(true)}>
          {t('upload.replace')}
        </Button>
      ) : (
        <DropZone onFile={begin} />
      )}
      {unfinished && <p role="status" className="text-sm">{t('upload.unfinished', { name: unfinished.name })}</p>}
      {state.kind === 'refused' && (
        <p role="alert" className="text-sm text-destructive">
          {state.message}
        </p>
      )}
    </div>
  );
}

function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useI18n();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  };
  return (
    <div
      role="group"
      aria-label={t('upload.title')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      className={cn('grid justify-items-center gap-2 rounded-md border border-dashed border-input p-6 text-center', isOver && 'bg-primary-soft')}
    >
      <Upload aria-hidden className="size-6 text-muted-foreground" />
      <p className="font-semibold">{t('upload.drop')}</p>
      <p className="text-sm text-muted-foreground">{t('upload.help')}</p>
      <input
        ref={input}
        type="file"
        accept="video/*,.mkv"
        className="sr-only"
        tabIndex={-1}
        aria-label={t('upload.choose')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          event.target.value = '';
        }}
      />
      <Button size="small" variant="outline" onClick={() => input.current?.click()}>
        {t('upload.choose')}
      </Button>
    </div>
  );
}
