/** Which tab of this browser has the file of an upload: the others must neither ask for it nor move it a second time. */
export type Claims = {
  /** Takes an upload and returns what lets go of it; null when another tab has it. A tab that is closed lets go by itself. */
  take: (uploadId: string) => Promise<(() => void) | null>;
  isTaken: (uploadId: string) => Promise<boolean>;
  /** Tells once when no other tab has it any more; returns what stops waiting. */
  onFree: (uploadId: string, tell: () => void) => () => void;
};

const nameOf = (uploadId: string) => `aula.upload.${uploadId}`;

const nothingHeld = () => undefined;

/** Web Locks, which end with their tab however it ends. A browser that refuses them (storage blocked) knows of no other tab. */
export function lockClaims(locks: LockManager): Claims {
  return {
    take: (uploadId) =>
      new Promise((resolve) => {
        const held = (lock: Lock | null) => (lock ? new Promise<void>((release) => resolve(release)) : resolve(null));
        locks.request(nameOf(uploadId), { ifAvailable: true }, held).catch(() => resolve(nothingHeld));
      }),
    isTaken: async (uploadId) => {
      const known = await locks.query().catch((): LockManagerSnapshot => ({}));
      return (known.held ?? []).some(({ name }) => name === nameOf(uploadId));
    },
    onFree: (uploadId, tell) => {
      const waiting = new AbortController();
      // Without an answer there is nothing to wait for: whoever is told asks the server.
      locks.request(nameOf(uploadId), { signal: waiting.signal }, tell).catch(() => void (!waiting.signal.aborted && tell()));
      return () => waiting.abort();
    },
  };
}

/** How long another tab may take to say that it has an upload. One that sleeps moves no bytes either. */
const ANSWER_MS = 400;
const ASK_AGAIN_MS = 5_000;
type Said = { kind: 'who' | 'me'; uploadId: string };

/** On plain http there are no locks: the tabs ask each other. */
export function channelClaims(channel: BroadcastChannel): Claims {
  const own = new Set<string>();
  const asked = new Set<{ uploadId: string; isTaken: () => void }>();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin and takes none
  const say = (said: Said) => channel.postMessage(said);
  channel.addEventListener('message', ({ data: { kind, uploadId } }: MessageEvent<Said>) => {
    if (kind === 'who' && own.has(uploadId)) say({ kind: 'me', uploadId });
    if (kind === 'me') for (const question of asked) if (question.uploadId === uploadId) question.isTaken();
  });
  const isTaken = (uploadId: string) =>
    new Promise<boolean>((resolve) => {
      const settle = (answer: boolean) => {
        asked.delete(question);
        resolve(answer);
      };
      const question = { uploadId, isTaken: () => settle(true) };
      asked.add(question);
      setTimeout(() => settle(false), ANSWER_MS);
      say({ kind: 'who', uploadId });
    });
  return {
    isTaken,
    take: async (uploadId) => {
      if (await isTaken(uploadId)) return null;
      own.add(uploadId);
      return () => void own.delete(uploadId);
    },
    onFree: (uploadId, tell) => {
      const timer = setInterval(() => {
        void isTaken(uploadId).then((answer) => {
          if (answer) return;
          clearInterval(timer);
          tell();
        });
      }, ASK_AGAIN_MS);
      return () => clearInterval(timer);
    },
  };
}

/** A browser with neither knows of no other tab: an upload that moves there looks unfinished here. */
const noClaims: Claims = { take: async () => nothingHeld, isTaken: async () => false, onFree: () => nothingHeld };

export function claimsOfBrowser(): Claims {
  if ('locks' in navigator) return lockClaims(navigator.locks);
  return typeof BroadcastChannel === 'function' ? channelClaims(new BroadcastChannel('aula.uploads')) : noClaims;
}
