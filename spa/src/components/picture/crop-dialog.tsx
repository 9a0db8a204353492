import { useCallback, useId, useRef, useState, type PointerEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { cn } from '@/lib/cn';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/picture';
import { cropOf, dragged, MOST_ZOOM, WHOLE_VIEW, type Crop, type View } from './crop';

export type Chosen = { file: File; crop: Crop | null; background: string };
type Props = { file: File; aspect: number; onUse: (chosen: Chosen) => void; onCancel: () => void };
type Size = { width: number; height: number };

const BACKGROUNDS = { light: '#ffffff', dark: '#1b2420' } as const;
type Ground = keyof typeof BACKGROUNDS;
const mayBeTransparent = (file: File) => /png|webp|avif|gif/.test(file.type);

function Slider({ label, value, least, most, onChange }: { label: string; value: number; least: number; most: number; onChange: (value: number) => void }) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      <input
        id={id}
        type="range"
        className="h-9 w-full accent-primary"
        min={least}
        max={most}
        step={(most - least) / 50}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      />
    </div>
  );
}

/** What will be stored, to the pixel: the frame shows the crop on its background. */
function Frame({ file, size, aspect, view, ground, onView, onSize, onUnseen }: {
  file: File;
  size: Size | null;
  aspect: number;
  view: View;
  ground: Ground;
  onView: (view: View) => void;
  onSize: (size: Size) => void;
  onUnseen: () => void;
}) {
  const last = useRef<{ x: number; y: number } | null>(null);
  const crop = size ? cropOf(view, size, aspect) : null;
  const show = useCallback(
    (image: HTMLImageElement) => {
      const url = URL.createObjectURL(file);
      image.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [file],
  );
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (!last.current || !crop) return;
    const box = event.currentTarget.getBoundingClientRect();
    onView(dragged(view, crop, { x: (event.clientX - last.current.x) / box.width, y: (event.clientY - last.current.y) / box.height }));
    last.current = { x: event.clientX, y: event.clientY };
  };
  return (
    <div
      className={cn('relative w-full touch-none overflow-hidden rounded-md border', crop && 'cursor-move')}
      style={{ aspectRatio: aspect, background: BACKGROUNDS[ground] }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        last.current = { x: event.clientX, y: event.clientY };
      }}
      onPointerMove={move}
      onPointerUp={() => (last.current = null)}
      onPointerCancel={() => (last.current = null)}
    >
      <img
        ref={show}
        alt=""
        draggable={false}
        className="absolute max-w-none"
        style={
          crop
            ? { width: `${100 / crop.width}%`, height: `${100 / crop.height}%`, left: `${(-100 * crop.x) / crop.width}%`, top: `${(-100 * crop.y) / crop.height}%` }
            : { visibility: 'hidden' }
        }
        onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => (width && height ? onSize({ width, height }) : onUnseen())}
        onError={onUnseen}
      />
    </div>
  );
}

/** Asks which part of a picture is meant; by pointer or by keyboard alone. */
export function CropDialog({ file, aspect, onUse, onCancel }: Props) {
  const { t } = useI18n();
  const titleId = useId();
  const [size, setSize] = useState<Size | null>(null);
  const [isUnseen, setUnseen] = useState(false);
  const [view, setView] = useState(WHOLE_VIEW);
  const [ground, setGround] = useState<Ground>('light');
  const use = () => onUse({ file, crop: size ? cropOf(view, size, aspect) : null, background: BACKGROUNDS[ground] });
  return (
    <Dialog title={t('picture.crop')} className="w-[min(34rem,calc(100vw-2rem))] p-4 sm:p-5" onCancel={onCancel}>
      <form
        noValidate
        className="grid gap-3 sm:gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          use();
        }}
      >
        <p className="text-sm text-muted-foreground" role={isUnseen ? 'status' : undefined}>
          {t(isUnseen ? 'picture.unseen' : 'picture.cropText')}
        </p>
        {!isUnseen && (
          <div className={cn(aspect === 1 && 'mx-auto w-[min(16rem,30dvh)]')}>
            <Frame file={file} size={size} aspect={aspect} view={view} ground={ground} onView={setView} onSize={setSize} onUnseen={() => setUnseen(true)} />
          </div>
        )}
        {!isUnseen && (
          <div className="grid gap-2">
            <Slider label={t('picture.zoom')} value={view.zoom} least={1} most={MOST_ZOOM} onChange={(zoom) => setView({ ...view, zoom })} />
            <Slider label={t('picture.across')} value={view.across} least={0} most={1} onChange={(across) => setView({ ...view, across })} />
            <Slider label={t('picture.down')} value={view.down} least={0} most={1} onChange={(down) => setView({ ...view, down })} />
          </div>
        )}
        {mayBeTransparent(file) && (
          <fieldset className="flex flex-wrap gap-4 text-sm">
            <legend className="mb-1 font-semibold">{t('picture.background')}</legend>
            {(['light', 'dark'] as const).map((each) => (
              <label key={each} className="flex min-h-9 items-center gap-2">
                <input type="radio" name={`${titleId}-ground`} checked={ground === each} onChange={() => setGround(each)} className="accent-primary" />
                {t(`picture.${each}`)}
              </label>
            ))}
          </fieldset>
        )}
        <div className="sticky -bottom-4 -mx-4 -mb-4 flex flex-wrap justify-end gap-2 border-t bg-card px-4 py-3 sm:-bottom-5 sm:-mx-5 sm:-mb-5 sm:px-5">
          <Button variant="ghost" onClick={onCancel}>
            {t('picture.cancel')}
          </Button>
          <Button type="submit">{t('picture.use')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
