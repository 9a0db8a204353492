import { Retry } from '@/components/upload/retry';
import { difference, setText, type Cue, type Cues, type Edit, type Pending, type Step } from './cues';

export type Sent =
  | { kind: 'saved'; revision: number; changed: readonly Cue[] }
  /** Somebody else was quicker: nothing was written. */
  | { kind: 'stale' }
  | { kind: 'refused'; message: string };

/** Sends edits on top of a revision, all or none; throws when there was no answer. */
export type SendEdits = (edits: readonly Edit[], expectedRevision: number) => Promise<Sent>;

export type Saving = { kind: 'saved' } | { kind: 'unsaved' } | { kind: 'saving' } | { kind: 'offline' } | { kind: 'stale' } | { kind: 'refused'; message: string };
export type Desk = { cues: Cues; saving: Saving; canUndo: boolean; canRedo: boolean };
export type Version = { revision: number; cues: Cues };

/** A pause in typing that is worth a request. */
const SAVE_AFTER_MS = 1_000;
const MOST_EDITS = 500;
const MOST_UNDOS = 200;
/** Typing in one cue is undone as one act, up to a pause. */
const ONE_ACT_MS = 1_500;

const idsOf = (cues: Cues) => new Set(cues.map(({ id }) => id));

/** Two changes of one cue in a row are one. */
function joined(last: Pending | undefined, next: Pending): Pending | null {
  if (!last || !('change' in last.edit) || !('change' in next.edit) || last.edit.change.cueId !== next.edit.change.cueId) return null;
  return { edit: { change: { ...last.edit.change, ...next.edit.change } }, needs: next.needs };
}

/** The cues under a person's hands: acts, undo and redo, and the saving of them in their order. */
export class CueDesk {
  private now: Desk;
  private revision: number;
  private readonly past: Cues[] = [];
  private readonly future: Cues[] = [];
  private queue: Pending[] = [];
  private sending: readonly Pending[] = [];
  private lastAct = { key: '', at: -Infinity };
  private isHeld = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Of cues that were made here: what the page called them before the server named them. */
  private readonly keys = new Map<string, string>();
  private readonly retry = new Retry(() => void this.save());
  private readonly listeners = new Set<() => void>();

  constructor(version: Version, private readonly send: SendEdits) {
    this.revision = version.revision;
    this.base = version.cues;
    this.now = { cues: version.cues, saving: { kind: 'saved' }, canUndo: false, canRedo: false };
  }

  readonly current = () => this.now;
  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  /** What the server had when what is not saved yet was begun. */
  private base: Cues;
  readonly isUnsaved = () => this.queue.length > 0 || this.sending.length > 0;

  /** One name of a cue for as long as the page lives. */
  readonly keyOf = (id: string): string => this.keys.get(id) ?? id;

  /** Acts of one `key` that follow each other are undone together. */
  act(step: Step | null, key = '') {
    if (!step) return;
    const at = Date.now();
    const isSame = key !== '' && key === this.lastAct.key && at - this.lastAct.at < ONE_ACT_MS;
    this.lastAct = { key, at };
    if (!isSame) this.past.push(this.now.cues);
    if (this.past.length > MOST_UNDOS) this.past.shift();
    this.future.length = 0;
    this.enqueue(step.pending);
    this.show({ cues: step.cues });
    this.saveSoon();
  }

  /** Several texts at once, as one act. */
  rewrite(texts: readonly { id: string; text: string }[]) {
    let cues = this.now.cues;
    const pending: Pending[] = [];
    for (const { id, text } of texts) {
      const step = setText(cues, id, text);
      cues = step?.cues ?? cues;
      pending.push(...(step?.pending ?? []));
    }
    if (pending.length > 0) this.act({ cues, pending, focus: { id: texts[0]?.id ?? '' } });
  }

  /** Unsaved cues of an earlier visit, as one act that can be undone. */
  takeUp(cues: Cues) {
    this.act({ cues, pending: difference(this.now.cues, cues), focus: { id: cues[0]?.id ?? '' } });
  }

  /** What would be lost with the page; null where the server has everything. */
  readonly unsaved = () => (this.isUnsaved() ? { base: this.base, cues: this.now.cues } : null);

  readonly undo = () => this.travel(this.past, this.future);
  readonly redo = () => this.travel(this.future, this.past);

  private travel(from: Cues[], to: Cues[]) {
    const cues = from.pop();
    if (!cues) return;
    to.push(this.now.cues);
    this.lastAct = { key: '', at: -Infinity };
    this.enqueue(difference(this.now.cues, cues));
    this.show({ cues });
    this.saveSoon();
  }

  /** What the server has takes the place of what is here, or has what is here put on top of it. */
  settle(theirs: Version, whose: 'mine' | 'theirs') {
    const mine = this.now.cues;
    this.revision = theirs.revision;
    this.base = theirs.cues;
    this.queue = whose === 'mine' ? difference(theirs.cues, mine) : [];
    if (whose === 'theirs') this.past.push(mine);
    this.show({ cues: whose === 'mine' ? mine : theirs.cues, saving: { kind: this.queue.length > 0 ? 'unsaved' : 'saved' } });
    if (this.queue.length > 0) this.saveSoon();
  }

