import { clock } from '@/lib/format';

/** A chapter while it is written: its second as it was typed, its titles by language. */
export type Row = { key: string; time: string; titles: Record<string, string> };

/** "1:02:03", "12:34", "75" or "1:05.25" as milliseconds; null for what is no moment. */
export function momentOf(typed: string): number | null {
  const found = /^(?:(\d{1,2}):)?(?:(\d{1,2}):)?(\d{1,4})(?:[.,](\d{1,3}))?$/.exec(typed.trim());
  if (!found) return null;
  const [whole = '', fraction = ''] = typed.trim().split(/[.,]/);
  const parts = whole.split(':').map(Number);
  const [seconds = 0, minutes = 0, hours = 0] = parts.toReversed();
  if (parts.length > 1 && (seconds > 59 || (parts.length > 2 && minutes > 59))) return null;
  return (hours * 3600 + minutes * 60 + seconds) * 1000 + Number(fraction.padEnd(3, '0'));
}

/** As it is typed, to the millisecond: what a program wrote between two seconds stays where it is. */
export function typedOf(ms: number): string {
  const fraction = ms % 1000;
  return fraction === 0 ? clock(ms) : `${clock(ms)}.${`${fraction}`.padStart(3, '0').replace(/0+$/, '')}`;
}

export type Fault = 'time' | 'outside' | 'twice' | 'title';

/** What would be refused, by the row in which it is. */
export function faultsOf(rows: readonly Row[], durationMs: number): ReadonlyMap<string, Fault> {
  const faults = new Map<string, Fault>();
  const taken = new Set<number>();
  for (const { key, time, titles } of rows) {
    const at = momentOf(time);
    if (at === null) faults.set(key, 'time');
    else if (at >= durationMs) faults.set(key, 'outside');
    else if (taken.has(at)) faults.set(key, 'twice');
    else if (Object.values(titles).every((title) => title.trim() === '')) faults.set(key, 'title');
    if (at !== null) taken.add(at);
  }
  return faults;
}

export const inOrder = (rows: readonly Row[]) => rows.toSorted((one, other) => (momentOf(one.time) ?? Infinity) - (momentOf(other.time) ?? Infinity));

/** As the server takes them: what has no title in a language says nothing in it. */
export const inputOf = (rows: readonly Row[]) =>
  rows.map(({ time, titles }) => ({
    startMs: momentOf(time) ?? 0,
    title: Object.entries(titles).flatMap(([locale, text]) => (text.trim() === '' ? [] : [{ locale, text }])),
  }));
