import { describe, expect, it } from 'vitest';
import { rebased } from './cue-shelf';
import type { Cue } from './cues';

const cue = (id: string, startMs: number, text: string): Cue => ({ id, startMs, endMs: startMs + 900, text, words: [] });
const base = [cue('a', 0, 'one'), cue('b', 1_000, 'two'), cue('c', 2_000, 'three')];

describe('cues that were left behind', () => {
  it('go on top of what the server has, without what somebody else wrote meanwhile being lost', () => {
    const mine = [cue('a', 0, 'ONE'), cue('b', 1_000, 'two'), cue('c', 2_000, 'three'), cue('new', 3_000, 'four')];
    const theirs = [cue('a', 0, 'one'), cue('b', 1_000, 'TWO'), cue('c', 2_000, 'three')];
    expect(rebased({ base, cues: mine }, theirs).map(({ text }) => text)).toEqual(['ONE', 'TWO', 'three', 'four']);
  });

  it('stay away where they were deleted, and come not again where somebody else deleted them', () => {
    const mine = [cue('a', 0, 'one'), cue('c', 2_000, 'THREE')];
    const theirs = [cue('a', 0, 'one'), cue('b', 1_000, 'two')];
    expect(rebased({ base, cues: mine }, theirs).map(({ id }) => id)).toEqual(['a']);
  });
});
