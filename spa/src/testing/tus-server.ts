import type { Unfinished, UploadPort } from '@/components/upload/upload-port';

/** A tus server of one file; what it answers next can be told. */
export class TusServer {
  readonly offsets = new Map<string, number>();
  created = 0;
  aborted: string[] = [];
  unfinished: Unfinished[] = [];
  resources = new Set<string>();
  answers: (number | 'lost')[] = [];
  isOnline = true;
  requests: string[] = [];
  keys: string[] = [];
  /** How many answers to creations are still to be lost. */
  lost = 0;
  refuses = false;
  fails = false;
  endsNothing = false;
  /** What it says of an upload that is asked for. */
  state: Awaited<ReturnType<UploadPort['state']>> = null;
  isMute = false;

  readonly port: UploadPort = {
    create: async (_file, _lessonId, _sha256, key) => {
      if (!this.keys.includes(key)) this.created += 1;
      this.keys.push(key);
      if (this.lost-- > 0) throw new TypeError('Failed to fetch');
      if (this.fails) return { kind: 'failed' };
      if (this.refuses) return { kind: 'refused', code: 'QUOTA_EXCEEDED', message: 'no room' };
      const tusUrl = `https://aula.test/uploads/${this.created}`;
      this.resources.add(tusUrl);
      return { kind: 'created', resource: { uploadId: `upl_${this.created}`, tusUrl, videoId: `vid_${this.created}` } };
    },
    abort: async (id) => {
      if (this.endsNothing) throw new Error('not ended');
      this.aborted.push(id);
    },
    unfinished: async () => this.unfinished,
    state: async () => {
      if (this.isMute) throw new TypeError('Failed to fetch');
      return this.state;
    },
  };

  answer(method: string, url: string, bytes: number): { status: number; headers: Record<string, string> } | null {
    this.requests.push(method);
    if (!this.isOnline) return null;
    const told = this.answers.shift();
    if (told === 'lost') return null;
    if (told) return { status: told, headers: {} };
    if (!this.resources.has(url)) return { status: 404, headers: {} };
    if (method === 'HEAD') return { status: 200, headers: { 'upload-offset': String(this.offsets.get(url) ?? 0), 'upload-length': '20' } };
    this.offsets.set(url, (this.offsets.get(url) ?? 0) + bytes);
    return { status: 204, headers: { 'upload-offset': String(this.offsets.get(url)) } };
  }
}

/** As much of XMLHttpRequest as tus-js-client uses, over such a server. */
export const xhrOver = (server: TusServer) =>
  class {
    status = 0;
    responseText = '';
    upload: { onprogress?: (event: object) => void } = {};
    onload?: () => void;
    onerror?: (event: object) => void;
    private method = '';
    private url = '';
    private headers: Record<string, string> = {};
    private isAborted = false;
    open(method: string, url: string) {
      this.method = method;
      this.url = url;
    }
    setRequestHeader() {}
    abort() {
      this.isAborted = true;
    }
    getResponseHeader(name: string) {
      return this.headers[name.toLowerCase()] ?? null;
    }
    send(body?: Blob) {
      setTimeout(() => {
        if (this.isAborted) return;
        const answer = server.answer(this.method, this.url, body?.size ?? 0);
        if (!answer) return this.onerror?.({});
        this.status = answer.status;
        this.headers = answer.headers;
        this.onload?.();
      }, 10);
    }
  };
