import { wordPlaces } from './doubts';

export type Word = { text: string; startMs: number; endMs: number; confidence: number; isGlued: boolean };
/** Words on the screen from one moment to another. Its id is the server's, or of this page until the server has given it one. */
export type Cue = { id: string; startMs: number; endMs: number; text: string; words: readonly Word[] };
export type Cues = readonly Cue[];

/** One change as the server takes it: exactly one of them. */
export type Edit =
  | { change: { cueId: string; text?: string; startMs?: number; endMs?: number } }
  | { insert: { startMs: number; endMs: number; text: string } }
  | { delete: string }
  | { split: { cueId: string; textOffset: number; atMs: number } }
  | { merge: string };

/** An edit that waits to be sent: the cues it names, and the one it makes, which has no id of the server's before the answer. */
export type Pending = { edit: Edit; needs: readonly string[]; makes?: Pick<Cue, 'id' | 'startMs' | 'endMs'> };

/** What an act came to: the cues after it, what to send, and where the caret goes. */
export type Step = { cues: Cues; pending: readonly Pending[]; focus: { id: string; offset?: number } };

/** Nobody reads a shorter one. */
export const SHORTEST_MS = 100;
export const NUDGE_MS = 50;
const NEW_CUE_MS = 2_000;

const change = (cueId: string, what: Partial<Pick<Cue, 'text' | 'startMs' | 'endMs'>>): Pending => ({ edit: { change: { cueId, ...what } }, needs: [cueId] });
const indexOf = (cues: Cues, id: string) => cues.findIndex((cue) => cue.id === id);
const put = (cues: Cues, at: number, removed: number, ...more: Cue[]) => [...cues.slice(0, at), ...more, ...cues.slice(at + removed)];

/** Another text for a cue. Its words were heard, so they go where the text no longer says them. */
export function setText(cues: Cues, id: string, text: string): Step | null {
  const at = indexOf(cues, id);
  const cue = cues[at];
  if (!cue || cue.text === text) return null;
  return { cues: put(cues, at, 1, { ...cue, text }), pending: [change(id, { text })], focus: { id } };
}

export type Edge = 'start' | 'end' | 'both';

const within = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

function moved({ startMs, endMs }: Cue, edge: Edge, byMs: number, low: number, high: number) {
  switch (edge) {
    case 'start':
      return { startMs: within(startMs + byMs, low, endMs - SHORTEST_MS), endMs };
    case 'end':
      return { startMs, endMs: within(endMs + byMs, startMs + SHORTEST_MS, high) };
    case 'both': {
      const by = within(byMs, low - startMs, high - endMs);
      return { startMs: startMs + by, endMs: endMs + by };
    }
  }
}

/** Moves an edge of a cue, or all of it, as far as its neighbours and the video's ends let it. */
export function nudge(cues: Cues, id: string, edge: Edge, byMs: number, durationMs: number): Step | null {
  const at = indexOf(cues, id);
  const cue = cues[at];
  if (!cue) return null;
  const { startMs, endMs } = moved(cue, edge, Math.round(byMs), cues[at - 1]?.endMs ?? 0, cues[at + 1]?.startMs ?? durationMs);
  const what = { ...(startMs !== cue.startMs && { startMs }), ...(endMs !== cue.endMs && { endMs }) };
  if (Object.keys(what).length === 0) return null;
  return { cues: put(cues, at, 1, { ...cue, startMs, endMs }), pending: [change(id, what)], focus: { id } };
}

/** When the text after the caret begins: with its first word where the words' times are known, else by its share of the text. */
function momentOf(cue: Cue, textOffset: number): number {
  const word = wordPlaces(cue).find(({ from }) => from >= textOffset)?.word;
  const moment = word?.startMs ?? Math.round(cue.startMs + ((cue.endMs - cue.startMs) * textOffset) / cue.text.length);
  return Math.max(cue.startMs + SHORTEST_MS, Math.min(cue.endMs - SHORTEST_MS, moment));
}

/** Two cues of one, at the caret; nothing where one of them would be empty or nobody could read it. */
export function split(cues: Cues, id: string, textOffset: number, newId: string): Step | null {
  const at = indexOf(cues, id);
  const cue = cues[at];
  if (!cue || cue.endMs - cue.startMs < 2 * SHORTEST_MS) return null;
  const [before, after] = [cue.text.slice(0, textOffset).trimEnd(), cue.text.slice(textOffset).trimStart()];
  if (!before.trim() || !after) return null;
  const atMs = momentOf(cue, textOffset);
  const places = wordPlaces(cue);
  const half = (keeps: (from: number) => boolean) => places.filter(({ from }) => keeps(from)).map(({ word }) => word);
  const first = { ...cue, text: before, endMs: atMs, words: half((from) => from < textOffset) };
  const second = { ...cue, id: newId, text: after, startMs: atMs, words: half((from) => from >= textOffset) };
  const pending: Pending = { edit: { split: { cueId: id, textOffset, atMs } }, needs: [id], makes: { id: newId, startMs: atMs, endMs: cue.endMs } };
  return { cues: put(cues, at, 1, first, second), pending: [pending], focus: { id: newId, offset: 0 } };
}

