import { randomId } from '@/lib/random-id';
import { vault } from '@/lib/vault';
import { claimsOfBrowser, type Claims } from './claims';
import { fingerprint, wholeSha256 } from './fingerprint';
import { Pace } from './pace';
import { Retry } from './retry';
import { Transfer } from './transfer';
import { newItem, UploadList, type Phase, type UploadItem } from './upload-list';
import type { Resource, Target, Unfinished, UploadPort } from './upload-port';

/** As it is kept over a reload. */
type Kept = Target & Resource & { id: string; accountId: string; name: string; total: number; print: string | null };

/** More at once would only share the same line. */
const MOST_AT_ONCE = 2;
/** A server that drops each new resource is not asked for ever. */
const MOST_BEGINNINGS = 3;

const IS_BUSY = new Set<Phase['kind']>(['checking', 'queued', 'moving', 'waiting']);

/** The uploads of the whole application: rows and pages come and go, these stay until they are done or cancelled. */
export class Uploads {
  private readonly list = new UploadList();
  private readonly files = new Map<string, File>();
  private readonly kept = new Map<string, Kept>();
  private readonly transfers = new Map<string, Transfer>();
  private readonly paces = new Map<string, Pace>();
  private readonly beginnings = new Map<string, number>();
  /** Of creations that were not answered: the server may have made them, and makes none twice. */
  private readonly keys = new Map<string, string>();
  private readonly retries = new Map<string, Retry>();
  /** What lets go of an upload for the other tabs, or stops waiting for the tab that has it. */
  private readonly held = new Map<string, () => void>();

  constructor(private readonly port: UploadPort, private readonly accountId: string, private readonly claims: Claims = claimsOfBrowser()) {
    window.addEventListener('beforeunload', (event) => this.isBusy() && event.preventDefault());
  }

  readonly subscribe = this.list.subscribe;
  readonly current = this.list.current;
  readonly isBusy = () => this.current().some((item) => IS_BUSY.has(item.phase.kind));

  /** The upload of a lesson that is not over, if there is one. */
  readonly of = (lessonId: string) => this.current().findLast((item) => item.lessonId === lessonId && item.phase.kind !== 'sent') ?? null;

