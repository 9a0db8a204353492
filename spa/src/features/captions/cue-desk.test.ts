import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CueDesk, type Sent } from './cue-desk';
import { merge, remove, setText, split, type Cue, type Edit } from './cues';

const cue = (id: string, startMs: number, endMs: number, text: string): Cue => ({ id, startMs, endMs, text, words: [] });
const first = [cue('a', 0, 2_000, 'uno dos'), cue('b', 2_000, 4_000, 'tres')];

/** A server that keeps cues as ours does: ids of its own, one revision after the other. */
class Server {
  cues: Cue[] = first.map((each) => ({ ...each }));
  revision = 1;
  count = 0;
  isAway = false;
  refusal: Sent | null = null;
  readonly batches: (readonly Edit[])[] = [];

  readonly send = async (edits: readonly Edit[], expected: number): Promise<Sent> => {
    if (this.isAway) throw new TypeError('Failed to fetch');
    if (this.refusal) return this.refusal;
    if (expected !== this.revision) return { kind: 'stale' };
    this.batches.push(edits);
    const changed = edits.flatMap((edit) => this.apply(edit));
    const copies = changed.map((each) => ({ ...each }));
    this.cues.sort((one, other) => one.startMs - other.startMs);
    this.revision += 1;
    return { kind: 'saved', revision: this.revision, changed: copies };
  };

  private at(id: string) {
    const at = this.cues.findIndex((each) => each.id === id);
    const found = this.cues[at];
    if (!found) throw new Error(`no cue ${id}`);
    return { at, found };
  }

  private add(made: Omit<Cue, 'id' | 'words'>): Cue {
    const cueMade = { ...made, id: `srv_${++this.count}`, words: [] };
    this.cues.push(cueMade);
    return cueMade;
  }

  private apply(edit: Edit): Cue[] {
    if ('insert' in edit) return [this.add(edit.insert)];
    if ('delete' in edit) {
      this.cues.splice(this.at(edit.delete).at, 1);
      return [];
    }
    if ('change' in edit) {
      const { cueId, ...change } = edit.change;
      return [Object.assign(this.at(cueId).found, change)];
    }
    if ('merge' in edit) {
      const { at, found } = this.at(edit.merge);
      const [next] = this.cues.splice(at + 1, 1);
      return [Object.assign(found, { text: `${found.text} ${next?.text}`, endMs: next?.endMs })];
    }
    const { found } = this.at(edit.split.cueId);
    const second = this.add({ startMs: edit.split.atMs, endMs: found.endMs, text: found.text.slice(edit.split.textOffset).trim() });
    return [Object.assign(found, { text: found.text.slice(0, edit.split.textOffset).trim(), endMs: edit.split.atMs }), second];
  }
}

let server: Server;
let desk: CueDesk;
const plain = (cues: readonly Cue[]) => cues.map(({ id, startMs, endMs, text }) => ({ id, startMs, endMs, text }));
const texts = () => desk.current().cues.map(({ text }) => text);
const pass = (ms = 3_000) => vi.advanceTimersByTimeAsync(ms);
const type = (id: string, text: string) => desk.act(setText(desk.current().cues, id, text), `text ${id}`);
/** Here and at the server stands the same. */
async function agree() {
  await pass();
  expect(desk.current().saving.kind).toBe('saved');
  expect(plain(desk.current().cues)).toEqual(plain(server.cues));
}

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  desk = new CueDesk({ revision: 1, cues: first }, server.send);
});
afterEach(() => {
  desk.close();
  vi.useRealTimers();
});

describe('what is changed', () => {
  it('is saved by itself, many letters as one change', async () => {
    for (const text of ['u', 'un', 'uno']) type('a', text);
    expect([desk.current().saving.kind, desk.isUnsaved()]).toEqual(['unsaved', true]);
    await agree();
    expect(server.batches).toEqual([[{ change: { cueId: 'a', text: 'uno' } }]]);
    expect(desk.isUnsaved()).toBe(false);
  });

  it('in a cue that the server has not named yet is sent once it has', async () => {
    desk.act(split(desk.current().cues, 'a', 4, 'new:1'));
    type('new:1', 'DOS');
    desk.act(merge(desk.current().cues, 'new:1'));
    await agree();
    expect(desk.keyOf(desk.current().cues[1]?.id ?? '')).toBe('new:1');
    expect(server.batches).toHaveLength(2);
    expect(texts()).toEqual(['uno', 'DOS tres']);
  });

  it('while something is being saved follows after it, and is not written over', async () => {
    type('a', 'uno');
    const saved = desk.save();
    type('a', 'uno!');
    await saved;
    expect(texts()[0]).toBe('uno!');
    await agree();
  });

  it('waits for the network and goes on by itself', async () => {
    server.isAway = true;
    type('a', 'uno');
    await pass(60_000);
    expect(desk.current().saving.kind).toBe('offline');
    type('b', 'cuatro');
    server.isAway = false;
    await pass(60_000);
    await agree();
    expect(texts()).toEqual(['uno', 'cuatro']);
  });
});

