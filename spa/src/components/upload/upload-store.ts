import { randomId } from '@/lib/random-id';
import { vault } from '@/lib/vault';
import { fingerprint, wholeSha256 } from './fingerprint';
import { Pace } from './pace';
import { Retry } from './retry';
import { Transfer } from './transfer';
import type { Resource, Target, Unfinished, UploadPort } from './upload-port';

export type Phase =
  | { kind: 'checking' | 'queued' | 'moving' | 'paused' | 'waiting' | 'sent' }
  /** Of an earlier visit: the browser needs to be shown the file again. `wrong`: the file that was shown is another. */
  | { kind: 'needsFile'; wrong: boolean }
  | { kind: 'refused'; code: string; message: string }
  | { kind: 'failed' };

export type UploadItem = Target & {
  id: string;
  name: string;
  total: number;
  sent: number;
  perSecond: number;
  videoId: string | null;
  phase: Phase;
};

/** As it is kept over a reload. */
type Kept = Target & Resource & { id: string; accountId: string; name: string; total: number; print: string | null };

/** More at once would only share the same line. */
const MOST_AT_ONCE = 2;
/** A server that drops each new resource is not asked for ever. */
const MOST_BEGINNINGS = 3;

const IS_BUSY = new Set<Phase['kind']>(['checking', 'queued', 'moving', 'waiting']);

