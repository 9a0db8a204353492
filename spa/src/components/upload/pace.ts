const WINDOW_MS = 8_000;

/** How fast bytes move, over the last seconds: single chunks come in bursts. */
export class Pace {
  private marks: { at: number; sent: number }[] = [];

  note(sent: number, at: number) {
    const last = this.marks.at(-1);
    // A restarted request begins below where the last one was.
    if (last && sent < last.sent) this.marks = [];
    this.marks.push({ at, sent });
    while (this.marks.length > 2 && at - (this.marks[0]?.at ?? at) > WINDOW_MS) this.marks.shift();
  }

  clear() {
    this.marks = [];
  }

  /** Bytes per second; 0 while it cannot be told. */
  perSecond(): number {
    const first = this.marks[0];
    const last = this.marks.at(-1);
    if (!first || !last || last.at - first.at < 500) return 0;
    return ((last.sent - first.sent) / (last.at - first.at)) * 1000;
  }
}
