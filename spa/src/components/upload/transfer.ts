import type { DetailedError, Upload } from 'tus-js-client';
import { CSRF_HEADER, refreshSession } from '@/lib/session';

const CHUNK_BYTES = 8 * 1024 * 1024;
/** A connection that says nothing for so long is dead, whatever the browser believes. */
const STALL_MS = 60_000;
const WAITS_MS = [500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000] as const;
const LOCKED_MS = 2_000;

/** What a failed request means for the upload. */
export type Verdict = 'wait' | 'locked' | 'renew' | 'gone' | 'refused';

/** By the status of the answer; 0 when there was none. */
export function verdictOn(status: number): Verdict {
  if (status === 401) return 'renew';
  if (status === 404 || status === 410) return 'gone';
  // The broken connection's lock, or an offset that it moved: busy, not lost.
  if (status === 409 || status === 423) return 'locked';
  if (status === 408 || status === 425 || status === 429 || status === 460 || status === 507 || status < 400 || status >= 500) return 'wait';
  return 'refused';
}

const statusOf = (error: Error | DetailedError) => ('originalResponse' in error ? (error.originalResponse?.getStatus() ?? 0) : 0);

export type Listener = {
  onBytes: (sent: number) => void;
  /** No bytes move for now; it goes on by itself. */
  onWait: () => void;
  onDone: () => void;
  onGone: () => void;
  onRefused: (status: number) => void;
};

/**
 * Moves the bytes of one file to one tus resource and gives up only where the server refuses: it waits out lost networks,
 * locks and restarts without end, asks where it stands and goes on from there.
 */
export class Transfer {
  private upload: Upload | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watchdog: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private isStopped = false;
  private readonly wake = () => this.again(0);

  constructor(private readonly file: File, private readonly tusUrl: string, private readonly listener: Listener) {}

  start() {
    this.isStopped = false;
    window.addEventListener('online', this.wake);
    void this.begin();
  }

  stop() {
    this.isStopped = true;
    window.removeEventListener('online', this.wake);
    clearTimeout(this.timer);
    clearTimeout(this.watchdog);
    const { upload } = this;
    this.upload = null;
    void upload?.abort();
  }

  private async begin() {
    try {
      const { Upload } = await import('tus-js-client');
      // The network may have come back while the code was loading: one of the two goes on.
      if (this.isStopped || this.upload) return;
      const upload: Upload = new Upload(this.file, {
        uploadUrl: this.tusUrl,
        chunkSize: CHUNK_BYTES,
        retryDelays: null,
        headers: CSRF_HEADER,
        storeFingerprintForResuming: false,
        // What an aborted attempt still says is of no account.
        onProgress: (sent) => this.upload === upload && this.moved(sent),
        onError: (error) => this.upload === upload && void this.failed(statusOf(error)),
        onSuccess: () => this.upload === upload && this.finish(() => this.listener.onDone()),
      });
      this.upload = upload;
      this.watch();
      upload.start();
    } catch {
      // The uploader's own code did not come.
      await this.failed(0);
    }
  }

  private moved(sent: number) {
    this.failures = 0;
    this.watch();
    this.listener.onBytes(sent);
  }

  private watch() {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => void this.failed(0), STALL_MS);
  }

  private async failed(status: number) {
    clearTimeout(this.watchdog);
    const { upload } = this;
    this.upload = null;
    if (this.isStopped) return;
    void upload?.abort();
    const verdict = verdictOn(status);
    if (verdict === 'gone') return this.finish(() => this.listener.onGone());
    if (verdict === 'refused') return this.finish(() => this.listener.onRefused(status));
    this.listener.onWait();
    if (verdict === 'renew') await refreshSession();
    const wait = WAITS_MS[Math.min(this.failures, WAITS_MS.length - 1)] ?? 30_000;
    this.failures += 1;
    this.again(verdict === 'locked' ? LOCKED_MS : wait);
  }

  private again(ms: number) {
    clearTimeout(this.timer);
    // A transfer that moves needs no waking.
    if (this.isStopped || this.upload) return;
    this.timer = setTimeout(() => void this.begin(), ms);
  }

  private finish(tell: () => void) {
    this.stop();
    tell();
  }
}
