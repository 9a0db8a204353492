const WAITS_MS = [500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000] as const;
const LONGEST_MS = 30_000;

/** Does something again after waits that grow to half a minute, without end; at once when the browser says that the network is back. */
export class Retry {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private readonly wake = () => this.after(0);

  constructor(private readonly act: () => void) {}

  /** It failed once more. `ms`: a wait that the failure itself asks for. */
  later(ms?: number) {
    const wait = WAITS_MS[Math.min(this.failures, WAITS_MS.length - 1)] ?? LONGEST_MS;
    this.failures += 1;
    window.addEventListener('online', this.wake);
    this.after(ms ?? wait);
  }

  /** The next failure is a first one again. */
  worked() {
    this.failures = 0;
  }

  stop() {
    clearTimeout(this.timer);
    window.removeEventListener('online', this.wake);
  }

  private after(ms: number) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.stop();
      this.act();
    }, ms);
  }
}
