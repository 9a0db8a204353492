import { DraftShelf, same } from './draft-shelf';

/** What is edited: named texts. */
export type Fields = Readonly<Record<string, string>>;
export type Version<T extends Fields> = { value: T; revision: number | null };
export type Saved = { kind: 'saved'; revision: number | null } | { kind: 'stale' } | { kind: 'signedOut' } | { kind: 'refused'; message: string };

/** Thrown where the server answered as it answers a visitor, or another account. */
export class SignedOut extends Error {}

/** How a draft reaches the server. Both throw when there was no answer. */
export type Port<T extends Fields> = {
  load: () => Promise<Version<T>>;
  /** Writes what changed since `base`, of that revision, and nothing when the server has moved on. */
  save: (changes: Partial<T>, base: Version<T>) => Promise<Saved>;
};

export type Status =
  | { kind: 'clean' | 'unsaved' | 'saving' | 'saved' | 'offline' | 'signedOut' }
  | { kind: 'refused'; message: string }
  /** Somebody else changed the same text: nothing is sent before one has chosen. */
  | { kind: 'conflict' };

/** Text of an earlier visit that never reached the server. */
export type Left<T extends Fields> = { value: T; base: T; at: number };

export type DraftState<T extends Fields> = {
  value: T;
  status: Status;
  left: (Left<T> & { isServerNewer: boolean }) | null;
  /** Grows when the text was replaced by another: the editor begins again with it, and so does its undo. */
  epoch: number;
  /** What one had typed when one took the server's text instead. */
  aside: T | null;
};

const PAUSE_MS = 1_200;
const KEEP_MS = 250;
const RETRY_MS = [2_000, 5_000, 15_000, 30_000] as const;

export function changesBetween<T extends Fields>(base: T, value: T): Partial<T> {
  const changed: Partial<T> = {};
  for (const name in value) if (value[name] !== base[name]) changed[name] = value[name];
  return changed;
}

/**
 * One text that is saved by itself: after a pause, one save at a time, again and again while there is no network. Until the
 * server has it, it is in this browser's database, under the key of the account and the text. Lives outside of components, so
 * that collapsing or leaving loses nothing.
 */
export class Draft<T extends Fields> {
  private state: DraftState<T>;
  private base: T;
  private revision: number | null;
  /** What our last save made of it. */
  private ownRevision: number | null = null;
  private isSaving = false;
  private failures = 0;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;
  private keepTimer: ReturnType<typeof setTimeout> | undefined;
  private isKept = true;
  /** Of earlier visits, newest first: decided about one after the other. */
  private left: readonly Left<T>[] = [];
  private readonly shelf: DraftShelf<T>;
  private readonly listeners = new Set<() => void>();

  constructor(key: string, loaded: Version<T>, private readonly port: Port<T>) {
    this.shelf = new DraftShelf(key);
    this.base = loaded.value;
    this.revision = loaded.revision;
    this.state = { value: loaded.value, status: { kind: 'clean' }, left: null, epoch: 0, aside: null };
    window.addEventListener('online', () => this.isUnsaved() && void this.save());
    window.addEventListener('pagehide', () => this.keepNow());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && this.flush());
    void this.findLeft();
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  readonly current = () => this.state;

  /** Whether closing the page would lose something: it is neither on the server nor in the browser's database. */
  isAtRisk = () => this.isUnsaved() && !this.isKept;

  edit(change: Partial<T>) {
    const value = { ...this.state.value, ...change };
    if (same(value, this.state.value)) return;
    this.isKept = false;
    clearTimeout(this.keepTimer);
    this.keepTimer = setTimeout(() => this.keepNow(), KEEP_MS);
    const isWaiting = this.state.status.kind === 'conflict';
    this.set({ value, status: isWaiting || this.isSaving ? this.state.status : { kind: 'unsaved' } });
    if (!isWaiting) this.schedule(PAUSE_MS);
  }

  /** Saves now what the pause was still waiting for. */
  flush() {
    this.keepNow();
    if (this.isUnsaved() && this.state.status.kind !== 'conflict') void this.save();
  }

  /**
   * The server's text as a page loaded it again: taken over when nothing of ours is in the way. Of the revision that we
   * made it is our own text in the server's form: putting that in place would move the caret of whoever goes on writing.
   */
  refresh(loaded: Version<T>) {
    if (loaded.revision !== null && loaded.revision === this.ownRevision) return;
    if (this.isSaving || this.isUnsaved() || (this.revision !== null && loaded.revision !== null && loaded.revision < this.revision)) return;
    this.revision = loaded.revision;
    if (same(loaded.value, this.base)) return;
    this.base = loaded.value;
    this.replace(loaded.value, { status: { kind: 'clean' } });
  }

