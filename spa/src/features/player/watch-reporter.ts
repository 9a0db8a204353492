import type { RecordWatchInput } from '@/gql/graphql';
import { deviceLabel } from '@/lib/device-label';
import type { WatchAnswer, Watched } from '@/lib/watch-answer';
import { forgetWatch, keepWatch, keyOf, sendKeptWatches, sendWatch, VISITOR } from './watch-post';
import type { WatchTracker } from './watch-tracker';

const FIRST_HEARTBEAT_MS = 10_000;
const JITTER = 0.2;
/** A position that moved less is the same one. */
const STEP_MS = 1_000;
/** Some hours without network; beyond, the oldest stay in the vault for the next visit. */
const MOST_PENDING = 500;

export type WatchState =
  | { kind: 'saved'; watched: Watched | null; isComplete: boolean; isCourseComplete: boolean; isFinal: boolean }
  /** On this device, to be sent later. */
  | { kind: 'kept' }
  /** Neither sent nor kept: it is gone when the page is closed. */
  | { kind: 'unsaved' }
  | { kind: 'superseded' }
  /** The person left the course, or lost it: nothing more is sent. */
  | { kind: 'ended'; message: string };

/** The media's own clock; null while it does not stand where the lesson is to go on. */
export type MediaClock = () => { positionMs: number; rate: number; isPlaying: boolean } | null;

type Session = { id: string; viewerId: string; startAtMs: number };

/**
 * Sends what was watched, at the pace the server asks for; what cannot be sent is kept and sent again, and counted once. What a visitor
 * watches is kept until somebody signs in on this device.
 */
export class WatchReporter {
  private readonly label = deviceLabel();
  private seq = 0;
  private pace = FIRST_HEARTBEAT_MS;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isOver = false;
  private told: { positionMs: number; isFinal: boolean };
  /** Sent and not yet taken, by key. */
  private readonly pending = new Map<string, RecordWatchInput>();
  private readonly underWay = new Set<string>();

  constructor(
    private readonly session: Session,
    private readonly tracker: WatchTracker,
    private readonly clock: MediaClock,
    private readonly onState: (state: WatchState) => void,
  ) {
    this.told = { positionMs: session.startAtMs, isFinal: false };
  }

  start() {
    if (this.session.viewerId === VISITOR) return this.schedule();
    void sendKeptWatches(this.session.viewerId, this.session.id);
    window.addEventListener('online', this.sendPending);
    this.schedule();
  }

  stop() {
    clearTimeout(this.timer);
    window.removeEventListener('online', this.sendPending);
    this.flush({ isFinal: true });
  }

  /** Superseded: nothing of this session is counted or queued any more. */
  end() {
    this.halt();
    for (const input of this.pending.values()) void forgetWatch(input);
    this.pending.clear();
  }

  /** What was watched before and could not be sent stays in the vault, and counts at the next visit. */
  private halt() {
    this.isOver = true;
    clearTimeout(this.timer);
    this.tracker.stopped();
    this.tracker.take();
  }

  /** The film was put where another device is: that is known there, and is no move of this one. */
  follow(positionMs: number) {
    this.told = { positionMs, isFinal: true };
  }

  flush({ isFinal = false } = {}) {
    if (this.isOver) return;
    const clock = this.clock();
    if (clock?.isPlaying) this.tracker.tick(clock.positionMs, clock.rate);
    const intervals = this.tracker.take();
    const positionMs = clock ? Math.round(clock.positionMs) : this.told.positionMs;
    const hasMoved = Math.abs(positionMs - this.told.positionMs) >= STEP_MS;
    const endsNow = isFinal && !this.told.isFinal && this.seq > 0;
    if (intervals.length === 0 && !hasMoved && !endsNow) return;
    this.seq += 1;
    this.told = { positionMs, isFinal };
    void this.deliver({ sessionId: this.session.id, seq: this.seq, intervals, positionMs, final: isFinal, deviceLabel: this.label });
  }

  private schedule() {
    const wait = this.pace * (1 + (Math.random() - 0.5) * JITTER);
    this.timer = setTimeout(() => {
      this.flush();
      if (!this.isOver) this.schedule();
    }, wait);
  }

  private async deliver(input: RecordWatchInput) {
    if (this.session.viewerId === VISITOR) {
      await keepWatch(input, VISITOR);
      return;
    }
    // Sending comes first: a tab that is being closed may get no further, and what is not answered lies in the vault.
    const sending = this.post(input);
    const keeping = keepWatch(input, this.session.viewerId);
    const [isTaken, isKept] = await Promise.all([sending, keeping]);
    if (isTaken) await forgetWatch(input);
    else if (!this.isOver) this.onState({ kind: isKept ? 'kept' : 'unsaved' });
    if (isTaken) void this.sendPending();
  }

  /** True when the server answered for this batch, whatever it made of it. */
  private async post(input: RecordWatchInput): Promise<boolean> {
    const key = keyOf(input);
    this.pending.set(key, input);
    const [oldest] = this.pending.keys();
    if (this.pending.size > MOST_PENDING && oldest) this.pending.delete(oldest);
    this.underWay.add(key);
    const [sent] = await Promise.allSettled([sendWatch(input)]);
    this.underWay.delete(key);
    if (sent.status === 'rejected' || sent.value === null) return false;
    this.pending.delete(key);
    this.take(sent.value, input.final === true);
    return true;
  }

  private take(answer: WatchAnswer, isFinal: boolean) {
    if (this.isOver) return;
    if (answer.isSuperseded) {
      this.end();
      this.onState({ kind: 'superseded' });
      return;
    }
    if (answer.ended !== null) {
      this.halt();
      this.onState({ kind: 'ended', message: answer.ended });
      return;
    }
    this.pace = answer.nextHeartbeatMs;
    const { watched, isComplete, isCourseComplete } = answer;
    this.onState({ kind: 'saved', watched, isComplete, isCourseComplete, isFinal });
  }

  private readonly sendPending = async () => {
    for (const [key, input] of this.pending) {
      if (this.isOver || this.underWay.has(key)) continue;
      if (!(await this.post(input))) return;
      await forgetWatch(input);
    }
  };
}
