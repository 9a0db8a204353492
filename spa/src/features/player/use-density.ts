import { useQuery } from '@apollo/client/react';
import type { CSSProperties } from 'react';
import { graphql } from '@/gql';

const DensityQuery = graphql(/* GraphQL */ `
  query CommentDensity($id: ID!, $resolutionMs: Int!) {
    lesson(id: $id) {
      id
      commentDensity(resolutionMs: $resolutionMs) { startMs count }
    }
  }
`);

const MOST_BINS = 100;
const SHORTEST_MS = 5_000;

/** Whole seconds, so that a bar has a hundred stretches at most and none that is shorter than a remark. */
export const resolutionOf = (durationMs: number) => Math.max(SHORTEST_MS, Math.ceil(durationMs / MOST_BINS / 1000) * 1000);

type Bin = { startMs: number; count: number };

const QUIET = 'rgb(255 255 255 / 0.2)';

/** The bar's ground: the more is said of a stretch, the brighter it is; the busiest is white. */
export function painted(bins: readonly Bin[], durationMs: number): string | null {
  const most = Math.max(0, ...bins.map(({ count }) => count));
  if (most === 0 || durationMs <= 0) return null;
  const share = (ms: number) => `${Math.min(100, (100 * ms) / durationMs).toFixed(2)}%`;
  const stops = bins
    .toSorted((one, other) => one.startMs - other.startMs)
    .flatMap(({ startMs, count }) => {
      const [from, to] = [share(startMs), share(startMs + resolutionOf(durationMs))];
      const lit = `rgb(255 255 255 / ${(0.4 + (0.6 * count) / most).toFixed(2)})`;
      return [`${QUIET} ${from}`, `${lit} ${from}`, `${lit} ${to}`, `${QUIET} ${to}`];
    });
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

type BarStyle = CSSProperties & Record<`--${string}`, string>;

/** Where in the video people comment, painted on the bar of time itself; nothing where nobody does, or where it cannot be told. */
export function useDensity(lessonId: string, durationMs: number): BarStyle | undefined {
  const variables = { id: lessonId, resolutionMs: resolutionOf(durationMs) };
  const { data } = useQuery(DensityQuery, { variables, skip: durationMs <= 0 });
  const ground = painted(data?.lesson?.commentDensity ?? [], durationMs);
  return ground ? { '--media-range-track-background': ground, '--media-range-track-height': '6px' } : undefined;
}