/** The longest line that is read at a glance. */
export const LINE_LENGTH = 42;

/** Takes the cue after it in. */
/** Of scripts that put no space between words; the server knows the same ones. */
const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const LATIN = /\p{Script=Latin}/u;

/** What stands between two texts that become one: nothing where either has no spaces, unless the other is a Latin word. */
function space(before: string, after: string): string {
  const seam = `${[...before].at(-1) ?? ''}${[...after][0] ?? ''}`;
  return SPACELESS.test(seam) && !LATIN.test(seam) ? '' : ' ';
}

export function merge(cues: Cues, id: string): Step | null {
  const at = indexOf(cues, id);
  const [cue, next] = [cues[at], cues[at + 1]];
  if (!cue || !next) return null;
  const isShort = cue.text.length + 1 + next.text.length <= LINE_LENGTH;
  const text = [cue.text, next.text].filter(Boolean).join(isShort ? space(cue.text, next.text) : '\n');
  const merged = { ...cue, text, endMs: next.endMs, words: [...cue.words, ...next.words] };
  return { cues: put(cues, at, 2, merged), pending: [{ edit: { merge: id }, needs: [id, next.id] }], focus: { id, offset: cue.text.length } };
}

/** A new cue at a moment, or in the first gap after it; nothing where there is no room to the video's end. */
export function insert(cues: Cues, atMs: number, durationMs: number, newId: string): Step | null {
  let startMs = Math.max(0, Math.round(atMs));
  let at = 0;
  for (const cue of cues) {
    if (cue.startMs >= startMs + SHORTEST_MS) break;
    startMs = Math.max(startMs, cue.endMs);
    at += 1;
  }
  const endMs = Math.min(startMs + NEW_CUE_MS, cues[at]?.startMs ?? durationMs);
  if (endMs - startMs < SHORTEST_MS) return null;
  const cue: Cue = { id: newId, startMs, endMs, text: '', words: [] };
  return { cues: put(cues, at, 0, cue), pending: [inserted(cue)], focus: { id: newId, offset: 0 } };
}

const inserted = ({ id, startMs, endMs, text }: Cue): Pending => ({ edit: { insert: { startMs, endMs, text } }, needs: [], makes: { id, startMs, endMs } });

export function remove(cues: Cues, id: string): Step | null {
  const at = indexOf(cues, id);
  if (at < 0) return null;
  const rest = put(cues, at, 1);
  const neighbour = rest[at] ?? rest[at - 1];
  return { cues: rest, pending: [{ edit: { delete: id }, needs: [id] }], focus: { id: neighbour?.id ?? '' } };
}

/** What makes the one list of the other: what goes first, so that there is room for what is moved and for what comes. */
export function difference(from: Cues, to: Cues): Pending[] {
  const [before, after] = [new Map(from.map((cue) => [cue.id, cue])), new Map(to.map((cue) => [cue.id, cue]))];
  const deletes = from.filter(({ id }) => !after.has(id)).map(({ id }): Pending => ({ edit: { delete: id }, needs: [id] }));
  const changes = to.flatMap((cue) => {
    const old = before.get(cue.id);
    if (!old) return [];
    const what = {
      ...(cue.text !== old.text && { text: cue.text }),
      ...(cue.startMs !== old.startMs && { startMs: cue.startMs }),
      ...(cue.endMs !== old.endMs && { endMs: cue.endMs }),
    };
    return Object.keys(what).length > 0 ? [change(cue.id, what)] : [];
  });
  return [...deletes, ...changes, ...to.filter(({ id }) => !before.has(id)).map(inserted)];
}

/** The cue that is on the screen at a moment, or the next one to come; the last where none comes. */
export function cueAt(cues: Cues, ms: number): Cue | undefined {
  return cues.find((cue) => cue.endMs > ms) ?? cues.at(-1);
}

/** What makes a cue hard to read. */
export type Strain = 'lines' | 'long' | 'fast';
const MOST_LINES = 2;
const FASTEST_PER_SECOND = 20;

export function strainsOf({ text, startMs, endMs }: Cue): Strain[] {
  const lines = text.split('\n');
  const strains: Strain[] = [];
  if (lines.length > MOST_LINES) strains.push('lines');
  if (lines.some((line) => line.length > LINE_LENGTH)) strains.push('long');
  if ((text.length * 1000) / (endMs - startMs) > FASTEST_PER_SECOND) strains.push('fast');
  return strains;
}
