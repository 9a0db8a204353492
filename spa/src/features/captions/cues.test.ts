import { describe, expect, it } from 'vitest';
import { cueAt, difference, insert, merge, nudge, remove, setText, split, strainsOf, type Cue } from './cues';
import { countOf, doubtsOf, findNext, nextDoubt, replacedTexts } from './doubts';

const heard = (text: string, startMs: number, confidence = 0.9) => ({ text, startMs, endMs: startMs + 200, confidence, isGlued: false });
const cue = (id: string, startMs: number, endMs: number, text: string, words: Cue['words'] = []): Cue => ({ id, startMs, endMs, text, words });
const LONG = 60_000;
const list = [
  cue('a', 1_000, 3_000, 'Un índice ordena', [heard('Un', 1_000), heard('índice', 1_400, 0.3), heard('ordena', 2_200)]),
  cue('b', 3_000, 5_000, 'las filas\nde la tabla'),
  cue('c', 7_000, 9_000, 'y el árbol'),
];
const times = (cues: readonly Cue[] | undefined) => cues?.map(({ startMs, endMs }) => [startMs, endMs]);
const texts = (cues: readonly Cue[] | undefined) => cues?.map(({ text }) => text);

describe('a nudge', () => {
  it('moves an edge by 50 ms and says only that to the server', () => {
    const step = nudge(list, 'c', 'start', -50, LONG);
    expect(times(step?.cues)?.[2]).toEqual([6_950, 9_000]);
    expect(step?.pending).toEqual([{ edit: { change: { cueId: 'c', startMs: 6_950 } }, needs: ['c'] }]);
  });
  it('stops at the neighbours, which never overlap', () => {
    expect(nudge(list, 'b', 'start', -50, LONG)).toBeNull();
    expect(times(nudge(list, 'b', 'end', 5_000, LONG)?.cues)?.[1]).toEqual([3_000, 7_000]);
    expect(times(nudge(list, 'b', 'both', 5_000, LONG)?.cues)?.[1]).toEqual([5_000, 7_000]);
  });
  it('leaves a cue long enough to be read, and within the video', () => {
    expect(times(nudge(list, 'c', 'start', 60_000, LONG)?.cues)?.[2]).toEqual([8_900, 9_000]);
    expect(times(nudge(list, 'c', 'end', 60_000, 9_500)?.cues)?.[2]).toEqual([7_000, 9_500]);
    expect(times(nudge(list, 'a', 'both', -60_000, LONG)?.cues)?.[0]).toEqual([0, 2_000]);
  });
});

describe('a split', () => {
  it('is at the caret, when the next word is said', () => {
    const step = split(list, 'a', 10, 'new:1');
    expect(texts(step?.cues)?.slice(0, 2)).toEqual(['Un índice', 'ordena']);
    expect(times(step?.cues)?.slice(0, 2)).toEqual([[1_000, 2_200], [2_200, 3_000]]);
    expect(step?.cues[1]?.words.map(({ text }) => text)).toEqual(['ordena']);
    expect(step?.pending[0]?.edit).toEqual({ split: { cueId: 'a', textOffset: 10, atMs: 2_200 } });
    expect(step?.focus).toEqual({ id: 'new:1', offset: 0 });
  });
  it('shares the time by the text where no word has one', () => expect(times(split(list, 'b', 10, 'n')?.cues)?.slice(1, 3)).toEqual([[3_000, 3_952], [3_952, 5_000]]));
  it('leaves no half empty', () => {
    for (const offset of [0, 2, 16]) expect(split([cue('a', 0, 1_000, '  Un índice ord ')], 'a', offset, 'n')).toBeNull();
  });
  it('leaves no half too short to be read', () => expect(split([cue('a', 0, 150, 'uno dos')], 'a', 4, 'n')).toBeNull());
});

describe('a merge', () => {
  it('takes the next cue in, over the gap between them', () => {
    const step = merge(list, 'b');
    expect(times(step?.cues)).toEqual([[1_000, 3_000], [3_000, 9_000]]);
    expect(step?.cues[1]?.text).toBe('las filas\nde la tabla y el árbol');
    expect(step?.pending).toEqual([{ edit: { merge: 'b' }, needs: ['b', 'c'] }]);
  });
  it('puts a long text on a line of its own', () => expect(merge([cue('a', 0, 1, 'x'.repeat(30)), cue('b', 1, 2, 'y'.repeat(30))], 'a')?.cues[0]?.text.split('\n')).toHaveLength(2));
  it('puts no space where the script has none', () => {
    expect(merge([cue('a', 0, 1, '你好'), cue('b', 1, 2, '世界')], 'a')?.cues[0]?.text).toBe('你好世界');
    expect(merge([cue('a', 0, 1, '你好。'), cue('b', 1, 2, '世界')], 'a')?.cues[0]?.text).toBe('你好。世界');
    expect(merge([cue('a', 0, 1, '你好'), cue('b', 1, 2, 'mundo')], 'a')?.cues[0]?.text).toBe('你好 mundo');
  });
  it('has nothing to take at the end', () => expect(merge(list, 'c')).toBeNull());
});

