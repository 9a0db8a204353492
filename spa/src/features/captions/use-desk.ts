import { useRef, useState, useSyncExternalStore } from 'react';
import { randomId } from '@/lib/random-id';
import type { Command } from './commands';
import type { CueDesk } from './cue-desk';
import { cueAt, insert, merge, nudge, NUDGE_MS, remove, setText, split, type Edge, type Step } from './cues';
import { findNext, nextDoubt, type Found } from './doubts';
import type { Tape } from './tape';

/** Where the caret is to be; a new object each time it is set, so that the same place can be gone to again. */
export type Caret = { key: string; from: number; to: number; /** Nobody has chosen it yet: the page begins at its top. */ isFirst?: boolean };

const SEEK_MS = 2_000;
const NUDGES: Partial<Record<Command, [Edge, number]>> = {
  startEarlier: ['start', -NUDGE_MS],
  startLater: ['start', NUDGE_MS],
  endEarlier: ['end', -NUDGE_MS],
  endLater: ['end', NUDGE_MS],
  earlier: ['both', -NUDGE_MS],
  later: ['both', NUDGE_MS],
};

/** All that can be done to the cues, by the name of the command; the same by key and by button. */
export function useDesk(desk: CueDesk, tape: Tape, durationMs: number, onFind: () => void) {
  const state = useSyncExternalStore(desk.subscribe, desk.current);
  const [caret, setCaret] = useState<Caret>({ key: desk.keyOf(desk.current().cues[0]?.id ?? ''), from: 0, to: 0, isFirst: true });
  /** Where the person's own caret is now. */
  const reached = useRef(0);
  const { cues } = state;
  const at = Math.max(0, cues.findIndex(({ id }) => desk.keyOf(id) === caret.key));
  const cue = cues[at];

  const go = (id: string, from = 0, to = from) => {
    reached.current = to;
    setCaret({ key: desk.keyOf(id), from, to });
  };
  const visit = (found: Found | null) => {
    if (!found) return false;
    go(found.id, found.from, found.to);
    tape.seekTo(cues.find(({ id }) => id === found.id)?.startMs ?? tape.nowMs());
    return true;
  };
  const select = (id: string) => {
    const next = cues.find((each) => each.id === id);
    if (!next) return;
    go(id);
    tape.seekTo(next.startMs);
  };
  const act = (step: Step | null) => {
    if (!step) return;
    desk.act(step);
    go(step.focus.id, step.focus.offset ?? reached.current);
  };
  const type = (text: string, offset: number) => {
    if (!cue) return;
    reached.current = offset;
    desk.act(setText(cues, cue.id, text), `text ${desk.keyOf(cue.id)}`);
  };
  const find = (query: string) => visit(findNext(cues, query, { id: cue?.id ?? '', offset: reached.current }));

  const run = (command: Command) => {
    const nudged = NUDGES[command];
    if (nudged) return cue && desk.act(nudge(cues, cue.id, ...nudged, durationMs), `${command} ${caret.key}`);
    switch (command) {
      case 'play':
        tape.toggle();
        break;
      case 'back':
        tape.seekTo(tape.nowMs() - SEEK_MS);
        break;
      case 'forward':
        tape.seekTo(tape.nowMs() + SEEK_MS);
        break;
      case 'replay':
        if (cue) tape.replay(cue.startMs, cue.endMs);
        break;
      case 'previous':
        select(cues[at - 1]?.id ?? '');
        break;
      case 'next':
        select(cues[at + 1]?.id ?? '');
        break;
      case 'doubt':
        visit(nextDoubt(cues, { id: cue?.id ?? '', offset: reached.current }));
        break;
      case 'find':
        onFind();
        break;
      case 'split':
        if (cue) act(split(cues, cue.id, reached.current, randomId()));
        break;
      case 'merge':
        if (cue) act(merge(cues, cue.id));
        break;
      case 'insert':
        act(insert(cues, tape.nowMs(), durationMs, randomId()));
        break;
      case 'remove':
        if (cue) act(remove(cues, cue.id));
        break;
      case 'startHere':
        if (cue) desk.act(nudge(cues, cue.id, 'start', tape.nowMs() - cue.startMs, durationMs));
        break;
      case 'endHere':
        if (cue) desk.act(nudge(cues, cue.id, 'end', tape.nowMs() - cue.endMs, durationMs));
        break;
      case 'undo':
        desk.undo();
        break;
      case 'redo':
        desk.redo();
        break;
      case 'save':
        void desk.save();
        break;
    }
  };
  const note = (offset: number) => void (reached.current = offset);
  return { ...state, cue, caret, run, select, type, note, find, spoken: (ms: number) => cueAt(cues, ms) };
}