  async takeTheirs() {
    const mine = this.state.value;
    const loaded = await this.port.load();
    this.base = loaded.value;
    this.revision = loaded.revision;
    this.replace(loaded.value, { status: { kind: 'clean' }, aside: mine });
    this.keepNow();
  }

  /** Ours where we changed something; what else they changed stays theirs. */
  async keepMine() {
    const loaded = await this.port.load();
    const value = { ...loaded.value, ...changesBetween(this.base, this.state.value) };
    this.base = loaded.value;
    this.revision = loaded.revision;
    if (!same(value, this.state.value)) this.replace(value, {});
    this.set({ status: { kind: 'unsaved' } });
    await this.save();
  }

  /** Takes up what was left by an earlier visit, or what was put aside. */
  takeUp(value: T) {
    this.replace(value, { status: { kind: 'unsaved' }, aside: null });
    this.isKept = false;
    this.keepNow();
    this.decide((left) => !same(left.value, value));
    this.schedule(PAUSE_MS);
  }

  dropLeft() {
    const [dropped] = this.left;
    this.decide((left) => left !== dropped);
  }

  dropAside() {
    this.set({ aside: null });
  }

  private async findLeft() {
    this.left = await this.shelf.left();
    this.decide((left) => !same(left.value, this.base));
  }

  /** Keeps of what was left what is still to be decided about, and asks about the newest of it. */
  private decide(isOpen: (left: Left<T>) => boolean) {
    const left = this.left.filter(isOpen);
    if (left.length < this.left.length) void this.shelf.keepLeft(left);
    this.left = left;
    const [first] = left;
    this.set({ left: first ? { ...first, isServerNewer: !same(first.base, this.base) } : null });
  }

  private schedule(ms: number) {
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(() => void this.save(), ms);
  }

  private async save(): Promise<void> {
    clearTimeout(this.saveTimer);
    if (this.isSaving || !this.isUnsaved()) return;
    let sent = this.state.value;
    this.isSaving = true;
    this.set({ status: { kind: 'saving' } });
    let answer: Saved | 'lost';
    try {
      answer = await this.port.save(changesBetween(this.base, sent), { value: this.base, revision: this.revision });
      const merged = answer.kind === 'stale' ? await this.rebase(sent) : null;
      if (merged) {
        sent = merged;
        answer = await this.port.save(changesBetween(this.base, sent), { value: this.base, revision: this.revision });
      }
    } catch (error) {
      answer = error instanceof SignedOut ? { kind: 'signedOut' } : 'lost';
    }
    this.isSaving = false;
    this.settle(sent, answer);
  }

  /** Somebody changed something else than we did: ours goes on top of it. Null when it is the same text. */
  private async rebase(sent: T): Promise<T | null> {
    const loaded = await this.port.load();
    const changes = changesBetween(this.base, sent);
    for (const name in changes) {
      if (loaded.value[name] !== this.base[name] && loaded.value[name] !== sent[name]) return null;
    }
    const value = { ...loaded.value, ...changesBetween(this.base, this.state.value) };
    this.base = loaded.value;
    this.revision = loaded.revision;
    if (!same(value, this.state.value)) this.replace(value, {});
    return { ...loaded.value, ...changes };
  }

  private settle(sent: T, answer: Saved | 'lost') {
    if (answer === 'lost') {
      const wait = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)] ?? 30_000;
      this.failures += 1;
      this.set({ status: { kind: 'offline' } });
      this.schedule(wait);
      return;
    }
    this.failures = 0;
    if (answer.kind === 'stale') return this.set({ status: { kind: 'conflict' } });
    if (answer.kind !== 'saved') return this.set({ status: answer });
    this.base = { ...this.base, ...changesBetween(this.base, sent) };
    this.revision = answer.revision;
    this.ownRevision = answer.revision;
    if (this.isUnsaved()) {
      this.set({ status: { kind: 'unsaved' } });
      this.schedule(PAUSE_MS);
    } else {
      this.set({ status: { kind: 'saved' } });
      void this.forget();
    }
  }

  private isUnsaved(): boolean {
    return !same(this.state.value, this.base);
  }

  private keepNow() {
    clearTimeout(this.keepTimer);
    if (!this.isUnsaved() || this.isKept) return;
    const record: Left<T> = { value: this.state.value, base: this.base, at: Date.now() };
    void this.shelf.keep(record).then((isKept) => {
      if (isKept) this.isKept = record.value === this.state.value;
    });
  }

  private async forget() {
    clearTimeout(this.keepTimer);
    this.isKept = true;
    await this.shelf.forget();
  }

  private replace(value: T, change: Partial<DraftState<T>>) {
    this.set({ ...change, value, epoch: this.state.epoch + 1 });
  }

  private set(change: Partial<DraftState<T>>) {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
