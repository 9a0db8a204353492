import type { Cue, Cues, Word } from './cues';

/** Below it a word was as likely misheard. */
export const DOUBTFUL = 0.5;

export type Place = { word: Word; from: number; to: number };

/** Where the words that were heard stand in a cue's text; those that a person wrote over stand nowhere. */
export function wordPlaces({ text, words }: Pick<Cue, 'text' | 'words'>): Place[] {
  let reached = 0;
  return words.flatMap((word) => {
    const from = text.indexOf(word.text, reached);
    if (from < 0 || word.text === '') return [];
    reached = from + word.text.length;
    return [{ word, from, to: reached }];
  });
}

export const doubtsOf = (cue: Pick<Cue, 'text' | 'words'>): Place[] => wordPlaces(cue).filter(({ word }) => word.confidence < DOUBTFUL);

export type Found = { id: string; from: number; to: number };

/** The next of the places after one in a list of cues, from the first again after the last. */
function nextPlace(cues: Cues, after: { id: string; offset: number }, placesOf: (cue: Cue) => readonly { from: number; to: number }[]): Found | null {
  const start = Math.max(0, cues.findIndex(({ id }) => id === after.id));
  for (let n = 0; n <= cues.length; n++) {
    const cue = cues[(start + n) % cues.length];
    if (!cue) return null;
    const place = placesOf(cue).find(({ from }) => n > 0 || from >= after.offset);
    if (place) return { id: cue.id, from: place.from, to: place.to };
  }
  return null;
}

export const nextDoubt = (cues: Cues, after: { id: string; offset: number }): Found | null => nextPlace(cues, after, doubtsOf);

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What was typed, wherever it stands: in any case, and over the end of a line. */
function pattern(query: string): RegExp | null {
  const words = query.trim().split(/\s+/).map(escaped).filter(Boolean);
  return words.length > 0 ? new RegExp(words.join('\\s+'), 'giu') : null;
}

export function findNext(cues: Cues, query: string, after: { id: string; offset: number }): Found | null {
  const wanted = pattern(query);
  if (!wanted) return null;
  return nextPlace(cues, after, ({ text }) => [...text.matchAll(wanted)].map((match) => ({ from: match.index, to: match.index + match[0].length })));
}

export const countOf = (cues: Cues, query: string): number => {
  const wanted = pattern(query);
  return wanted ? cues.reduce((sum, { text }) => sum + [...text.matchAll(wanted)].length, 0) : 0;
};

/** Every text with the one written for the other; what is written is taken to the letter. */
export function replacedTexts(cues: Cues, query: string, replacement: string): { id: string; text: string }[] {
  const wanted = pattern(query);
  if (!wanted) return [];
  return cues.flatMap(({ id, text }) => {
    const changed = text.replace(wanted, () => replacement);
    return changed === text ? [] : [{ id, text: changed }];
  });
}