  /** What was left unfinished: by this browser's memory, then by the server's, which knows of other machines. */
  async recall() {
    const all = await vault.all<Kept>('uploads').catch((): Kept[] => {
      console.warn('aula: this browser keeps no uploads');
      return [];
    });
    const own = all.filter((kept) => kept.accountId === this.accountId && kept.id && !this.list.find(kept.id));
    for (const kept of own) this.addUnfinished(kept, 0);
    await Promise.allSettled(own.map(({ id }) => this.look(id)));
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
      if (this.current().some((item) => item.phase.kind === 'checking' && item.lessonId === each.lessonId)) continue;
      const known = [...this.kept.values()].find((kept) => kept.videoId === each.videoId);
      if (known && this.list.find(known.id)?.phase.kind === 'needsFile') this.list.patch(known.id, { sent: each.received });
      const { received, ...rest } = each;
      if (!known) this.addUnfinished({ ...rest, id: randomId(), accountId: this.accountId, print: null }, received);
    }
  }

  /** Begins a new upload. One lesson has one at a time. */
  add(file: File, target: Target): UploadItem | null {
    if (this.of(target.lessonId)) return null;
    const item = newItem(target, { id: randomId(), name: file.name, total: file.size, sent: 0, videoId: null, phase: { kind: 'checking' } });
    this.files.set(item.id, file);
    this.list.add(item);
    void this.create(item.id);
    return item;
  }

  /** Another file in the place of one that was refused. */
  replace(id: string, file: File) {
    const item = this.list.find(id);
    if (!item) return;
    const { lessonId, lessonTitle, path } = item;
    this.drop(id);
    this.add(file, { lessonId, lessonTitle, path });
  }

  /** Goes on with an upload of an earlier visit, if it is the same file. */
  async giveFile(id: string, file: File) {
    const kept = this.kept.get(id);
    if (!kept) return;
    const isSame = kept.print === null ? kept.name === file.name && kept.total === file.size : kept.print === (await fingerprint(file).catch(() => ''));
    if (!isSame) return this.list.patch(id, { phase: { kind: 'needsFile', wrong: true } });
    if (!(await this.claim(id, kept.uploadId))) return this.leave(id, kept.uploadId);
    this.files.set(id, file);
    this.list.patch(id, { phase: { kind: 'queued' } });
    this.next();
  }

  pause(id: string) {
    this.stop(id);
    this.list.patch(id, { phase: { kind: 'paused' }, perSecond: 0 });
    this.next();
  }

  resume(id: string) {
    this.beginnings.delete(id);
    if (!this.files.has(id)) return this.list.patch(id, { phase: { kind: 'needsFile', wrong: false } });
    if (!this.kept.has(id)) return this.check(id);
    this.list.patch(id, { phase: { kind: 'queued' } });
    this.next();
  }

  /** Ends it here and at the server; rejects when the server could not be told, and then it stays in the list. */
  async cancel(id: string) {
    this.stop(id);
    const kept = this.kept.get(id);
    if (kept) {
      if (this.files.has(id)) this.list.patch(id, { phase: { kind: 'paused' }, perSecond: 0 });
      this.next();
      await this.port.abort(kept.uploadId);
    }
    this.drop(id);
  }

  /** Takes those that ended out of the tray; their lessons know them until they are asked again. */
  putAway() {
    for (const { id, phase } of this.current()) if (phase.kind === 'sent') this.list.patch(id, { isPutAway: true });
  }

  /** Takes what is over out of the list. */
  drop(id: string) {
    this.stop(id);
    this.forget(id);
    this.files.delete(id);
    this.keys.delete(id);
    this.list.remove(id);
    this.next();
  }

  private addUnfinished(kept: Kept, sent: number) {
    this.kept.set(kept.id, kept);
    const { id, name, total, videoId } = kept;
    this.list.add(newItem(kept, { id, name, total, videoId, sent, phase: { kind: 'needsFile', wrong: false } }));
  }

  /** What another tab moves is neither asked for here nor moved twice. */
  private async look(id: string) {
    const kept = this.kept.get(id);
    if (kept && (await this.claims.isTaken(kept.uploadId))) this.leave(id, kept.uploadId);
  }

  private leave(id: string, uploadId: string) {
    this.list.patch(id, { phase: { kind: 'elsewhere' } });
    this.hold(id, this.claims.onFree(uploadId, () => void this.settle(id, uploadId)));
  }

  /** The other tab has let go: it may have come to the end, or only have been closed. */
  private async settle(id: string, uploadId: string) {
    const state = await this.port.state(uploadId).catch(() => null);
    if (this.list.find(id)?.phase.kind !== 'elsewhere') return;
    if (state?.status === 'COMPLETE' || state?.status === 'ABORTED') return this.drop(id);
    this.list.patch(id, { phase: { kind: 'needsFile', wrong: false }, ...(state && { sent: state.received }) });
  }

  private async claim(id: string, uploadId: string) {
    const release = await this.claims.take(uploadId);
    if (!release) return false;
    if (this.kept.get(id)?.uploadId === uploadId) this.hold(id, release);
    else release();
    return true;
  }

  private hold(id: string, release: () => void) {
    this.held.get(id)?.();
    this.held.set(id, release);
  }

  private async create(id: string) {
    const item = this.list.find(id);
    const file = this.files.get(id);
    if (!item || !file) return;
    // A file that cannot be read any more, moved or on a stick that was pulled, is no lost network.
    const sums = await Promise.all([fingerprint(file), wholeSha256(file)]).catch(() => null);
    if (!this.list.find(id)) return;
    if (!sums) return this.list.patch(id, { phase: { kind: 'failed' } });
    const [print, sha256] = sums;
    try {
      const key = this.keys.get(id) ?? randomId();
      this.keys.set(id, key);
      const created = await this.port.create(file, item.lessonId, sha256, key);
      if (created.kind === 'failed') return this.list.patch(id, { phase: { kind: 'failed' } });
      this.keys.delete(id);
      this.retries.delete(id);
      if (created.kind === 'refused') return this.list.patch(id, { phase: { kind: 'refused', code: created.code, message: created.message } });
      const { lessonId, lessonTitle, path, name, total } = item;
      const kept = { id, accountId: this.accountId, lessonId, lessonTitle, path, name, total, print, ...created.resource };
      if (!this.list.find(id)) return await this.abandon(kept);
      this.remember(kept);
      void this.claim(id, kept.uploadId);
      // It may have been paused meanwhile.
      this.list.patch(id, { videoId: created.resource.videoId, phase: this.list.find(id)?.phase.kind === 'paused' ? { kind: 'paused' } : { kind: 'queued' } });
    } catch {
      this.createLater(id);
    }
    this.next();
  }

  /** No answer, which a lost network does not give: under its key it can be asked again without being made twice. */
  private createLater(id: string) {
    if (this.list.find(id)?.phase.kind !== 'checking') return;
    const retry = this.retries.get(id) ?? new Retry(() => this.check(id));
    this.retries.set(id, retry);
    this.list.patch(id, { phase: { kind: 'waiting' } });
    retry.later();
  }

  private check(id: string) {
    this.list.patch(id, { phase: { kind: 'checking' } });
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
    for (const item of this.current()) {
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
        this.list.patch(id, { sent, perSecond: pace.perSecond(), phase: { kind: 'moving' } });
      },
      onWait: () => {
        pace.clear();
        this.list.patch(id, { perSecond: 0, phase: { kind: 'waiting' } });
      },
      onDone: () => this.over(id, { sent: file.size, perSecond: 0, phase: { kind: 'sent' } }),
      onGone: () => void this.gone(id),
      onRefused: (status) => this.over(id, { phase: { kind: 'refused', code: String(status), message: '' } }),
    });
    this.paces.set(id, pace);
    this.transfers.set(id, transfer);
    this.list.patch(id, { phase: { kind: 'moving' } });
    transfer.start();
  }

  /** The server no longer knows the resource: the upload was ended elsewhere, or its address is worth nothing and the file is. */
  private async gone(id: string) {
    const uploadId = this.kept.get(id)?.uploadId;
    this.transfers.delete(id);
    this.list.patch(id, { perSecond: 0, phase: { kind: 'waiting' } });
    this.next();
    if (uploadId === undefined) return;
    try {
      const state = await this.port.state(uploadId);
      // Paused or cancelled meanwhile: it is asked again when it goes on.
      if (this.list.find(id)?.phase.kind !== 'waiting') return;
      if (state?.status === 'ABORTED') this.over(id, { phase: { kind: 'refused', code: 'ABORTED', message: '' } });
      else if (state?.status === 'COMPLETE') this.over(id, { sent: state.received, phase: { kind: 'sent' } });
      else {
        // Whoever answered in its place may be wrong: what the server still has would hold room that nobody fills.
        if (state) void Promise.allSettled([this.port.abort(uploadId)]);
        this.beginAnew(id);
      }
    } catch {
      this.askLater(id);
    }
  }

  private askLater(id: string) {
    if (this.list.find(id)?.phase.kind !== 'waiting') return;
    const retry = this.retries.get(id) ?? new Retry(() => void this.gone(id));
    this.retries.set(id, retry);
    retry.later();
  }

  private beginAnew(id: string) {
    const times = (this.beginnings.get(id) ?? 0) + 1;
    this.beginnings.set(id, times);
    this.retries.delete(id);
    this.keys.delete(id);
    this.forget(id);
    this.list.patch(id, { sent: 0, videoId: null, phase: { kind: times > MOST_BEGINNINGS ? 'failed' : 'checking' } });
    if (times <= MOST_BEGINNINGS) void this.create(id);
    this.next();
  }

  private over(id: string, change: Partial<UploadItem>) {
    this.retries.delete(id);
    this.transfers.delete(id);
    this.forget(id);
    this.list.patch(id, change);
    this.next();
  }

  private stop(id: string) {
    this.retries.get(id)?.stop();
    this.retries.delete(id);
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
    this.held.get(id)?.();
    this.held.delete(id);
    vault.remove('uploads', id).catch(() => console.warn('aula: this browser keeps no uploads'));
  }
}
