type Granted = (lock: Lock | null) => unknown;

/** As much of the Web Locks of one browser as is used, shared by all its tabs. */
export class FakeLocks {
  private readonly held = new Set<string>();
  private readonly queue: { name: string; granted: Granted }[] = [];
  readonly manager = {
    request: async (name: string, { ifAvailable, signal }: LockOptions, granted: Granted) => {
      if (!this.held.has(name)) return this.grant(name, granted);
      if (ifAvailable) return granted(null);
      this.queue.push({ name, granted });
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new DOMException('gone', 'AbortError'))));
    },
    query: async () => ({ held: [...this.held].map((name) => ({ name })) }),
  } as LockManager;

  private async grant(name: string, granted: Granted) {
    this.held.add(name);
    await granted({ name, mode: 'exclusive' });
    this.held.delete(name);
    const next = this.queue.findIndex((each) => each.name === name);
    const [waiting] = next < 0 ? [] : this.queue.splice(next, 1);
    if (waiting) void this.grant(name, waiting.granted);
  }
}

/** The channel between the tabs of one browser: each hears the others. */
export class FakeChannels {
  private readonly all: EventTarget[] = [];
  open() {
    const target = new EventTarget();
    this.all.push(target);
    const postMessage = (data: unknown) => {
      for (const other of this.all) if (other !== target) setTimeout(() => other.dispatchEvent(new MessageEvent('message', { data })), 1);
    };
    return Object.assign(target, { postMessage }) as unknown as BroadcastChannel;
  }
}