describe('undo', () => {
  it('takes typing back as one act, and redo brings it again', async () => {
    for (const text of ['uno', 'uno y', 'uno y dos']) type('a', text);
    await pass();
    type('a', 'uno y dos!');
    desk.undo();
    expect(texts()[0]).toBe('uno y dos');
    desk.undo();
    expect([texts()[0], desk.current().canUndo]).toEqual(['uno dos', false]);
    desk.redo();
    desk.redo();
    expect([texts()[0], desk.current().canRedo]).toEqual(['uno y dos!', false]);
    await agree();
  });

  it('brings a deleted cue back, under another name of the server’s', async () => {
    desk.act(remove(desk.current().cues, 'a'));
    await agree();
    desk.undo();
    await agree();
    expect(texts()).toEqual(['uno dos', 'tres']);
    type(desk.current().cues[0]?.id ?? '', 'otra vez');
    await agree();
  });

  it('undoes a split and a merge, before they were saved and after', async () => {
    for (const wait of [0, 3_000]) {
      desk.act(split(desk.current().cues, 'a', 4, `new:${wait}`));
      await pass(wait);
      desk.undo();
      await agree();
      desk.act(merge(desk.current().cues, 'a'));
      await pass(wait);
      desk.undo();
      await agree();
      expect(texts()).toEqual(['uno dos', 'tres']);
    }
  });

  it('takes a replacement in many cues back at once', async () => {
    desk.rewrite([{ id: 'a', text: 'x' }, { id: 'b', text: 'y' }]);
    await agree();
    desk.undo();
    expect(texts()).toEqual(['uno dos', 'tres']);
    await agree();
  });
});

it('an approval makes a revision on top of what is written, and what follows goes on from there', async () => {
  type('a', 'uno');
  const seen: number[] = [];
  await desk.between(async (revision) => {
    seen.push(revision);
    type('b', 'cuatro');
    await desk.save();
    server.revision = revision + 1;
    return server.revision;
  });
  await agree();
  expect([seen, server.revision]).toEqual([[2], 4]);
});

it('nothing is approved while something cannot be saved', async () => {
  server.isAway = true;
  type('a', 'uno');
  await expect(desk.between(async () => 9)).rejects.toThrow('not saved');
});

const theirs = () => ({ revision: server.revision, cues: server.cues.map((each) => ({ ...each })) });

describe('where somebody else was quicker', () => {
  beforeEach(async () => {
    type('a', 'mío');
    await server.send([{ change: { cueId: 'b', text: 'suyo' } }], 1);
    await pass();
  });

  it('nothing is lost and nothing more is sent until a person decides', async () => {
    expect(desk.current().saving.kind).toBe('stale');
    type('b', 'también mío');
    await pass(60_000);
    expect([texts(), server.revision]).toEqual([['mío', 'también mío'], 2]);
  });

  it('one’s own goes on top', async () => {
    desk.settle(theirs(), 'mine');
    await agree();
    expect(texts()).toEqual(['mío', 'tres']);
  });

  it('or theirs stays, and one’s own can be brought back', async () => {
    desk.settle(theirs(), 'theirs');
    expect(texts()).toEqual(['uno dos', 'suyo']);
    desk.undo();
    await agree();
    expect(texts()).toEqual(['mío', 'tres']);
  });
});

it('what the server refuses stays here, with its words', async () => {
  server.refusal = { kind: 'refused', message: 'Demasiado largo.' };
  type('a', 'x');
  await pass();
  expect(desk.current().saving).toEqual({ kind: 'refused', message: 'Demasiado largo.' });
  expect([texts()[0], desk.isUnsaved()]).toEqual(['x', true]);
});
