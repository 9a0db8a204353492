export type Played = { startMs: number; endMs: number; rate: number; endedAt: string };

/** A media clock that moved more than this between two ticks was moved by hand. */
const JUMP_MS = 1_500;

/** Keeps what was really played: only while playing, never across a seek. No DOM, so that it can be tested. */
export class WatchTracker {
  private start: number | null = null;
  private last = 0;
  private rate = 1;
  private done: Played[] = [];

  constructor(private readonly now: () => Date = () => new Date()) {}

  playing(positionMs: number, rate: number) {
    this.close();
    this.start = positionMs;
    this.last = positionMs;
    this.rate = rate;
  }

  tick(positionMs: number, rate: number) {
    if (this.start === null) return;
    const moved = positionMs - this.last;
    if (rate !== this.rate || moved < 0 || moved > JUMP_MS * Math.max(1, rate)) {
      this.playing(positionMs, rate);
      return;
    }
    this.last = positionMs;
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

  private close() {
    if (this.start !== null && this.last > this.start) {
      const interval = { startMs: Math.round(this.start), endMs: Math.round(this.last) };
      this.done.push({ ...interval, rate: this.rate, endedAt: this.now().toISOString() });
    }
  }
}
