import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { useI18n } from '@/lib/i18n';
import type { Cue, Cues } from './cues';

const CHUNK = 40;
/** Of two lines of text, when nothing of a chunk has been drawn yet. */
const ROW_PX = 70;
/** Drawn before it is reached by scrolling. */
const AHEAD = '600px';

type ChunkProps = { cues: Cues; first: number; total: number; isNeeded: boolean; frame: RefObject<HTMLDivElement | null>; keyOf: (id: string) => string; children: (cue: Cue) => ReactNode };

/** Some cues in a row, drawn only while they are near to what is seen: of a long talk there are thousands. */
function Chunk({ cues, first, total, isNeeded, frame, keyOf, children }: ChunkProps) {
  const box = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(typeof IntersectionObserver === 'undefined');
  const [height, setHeight] = useState(cues.length * ROW_PX);
  useEffect(() => {
    const { current } = box;
    if (!current || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry) return;
        if (!entry.isIntersecting && entry.boundingClientRect.height > 0) setHeight(entry.boundingClientRect.height);
        setNear(entry.isIntersecting);
      },
      { root: frame.current, rootMargin: `${AHEAD} 0px` },
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, [frame]);
  const isDrawn = isNear || isNeeded;
  return (
    // Elements of lists do not allow one between them, and their roles do.
    <div ref={box} className="grid grid-cols-1 gap-0.5" style={isDrawn ? undefined : { height }}>
      {isDrawn &&
        cues.map((cue, n) => (
          <div key={keyOf(cue.id)} role="listitem" aria-setsize={total} aria-posinset={first + n + 1}>
            {children(cue)}
          </div>
        ))}
    </div>
  );
}

type Props = { cues: Cues; open: Cue | undefined; keyOf: (id: string) => string; children: (cue: Cue) => ReactNode };

export function CueList({ cues, open, keyOf, children }: Props) {
  const { t } = useI18n();
  const frame = useRef<HTMLDivElement>(null);
  const chunks = Array.from({ length: Math.ceil(cues.length / CHUNK) }, (_, n) => cues.slice(n * CHUNK, (n + 1) * CHUNK));
  return (
    <div ref={frame} role="list" className="relative grid max-h-[calc(75dvh-var(--tray-height,0px))] min-h-40 grid-cols-1 gap-0.5 overflow-y-auto rounded-lg border bg-card p-1.5" aria-label={t('cues.list')}>
      {chunks.map((some, n) => (
        // A chunk is its place in the list: cues move on from one to the next as others come before them.
        <Chunk key={n} cues={some} first={n * CHUNK} total={cues.length} isNeeded={open !== undefined && some.includes(open)} frame={frame} keyOf={keyOf}>
          {children}
        </Chunk>
      ))}
    </div>
  );
}
