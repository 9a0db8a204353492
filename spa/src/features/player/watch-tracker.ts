export type Played = { startMs: number; endMs: number; rate: number; endedAt: string };

/** A media clock that is this much ahead of the wall clock was moved by hand. */
const SLACK_MS = 1_500;

/** Keeps what was really played: only while playing, never across a seek. No DOM, so that it can be tested. */
export class WatchTracker {
  private start: number | null = null;
  private last = 0;
  private lastAt = 0;
  private rate = 1;
  private done: Played[] = [];

  constructor(private readonly now: () => Date = () => new Date()) {}

  playing(positionMs: number, rate: number) {
    this.close();
    this.start = positionMs;
    this.mark(positionMs);
    this.rate = rate;
  }

  /** Ticks may come minutes apart, as they do in a hidden tab: what the wall clock allows for was played. */
  tick(positionMs: number, rate: number) {
    if (this.start === null) return;
    const moved = positionMs - this.last;
    const possible = (this.now().getTime() - this.lastAt + SLACK_MS) * Math.max(1, rate);
    if (rate !== this.rate || moved < 0 || moved > possible) {
      this.playing(positionMs, rate);
      return;
    }
    this.mark(positionMs);
  }

  /** Pause, seek, end. */
  stopped() {
    this.close();
    this.start = null;
  }

  /** What was played since the last call; playing goes on. */
  take(): Played[] {
    const goesOn = this.start !== null;
    this.close();
    if (goesOn) this.start = this.last;
    const taken = this.done;
    this.done = [];
    return taken;
  }

  private mark(positionMs: number) {
    this.last = positionMs;
    this.lastAt = this.now().getTime();
  }

  private close() {
    if (this.start !== null && this.last > this.start) {
      const interval = { startMs: Math.round(this.start), endMs: Math.round(this.last) };
      this.done.push({ ...interval, rate: this.rate, endedAt: this.now().toISOString() });
    }
  }
}