/** The uploads of the whole application: rows and pages come and go, these stay until they are done or cancelled. */
export class Uploads {
  private items: readonly UploadItem[] = [];
  private readonly files = new Map<string, File>();
  private readonly kept = new Map<string, Kept>();
  private readonly transfers = new Map<string, Transfer>();
  private readonly paces = new Map<string, Pace>();
  private readonly beginnings = new Map<string, number>();
  /** Of creations that were not answered: the server may have made them, and makes none twice. */
  private readonly keys = new Map<string, string>();
  private readonly creations = new Map<string, Retry>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly port: UploadPort, private readonly accountId: string) {
    window.addEventListener('beforeunload', (event) => this.isBusy() && event.preventDefault());
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  readonly current = () => this.items;
  readonly isBusy = () => this.items.some((item) => IS_BUSY.has(item.phase.kind));

  /** The upload of a lesson that is not over, if there is one. */
  readonly of = (lessonId: string) => this.items.findLast((item) => item.lessonId === lessonId && item.phase.kind !== 'sent') ?? null;

  /** What was left unfinished: by this browser's memory, then by the server's, which knows of other machines. */
  async recall() {
    const all = await vault.all<Kept>('uploads').catch((): Kept[] => {
      console.warn('aula: this browser keeps no uploads');
      return [];
    });
    for (const kept of all) if (kept.accountId === this.accountId && kept.id && !this.find(kept.id)) this.addUnfinished(kept, 0);
    try {
      this.offer(await this.port.unfinished());
    } catch {
      // Nobody asked for it, so nobody is told: the page of videos shows them too.
      console.warn('aula: the server was not asked for unfinished uploads');
    }
  }

  private offer(unfinished: readonly Unfinished[]) {
    for (const each of unfinished) {
      // Begun here while the server was asked.
      if (this.items.some((item) => item.phase.kind === 'checking' && item.lessonId === each.lessonId)) continue;
      const known = [...this.kept.values()].find((kept) => kept.videoId === each.videoId);
      if (known && this.find(known.id)?.phase.kind === 'needsFile') this.patch(known.id, { sent: each.received });
      const { received, ...rest } = each;
      if (!known) this.addUnfinished({ ...rest, id: randomId(), accountId: this.accountId, print: null }, received);
    }
  }

  /** Begins a new upload. One lesson has one at a time. */
  add(file: File, target: Target): UploadItem | null {
    if (this.of(target.lessonId)) return null;
    const item: UploadItem = { ...target, id: randomId(), name: file.name, total: file.size, sent: 0, perSecond: 0, videoId: null, phase: { kind: 'checking' } };
    this.files.set(item.id, file);
    this.change([...this.items, item]);
    void this.create(item.id);
    return item;
  }

  /** Goes on with an upload of an earlier visit, if it is the same file. */
  async giveFile(id: string, file: File) {
    const kept = this.kept.get(id);
    if (!kept) return;
    const isSame = kept.print === null ? kept.name === file.name && kept.total === file.size : kept.print === (await fingerprint(file).catch(() => ''));
    if (!isSame) return this.patch(id, { phase: { kind: 'needsFile', wrong: true } });
    this.files.set(id, file);
    this.patch(id, { phase: { kind: 'queued' } });
    this.next();
  }

  pause(id: string) {
    this.stop(id);
    this.patch(id, { phase: { kind: 'paused' }, perSecond: 0 });
    this.next();
  }

  resume(id: string) {
    this.beginnings.delete(id);
    if (!this.files.has(id)) return this.patch(id, { phase: { kind: 'needsFile', wrong: false } });
    if (!this.kept.has(id)) return this.check(id);
    this.patch(id, { phase: { kind: 'queued' } });
    this.next();
  }

  /** Ends it here and at the server; rejects when the server could not be told, and then it stays in the list. */
  async cancel(id: string) {
    this.stop(id);
    const kept = this.kept.get(id);
    if (kept) {
      this.patch(id, { phase: { kind: 'paused' }, perSecond: 0 });
      this.next();
      await this.port.abort(kept.uploadId);
    }
    this.drop(id);
  }

  /** Takes what is over out of the list. */
  drop(id: string) {
    this.stop(id);
    this.forget(id);
    this.files.delete(id);
    this.keys.delete(id);
    this.change(this.items.filter((item) => item.id !== id));
    this.next();
  }

  private addUnfinished(kept: Kept, sent: number) {
    this.kept.set(kept.id, kept);
    const { id, lessonId, lessonTitle, path, name, total, videoId } = kept;
    this.change([...this.items, { id, lessonId, lessonTitle, path, name, total, videoId, sent, perSecond: 0, phase: { kind: 'needsFile', wrong: false } }]);
  }

  private async create(id: string) {
    const item = this.find(id);
    const file = this.files.get(id);
    if (!item || !file) return;
    // A file that cannot be read any more, moved or on a stick that was pulled, is no lost network.
    const sums = await Promise.all([fingerprint(file), wholeSha256(file)]).catch(() => null);
    if (!this.find(id)) return;
    if (!sums) return this.patch(id, { phase: { kind: 'failed' } });
    const [print, sha256] = sums;
    try {
      const key = this.keys.get(id) ?? randomId();
      this.keys.set(id, key);
      const created = await this.port.create(file, item.lessonId, sha256, key);
      if (created.kind === 'failed') return this.patch(id, { phase: { kind: 'failed' } });
      this.keys.delete(id);
      this.creations.delete(id);
      if (created.kind === 'refused') return this.patch(id, { phase: { kind: 'refused', code: created.code, message: created.message } });
      const { lessonId, lessonTitle, path, name, total } = item;
      const kept = { id, accountId: this.accountId, lessonId, lessonTitle, path, name, total, print, ...created.resource };
      if (!this.find(id)) return await this.abandon(kept);
      this.remember(kept);
      // It may have been paused meanwhile.
      this.patch(id, { videoId: created.resource.videoId, phase: this.find(id)?.phase.kind === 'paused' ? { kind: 'paused' } : { kind: 'queued' } });
    } catch {
      this.createLater(id);
    }
    this.next();
  }

  /** No answer, which a lost network does not give: under its key it can be asked again without being made twice. */
  private createLater(id: string) {
    if (this.find(id)?.phase.kind !== 'checking') return;
    const retry = this.creations.get(id) ?? new Retry(() => this.check(id));
    this.creations.set(id, retry);
    this.patch(id, { phase: { kind: 'waiting' } });
    retry.later();
  }

  private check(id: string) {
    this.patch(id, { phase: { kind: 'checking' } });
    void this.create(id);
  }

  /** Cancelled before the server had answered; where it cannot be told it is in the list again. */
  private async abandon(kept: Kept) {
    try {
      await this.port.abort(kept.uploadId);
    } catch {
      this.addUnfinished(kept, 0);
    }
  }

  /** Starts what waits for its turn. */
  private next() {
    for (const item of this.items) {
      if (this.transfers.size >= MOST_AT_ONCE) return;
      if (item.phase.kind === 'queued') this.move(item.id);
    }
  }

  private move(id: string) {
    const kept = this.kept.get(id);
    const file = this.files.get(id);
    if (!kept || !file) return;
    const pace = new Pace();
    const transfer = new Transfer(file, kept.tusUrl, {
      onBytes: (sent) => {
        pace.note(sent, performance.now());
        this.beginnings.delete(id);
        this.patch(id, { sent, perSecond: pace.perSecond(), phase: { kind: 'moving' } });
      },
      onWait: () => {
        pace.clear();
        this.patch(id, { perSecond: 0, phase: { kind: 'waiting' } });
      },
      onDone: () => this.over(id, { sent: file.size, perSecond: 0, phase: { kind: 'sent' } }),
      onGone: () => this.beginAnew(id),
      onRefused: (status) => this.over(id, { phase: { kind: 'refused', code: String(status), message: '' } }),
    });
    this.paces.set(id, pace);
    this.transfers.set(id, transfer);
    this.patch(id, { phase: { kind: 'moving' } });
    transfer.start();
  }

  /** The server has dropped the resource: its address is worth nothing, the file is. */
  private beginAnew(id: string) {
    const times = (this.beginnings.get(id) ?? 0) + 1;
    this.beginnings.set(id, times);
    this.transfers.delete(id);
    this.keys.delete(id);
    this.forget(id);
    if (times > MOST_BEGINNINGS) this.patch(id, { sent: 0, phase: { kind: 'failed' } });
    else {
      this.patch(id, { sent: 0, videoId: null, phase: { kind: 'checking' } });
      void this.create(id);
    }
    this.next();
  }

  private over(id: string, change: Partial<UploadItem>) {
    this.transfers.delete(id);
    this.forget(id);
    this.patch(id, change);
    this.next();
  }

  private stop(id: string) {
    this.creations.get(id)?.stop();
    this.creations.delete(id);
    this.transfers.get(id)?.stop();
    this.transfers.delete(id);
    this.paces.delete(id);
  }

  private remember(kept: Kept) {
    this.kept.set(kept.id, kept);
    vault.put('uploads', kept.id, kept).catch(() => console.warn('aula: this browser keeps no uploads'));
  }

  private forget(id: string) {
    this.kept.delete(id);
    vault.remove('uploads', id).catch(() => console.warn('aula: this browser keeps no uploads'));
  }

  private find(id: string): UploadItem | undefined {
    return this.items.find((item) => item.id === id);
  }

  private patch(id: string, change: Partial<UploadItem>) {
    this.change(this.items.map((item) => (item.id === id ? { ...item, ...change } : item)));
  }

  private change(items: readonly UploadItem[]) {
    this.items = items;
    for (const listener of this.listeners) listener();
  }
}
