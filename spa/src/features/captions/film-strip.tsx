import type { StoryboardFieldsFragment as Storyboard } from '@/gql/graphql';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import type { Cue, Cues } from './cues';

export const StoryboardFields = graphql(/* GraphQL */ `
  fragment StoryboardFields on Storyboard { url columns rows tileWidth tileHeight intervalMs }
`);

const TILES = 6;
const AROUND_MS = 2_000;

/** Where in the sheet the picture of a moment is; before and after the video its first and last. */
export function tileAt({ columns, rows, intervalMs }: Pick<Storyboard, 'columns' | 'rows' | 'intervalMs'>, ms: number): { column: number; row: number } {
  const n = Math.max(0, Math.min(columns * rows - 1, Math.floor(ms / intervalMs)));
  return { column: n % columns, row: Math.floor(n / columns) };
}

const place = (n: number, of: number) => (of > 1 ? `${(n / (of - 1)) * 100}%` : '0%');

function Tile({ storyboard, ms }: { storyboard: Storyboard; ms: number }) {
  const { url, columns, rows, tileWidth, tileHeight } = storyboard;
  const { column, row } = tileAt(storyboard, ms);
  return (
    <div
      style={{
        aspectRatio: `${tileWidth} / ${tileHeight}`,
        backgroundImage: `url("${encodeURI(url)}")`,
        backgroundSize: `${columns * 100}% ${rows * 100}%`,
        backgroundPosition: `${place(column, columns)} ${place(row, rows)}`,
      }}
    />
  );
}

type Props = { storyboard: Storyboard; cue: Cue; cues: Cues; nowMs: number };

/** What is to be seen around a cue, over it the cues themselves and the moment that the video is at. */
export function FilmStrip({ storyboard, cue, cues, nowMs }: Props) {
  const { t } = useI18n();
  const [from, to] = [Math.max(0, cue.startMs - AROUND_MS), cue.endMs + AROUND_MS];
  const share = (ms: number) => Math.max(0, Math.min(1, (ms - from) / (to - from)));
  const percent = (ms: number) => `${share(ms) * 100}%`;
  return (
    <div role="img" aria-label={t('cues.strip')} className="relative overflow-hidden rounded-md border bg-black">
      <div className="grid grid-cols-6">
        {Array.from({ length: TILES }, (_, n) => (
          <Tile key={n} storyboard={storyboard} ms={from + ((n + 0.5) * (to - from)) / TILES} />
        ))}
      </div>
      <div className="relative h-2 bg-muted">
        {cues
          .filter(({ startMs, endMs }) => endMs > from && startMs < to)
          .map((each) => (
            <span
              key={each.id}
              className={each === cue ? 'absolute inset-y-0 bg-primary' : 'absolute inset-y-0 bg-input'}
              style={{ left: percent(each.startMs), width: `${(share(each.endMs) - share(each.startMs)) * 100}%` }}
            />
          ))}
      </div>
      {nowMs >= from && nowMs <= to && <span className="absolute inset-y-0 w-0.5 bg-destructive" style={{ left: percent(nowMs) }} />}
    </div>
  );
}
