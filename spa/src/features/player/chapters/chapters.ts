import { useEffect, useMemo } from 'react';

export type Chapter = { startMs: number; title: string };

const two = (n: number) => String(n).padStart(2, '0');
const stamp = (ms: number) => `${two(Math.floor(ms / 3_600_000))}:${two(Math.floor(ms / 60_000) % 60)}:${two(Math.floor(ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** As WebVTT: each chapter ends where the next begins, the last with the video. */
export function chapterFile(chapters: readonly Chapter[], durationMs: number): string {
  const cues = chapters.map(({ startMs, title }, at) => `${stamp(startMs)} --> ${stamp(Math.max(startMs + 1, chapters[at + 1]?.startMs ?? durationMs))}\n${escaped(title)}`);
  return `WEBVTT\n\n${cues.join('\n\n')}\n`;
}

/** The chapter in which a moment lies; -1 before the first. */
export const chapterAt = (chapters: readonly Chapter[], positionMs: number) => chapters.findLastIndex(({ startMs }) => startMs <= positionMs);

/** A track for the player, which paints the bar of time by it; null where nothing is divided. */
export function useChapterTrack(chapters: readonly Chapter[], durationMs: number): string | null {
  const file = chapters.length > 0 && durationMs > 0 ? chapterFile(chapters, durationMs) : null;
  const address = useMemo(() => (file === null ? null : URL.createObjectURL(new Blob([file], { type: 'text/vtt' }))), [file]);
  useEffect(() => () => void (address && URL.revokeObjectURL(address)), [address]);
  return address;
}
