import type { DetailedError, Upload } from 'tus-js-client';
import { CSRF_HEADER, refreshSession } from '@/lib/session';
import { Retry } from './retry';

const CHUNK_BYTES = 8 * 1024 * 1024;
/** A connection that says nothing for so long is dead, whatever the browser believes. */
const STALL_MS = 60_000;
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
  private watchdog: ReturnType<typeof setTimeout> | undefined;
  private isStopped = false;
  private readonly retry = new Retry(() => void this.begin());

  constructor(private readonly file: File, private readonly tusUrl: string, private readonly listener: Listener) {}

  start() {
    this.isStopped = false;
    void this.begin();
  }

  stop() {
    this.isStopped = true;
    this.retry.stop();
    clearTimeout(this.watchdog);
    const { upload } = this;
    this.upload = null;
    void upload?.abort();
  }

  private async begin() {
    try {
      const { Upload } = await import('tus-js-client');
      if (this.isStopped) return;
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
    this.retry.worked();
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
    if (!this.isStopped) this.retry.later(verdict === 'locked' ? LOCKED_MS : undefined);
  }

  private finish(tell: () => void) {
    this.stop();
    tell();
  }
}
