import { Upload } from 'lucide-react';
import { useEffect, useRef, useState, type DragEvent } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/lib/cn';
import { useI18n } from '@/lib/i18n';
import { FileButton } from './file-button';
import { Processing } from './processing';
import type { Target } from './upload-port';
import { UploadRow } from './upload-row';
import { useUploads } from './use-uploads';

type Video = { id: string; status: string };
type Props = { target: Target; accountId: string; video: Video | null; replacement: Video | null; onRefresh: () => unknown };

/** The video of a lesson, and the one that is to replace it. What is being uploaded goes on when this is no longer shown. */
export function VideoPanel({ target, accountId, video, replacement, onRefresh }: Props) {
  const { t } = useI18n();
  const [items, uploads] = useUploads(accountId);
  const [isReplacing, setReplacing] = useState(false);
  const under = items.findLast((item) => item.lessonId === target.lessonId);
  const current = video && video.status !== 'UPLOADING' ? video : null;
  const next = replacement && replacement.status !== 'UPLOADING' ? replacement.id : null;
  // An upload that just ended is known here before the lesson is asked again.
  const sent = under?.phase.kind === 'sent' ? under.videoId : null;
  // Of two the later: ids are in the order of time.
  const coming = [next, sent === current?.id ? null : sent].filter((id) => id !== null).toSorted().at(-1);
  const isUnheardOf = sent !== null && sent !== current?.id && sent !== next;
  const latest = useRef(onRefresh);
  useEffect(() => {
    latest.current = onRefresh;
  });
  useEffect(() => {
    if (isUnheardOf) void latest.current();
  }, [isUnheardOf]);
  // Cancelled, here or in the tray: the lesson has none any more, and says so.
  const underId = under?.id;
  useEffect(() => (underId === undefined ? undefined : () => void latest.current()), [underId]);
  const isUnderWay = under && under.phase.kind !== 'sent';
  const begin = (file: File) => {
    setReplacing(false);
    uploads.add(file, target);
  };
  return (
    <div className="grid grid-cols-1 gap-3">
      {current && !(isUnderWay && current.status === 'FAILED') && <Processing videoId={current.id} onDone={onRefresh} />}
      {coming && (
        <div className="grid grid-cols-1 gap-2 rounded-md border p-3">
          <Processing videoId={coming} isReplacement={current !== null} onDone={onRefresh} />
        </div>
      )}
      {isUnderWay && <UploadRow item={under} uploads={uploads} />}
      {!isUnderWay && ((coming || (current && current.status !== 'FAILED')) && !isReplacing ? (
        <Button size="small" variant="outline" className="justify-self-start" onClick={() => setReplacing(true)}>
          {t('upload.replace')}
        </Button>
      ) : (
        <DropZone onFile={begin} />
      ))}
    </div>
  );
}

function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useI18n();
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
      <FileButton label={t('upload.choose')} onFile={onFile} />
    </div>
  );
}
