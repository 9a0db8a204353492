import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { FileButton } from '@/components/upload/file-button';
import { Button } from '@/components/ui/button';
import type { ImagePurpose } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/picture';
import { CropDialog, type Chosen } from './crop-dialog';
import { PictureRefused, pictureReady, sendPicture } from './picture-port';

const ACCEPTED = 'image/jpeg,image/png,image/webp,image/avif,image/gif,image/heic,image/heif,.heic,.heif';

type Phase = { kind: 'idle' } | { kind: 'sending' } | { kind: 'making' } | { kind: 'done' } | { kind: 'slow' } | { kind: 'failed'; message: string };
type Props = {
  purpose: ImagePurpose;
  aspect: number;
  label: string;
  removeLabel: string;
  /** Tells whoever shows it; throws what it was refused for. */
  onChosen: (uploadId: string) => Promise<void>;
  onRefresh: () => unknown;
  onRemove?: () => void;
  /** That was chosen before and is not ready yet. */
  pending?: boolean;
  /** What was found in the one that was chosen before. */
  failure?: string | null;
  children?: ReactNode;
};

/** Asks for a picture, which part of it is meant, and brings it where it is shown. */
export function PictureField({ purpose, aspect, label, removeLabel, onChosen, onRefresh, onRemove, pending = false, failure, children }: Props) {
  const { t } = useI18n();
  const client = useApolloClient();
  const [file, setFile] = useState<File | null>(null);
  const [phase, setPhase] = useState<Phase>({ kind: 'idle' });
  const leaving = useRef(new AbortController());
  useEffect(() => {
    const left = new AbortController();
    leaving.current = left;
    return () => left.abort();
  }, []);
  const isBusy = phase.kind === 'sending' || phase.kind === 'making';
  useEffect(() => {
    if (!pending || isBusy) return;
    const timer = setInterval(() => void onRefresh(), 3_000);
    return () => clearInterval(timer);
  }, [pending, isBusy, onRefresh]);
  const use = async (chosen: Chosen) => {
    setFile(null);
    setPhase({ kind: 'sending' });
    try {
      const uploadId = await sendPicture(client, purpose, chosen);
      // Chosen before it is made: whoever leaves now finds it when they come back.
      await onChosen(uploadId);
      setPhase({ kind: 'making' });
      const isReady = await pictureReady(client, uploadId, leaving.current.signal);
      if (leaving.current.signal.aborted) return;
      setPhase({ kind: isReady ? 'done' : 'slow' });
    } catch (error) {
      setPhase({ kind: 'failed', message: error instanceof PictureRefused && error.message ? error.message : t('picture.failed') });
    }
    onRefresh();
  };
  const shown = phase.kind === 'idle' && pending ? 'making' : phase.kind;
  const told = phase.kind === 'failed' ? phase.message : phase.kind === 'idle' && failure;
  return (
    <div className="grid gap-2">
      {children}
      <div className="flex flex-wrap gap-2">
        <FileButton label={label} accept={ACCEPTED} onFile={setFile} />
        {onRemove && !isBusy && (
          <Button size="small" variant="danger" onClick={onRemove}>
            {removeLabel}
          </Button>
        )}
      </div>
      <p role="status" className="text-sm text-muted-foreground empty:hidden">
        {shown !== 'idle' && shown !== 'failed' && t(`picture.${shown}`)}
        {told && <span className="text-destructive">{told}</span>}
      </p>
      {file && <CropDialog key={`${file.name}:${file.lastModified}`} file={file} aspect={aspect} onUse={(chosen) => void use(chosen)} onCancel={() => setFile(null)} />}
    </div>
  );
}
