import { useI18n } from '@/lib/i18n';
import type { Watched } from '@/lib/watch-answer';

/** What was really played of the lesson, where it lies in it: skipped parts stay unpainted. */
export function WatchedStrip({ watched, durationMs }: { watched: Watched; durationMs: number }) {
  const { t } = useI18n();
  const text = t('player.watched', { percent: Math.round(watched.coverage * 100) });
  const share = (ms: number) => `${Math.min(100, (ms / durationMs) * 100)}%`;
  return (
    <div className="flex items-center gap-3">
      {durationMs > 0 && (
        <div aria-hidden className="relative h-1.5 flex-1 overflow-hidden rounded-full bg-muted">
          {watched.ranges.map(({ startMs, endMs }) => (
            <span key={startMs} className="absolute inset-y-0 rounded-full bg-accent" style={{ insetInlineStart: share(startMs), width: share(endMs - startMs) }} />
          ))}
        </div>
      )}
      <p className="text-sm text-muted-foreground">{text}</p>
    </div>
  );
}