describe('a new cue', () => {
  it('begins at the moment that plays and ends before the next one', () => expect(times(insert(list, 5_500, LONG, 'n')?.cues)?.[2]).toEqual([5_500, 7_000]));
  it('goes to the next gap where something is said', () => expect(times(insert(list, 1_500, LONG, 'n')?.cues)?.[2]).toEqual([5_000, 7_000]));
  it('is not made where there is no room', () => expect(insert(list, 8_950, 9_050, 'n')).toBeNull());
});

it('a cue that goes leaves the caret with its neighbour', () => {
  expect(remove(list, 'b')?.focus.id).toBe('c');
  expect(remove(list, 'c')?.focus.id).toBe('b');
  expect(remove(list, 'z')).toBeNull();
});

describe('the difference of two lists', () => {
  it('takes away before it moves, and moves before it puts in', () => {
    const after = [cue('a', 1_000, 5_000, 'Un índice'), list[2] ?? cue('c', 0, 1, ''), cue('d', 10_000, 11_000, 'fin')];
    expect(difference(list, after).map(({ edit }) => edit)).toEqual([
      { delete: 'b' },
      { change: { cueId: 'a', text: 'Un índice', endMs: 5_000 } },
      { insert: { startMs: 10_000, endMs: 11_000, text: 'fin' } },
    ]);
  });
  it('of the same list is nothing', () => expect(difference(list, [...list])).toEqual([]));
});

describe('doubtful words', () => {
  it('are found one after the other, and from the first again', () => {
    const more = [...list, cue('d', 9_000, 9_900, 'quizá sí', [heard('quizá', 9_000, 0.2), heard('sí', 9_400, 0.49)])];
    expect(nextDoubt(more, { id: 'a', offset: 0 })).toEqual({ id: 'a', from: 3, to: 9 });
    expect(nextDoubt(more, { id: 'a', offset: 9 })).toEqual({ id: 'd', from: 0, to: 5 });
    expect(nextDoubt(more, { id: 'd', offset: 5 })).toEqual({ id: 'd', from: 6, to: 8 });
    expect(nextDoubt(more, { id: 'd', offset: 8 })).toEqual({ id: 'a', from: 3, to: 9 });
  });
  it('are doubtful no longer once a person wrote something else', () => expect(doubtsOf(setText(list, 'a', 'Un árbol ordena')?.cues[0] ?? list[0] ?? cue('', 0, 1, ''))).toEqual([]));
  it('are none where none was heard', () => expect(nextDoubt([cue('a', 0, 1, 'sí')], { id: 'a', offset: 0 })).toBeNull());
});

describe('finding', () => {
  it('knows no case and no end of a line', () => {
    expect(findNext(list, 'FILAS DE', { id: 'a', offset: 0 })).toEqual({ id: 'b', from: 4, to: 12 });
    expect([countOf(list, 'la'), countOf(list, '  ')]).toEqual([4, 0]);
  });
  it('takes signs to the letter', () => {
    const signs = [cue('a', 0, 1, 'C++ (a.b) $1')];
    expect(countOf(signs, 'C++')).toBe(1);
    expect(countOf(signs, 'a-b')).toBe(0);
    expect(replacedTexts(signs, '(a.b)', '$& $1')).toEqual([{ id: 'a', text: 'C++ $& $1 $1' }]);
  });
  it('replaces everywhere, and says only what changed', () => expect(replacedTexts(list, 'el', 'un')).toEqual([{ id: 'c', text: 'y un árbol' }]));
});

it('the cue of a moment is the one on the screen, or the next to come', () => {
  expect([0, 1_500, 3_000, 6_000, 20_000].map((ms) => cueAt(list, ms)?.id)).toEqual(['a', 'a', 'b', 'c', 'c']);
  expect(cueAt([], 0)).toBeUndefined();
});

it('says what makes a cue hard to read', () => {
  expect(strainsOf(cue('a', 0, 5_000, 'uno\ndos\ntres'))).toEqual(['lines']);
  expect(strainsOf(cue('a', 0, 5_000, 'x'.repeat(43)))).toEqual(['long']);
  expect(strainsOf(cue('a', 0, 1_000, 'x'.repeat(21)))).toEqual(['fast']);
});
