import { print } from 'graphql';
import { graphql } from '@/gql';
import type { RecordWatchInput } from '@/gql/graphql';
import { currentLocale } from '@/lib/i18n';
import { CSRF_HEADER, sessionFetch } from '@/lib/session';
import { parseWatchAnswer, type Watched } from '@/lib/watch-answer';
import { vault } from '@/lib/vault';
import type { Played, WatchTracker } from './watch-tracker';

export const RecordWatch = graphql(/* GraphQL */ `
  mutation RecordWatch($input: RecordWatchInput!) {
    recordWatch(input: $input) {
      nextHeartbeatMs
      acceptedSeq
      progress { coverage watched { startMs endMs } completedAt }
      userErrors { code message }
    }
  }
`);

const FIRST_HEARTBEAT_MS = 10_000;
const JITTER = 0.2;

export type WatchState = { kind: 'saved'; watched: Watched | null; isComplete: boolean } | { kind: 'kept' };

/** Plain fetch, because a page that is being closed can only send with `keepalive`. */
async function send(input: RecordWatchInput, keepalive: boolean) {
  const response = await sessionFetch('/graphql', {
    method: 'POST',
    keepalive,
    headers: { 'content-type': 'application/json', 'accept-language': currentLocale(), ...CSRF_HEADER },
    body: JSON.stringify({ query: print(RecordWatch), operationName: 'RecordWatch', variables: { input } }),
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return parseWatchAnswer(await response.json());
}

const keyOf = (input: RecordWatchInput) => `${input.sessionId}:${input.seq}`;

/** Sends what was watched, at the pace the server asks for; what cannot be sent is kept and sent again. */
export class WatchReporter {
  private seq = 0;
  private pace = FIRST_HEARTBEAT_MS;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly sessionId: string,
    private readonly tracker: WatchTracker,
    private readonly position: () => number,
    private readonly onState: (state: WatchState) => void,
  ) {}

  start() {
    void this.sendKept();
    this.schedule();
  }

  stop() {
    clearTimeout(this.timer);
    this.flush({ isFinal: true });
  }

  flush({ isFinal = false } = {}) {
    const intervals: Played[] = this.tracker.take();
    if (intervals.length === 0 && !isFinal) return;
    if (intervals.length === 0 && this.seq === 0) return;
    this.seq += 1;
    const positionMs = Math.round(this.position());
    void this.deliver({ sessionId: this.sessionId, seq: this.seq, intervals, positionMs, final: isFinal });
  }

  private schedule() {
    const wait = this.pace * (1 + (Math.random() - 0.5) * JITTER);
    this.timer = setTimeout(() => {
      this.flush();
      this.schedule();
    }, wait);
  }

  private async deliver(input: RecordWatchInput) {
    // First kept, then sent: a tab that dies in between loses nothing; the server counts (session, seq) once.
    await vault.put('watch', keyOf(input), input).catch(() => undefined);
    try {
      const answer = await send(input, true);
      if (answer === null) throw new Error('refused');
      this.pace = answer.nextHeartbeatMs;
      await vault.remove('watch', keyOf(input)).catch(() => undefined);
      this.onState({ kind: 'saved', watched: answer.watched, isComplete: answer.isComplete });
    } catch {
      this.onState({ kind: 'kept' });
    }
  }

  private async sendKept() {
    const kept = await vault.all<RecordWatchInput>('watch').catch(() => []);
    for (const input of kept) {
      if (input.sessionId === this.sessionId) continue;
      const answer = await send(input, false).catch(() => undefined);
      if (answer !== undefined) await vault.remove('watch', keyOf(input)).catch(() => undefined);
    }
  }
}
