import { ListTree } from 'lucide-react';
import { useRef, type RefObject } from 'react';
import { clock } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/study';
import { useClosing } from '../use-closing';
import { chapterAt, type Chapter } from './chapters';

type ButtonProps = { chapters: readonly Chapter[]; positionMs: number; isOpen: boolean; button: RefObject<HTMLButtonElement | null>; onToggle: () => void };

/** Opens the list of chapters, and says in which the film is where there is room for that. */
export function ChaptersButton({ chapters, positionMs, isOpen, button, onToggle }: ButtonProps) {
  const { t } = useI18n();
  const current = chapters[chapterAt(chapters, positionMs)]?.title;
  return (
    <button
      ref={button}
      type="button"
      aria-label={current ? t('study.chaptersNow', { title: current }) : t('study.chapters')}
      title={current ?? t('study.chapters')}
      aria-expanded={isOpen}
      onClick={onToggle}
      className="flex items-center gap-2 bg-[var(--media-secondary-color)] text-sm text-[var(--media-primary-color)] hover:bg-[var(--media-control-hover-background)]"
    >
      <ListTree aria-hidden className="size-6 shrink-0" />
      {current && (
        <span aria-hidden className="hidden max-w-40 truncate @2xl:inline">
          {current}
        </span>
      )}
    </button>
  );
}

/** The controls' own fading must not take the menu with it. */
const STAYS = { noautohide: '' };

type PanelProps = { chapters: readonly Chapter[]; positionMs: number; button: RefObject<HTMLButtonElement | null>; onSeek: (ms: number) => void; onClose: () => void };

export function ChaptersPanel({ chapters, positionMs, button, onSeek, onClose }: PanelProps) {
  const { t } = useI18n();
  const panel = useRef<HTMLDivElement>(null);
  const onKeyDown = useClosing(panel, button, onClose, '[aria-current]');
  const current = chapterAt(chapters, positionMs);
  return (
    <div
      {...STAYS}
      ref={panel}
      role="group"
      aria-label={t('study.chapters')}
      onKeyDown={onKeyDown}
      tabIndex={-1}
      onBlur={({ relatedTarget: next }) => {
        const isAround = next instanceof Node && (next.contains(panel.current) || panel.current?.contains(next));
        if (next instanceof Node && next !== button.current && !isAround) onClose();
      }}
      className="absolute end-2 bottom-18 z-10 max-h-[calc(100%-5rem)] w-80 max-w-[calc(100%-1rem)] overflow-y-auto rounded-lg bg-[var(--media-menu-background)] p-2 text-sm leading-snug text-[var(--media-primary-color)] outline-none max-sm:bottom-11 max-sm:max-h-[calc(100%-3rem)]"
    >
      <ol>
        {chapters.map(({ startMs, title }, at) => (
          <li key={startMs}>
            <button
              type="button"
              aria-current={at === current ? 'true' : undefined}
              className="grid min-h-11 w-full grid-cols-[3.5rem_minmax(0,1fr)] items-center gap-2 rounded-md px-2 py-1.5 text-start -outline-offset-2 hover:bg-white/12 aria-[current]:bg-white/12 aria-[current]:font-semibold"
              onClick={() => {
                onSeek(startMs);
                onClose();
                button.current?.focus();
              }}
            >
              <span className="tabular-nums opacity-80">{clock(startMs)}</span>
              <span className="wrap-anywhere">{title}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
