import { clock } from '@/lib/format';

type Note = { positionMs: number; bodyMarkdown: string };
/** The notes of one lesson, in order; those of a lesson that is gone lead nowhere. */
export type NoteGroup<N extends Note = Note> = { lessonId: string; title: string; isThere: boolean; notes: readonly N[] };

/** A second of a lesson, as the player reads it from its address. */
export const secondPath = (lessonId: string, positionMs: number) => `/learn/${lessonId}${positionMs > 0 ? `?t=${Math.floor(positionMs / 1000)}` : ''}`;

/** What Markdown would read as its own in a title or a link's text. */
const plain = (text: string) => text.replaceAll(/[\\`*_[\]<>#|]/g, String.raw`\$&`);

/** All notes of a course as a text to keep, each with a link to its second. */
export function notesAsMarkdown(title: string, groups: readonly NoteGroup[], origin: string): string {
  const parts = groups.flatMap(({ lessonId, title: lesson, isThere, notes }) => [
    `## ${plain(lesson)}`,
    ...notes.flatMap(({ positionMs, bodyMarkdown }) => [
      isThere ? `[${clock(positionMs)}](${origin}${secondPath(lessonId, positionMs)})` : clock(positionMs),
      bodyMarkdown,
    ]),
  ]);
  return `${[`# ${plain(title)}`, ...parts].join('\n\n')}\n`;
}

/** A name that every system takes. */
export const fileName = (title: string) =>
  `${title.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-+|-+$/g, '').slice(0, 60) || 'notes'}.md`;