  /** Sends what waits; what a cue without an id of the server's needs is sent once it has one. */
  readonly save = async () => {
    clearTimeout(this.timer);
    this.retry.stop();
    if (this.isHeld || this.sending.length > 0 || this.queue.length === 0) return;
    this.sending = this.batch();
    this.queue = this.queue.slice(this.sending.length);
    this.show({ saving: { kind: 'saving' } });
    try {
      this.answered(await this.send(this.sending.map(({ edit }) => edit), this.revision));
    } catch {
      this.putBack();
      this.show({ saving: { kind: 'offline' } });
      this.retry.later();
    }
  };

  /** Something else that makes a revision, on top of what is saved; null where it made none. Throws where that cannot be saved first. */
  async between(act: (revision: number) => Promise<number | null>) {
    await this.save();
    if (this.isUnsaved()) throw new Error('what is written is not saved yet');
    this.isHeld = true;
    try {
      this.revision = (await act(this.revision)) ?? this.revision;
    } finally {
      this.isHeld = false;
      if (this.queue.length > 0) this.saveSoon();
    }
  }

  /** For leaving the page: nothing of it is tried any more. */
  close() {
    clearTimeout(this.timer);
    this.retry.stop();
  }

  private batch(): Pending[] {
    const made = new Set<string>();
    const end = this.queue.findIndex(({ needs, makes }) => {
      if (needs.some((id) => made.has(id))) return true;
      if (makes) made.add(makes.id);
      return false;
    });
    return this.queue.slice(0, Math.min(end < 0 ? this.queue.length : end, MOST_EDITS));
  }

  private putBack() {
    this.queue = [...this.sending, ...this.queue];
    this.sending = [];
  }

  private answered(sent: Sent) {
    if (sent.kind !== 'saved') {
      this.putBack();
      return this.show({ saving: sent });
    }
    this.retry.worked();
    this.revision = sent.revision;
    this.takeIds(sent.changed);
    this.sending = [];
    this.takeWords(sent.changed);
    if (this.queue.length === 0) this.base = this.now.cues;
    this.show({ saving: { kind: this.queue.length > 0 ? 'unsaved' : 'saved' } });
    if (this.queue.length > 0) void this.save();
  }

  /** The server has named the cues that were made here. */
  private takeIds(changed: readonly Cue[]) {
    const known = idsOf(this.now.cues);
    for (const { makes } of this.sending) {
      const named = makes && changed.find((cue) => cue.startMs === makes.startMs && cue.endMs === makes.endMs && !known.has(cue.id));
      if (named) this.rename(makes.id, named.id);
    }
  }

  private rename(from: string, to: string) {
    this.keys.set(to, this.keyOf(from));
    const inCues = (cues: Cues) => cues.map((cue) => (cue.id === from ? { ...cue, id: to } : cue));
    const name = (id: string) => (id === from ? to : id);
    const inEdit = (edit: Edit): Edit => {
      if ('change' in edit) return { change: { ...edit.change, cueId: name(edit.change.cueId) } };
      if ('split' in edit) return { split: { ...edit.split, cueId: name(edit.split.cueId) } };
      if ('delete' in edit) return { delete: name(edit.delete) };
      return 'merge' in edit ? { merge: name(edit.merge) } : edit;
    };
    for (const shelf of [this.past, this.future]) shelf.splice(0, shelf.length, ...shelf.map(inCues));
    this.queue = this.queue.map(({ edit, needs, makes }) => ({ edit: inEdit(edit), needs: needs.map(name), makes }));
    this.show({ cues: inCues(this.now.cues) });
  }

  /** As the server has them now, except where more waits to be sent. */
  private takeWords(changed: readonly Cue[]) {
    const waiting = new Set(this.queue.flatMap(({ needs }) => needs));
    const theirs = new Map(changed.filter(({ id }) => !waiting.has(id)).map((cue) => [cue.id, cue]));
    this.show({ cues: this.now.cues.map((cue) => theirs.get(cue.id) ?? cue) });
  }

  private enqueue(pending: readonly Pending[]) {
    for (const each of pending) {
      const both = joined(this.queue.at(-1), each);
      if (both) this.queue.splice(-1, 1, both);
      else this.queue.push(each);
    }
  }

  private saveSoon() {
    clearTimeout(this.timer);
    const { kind } = this.now.saving;
    // Those wait for a person, or for the network.
    if (kind === 'stale' || kind === 'refused' || kind === 'offline') return;
    if (kind !== 'saving') this.show({ saving: { kind: 'unsaved' } });
    this.timer = setTimeout(() => void this.save(), SAVE_AFTER_MS);
  }

  private show(change: Partial<Desk>) {
    this.now = { ...this.now, ...change, canUndo: this.past.length > 0, canRedo: this.future.length > 0 };
    for (const listener of this.listeners) listener();
  }
}
