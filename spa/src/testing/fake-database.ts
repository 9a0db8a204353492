/** As much of IndexedDB as the vault uses, and a way to lose it as browsers do. */
export class FakeDatabases {
  readonly shelves = new Map<string, Map<string, unknown>>();
  opens = 0;
  private live: FakeDatabase | null = null;
  constructor(private readonly refuses: () => boolean = () => false) {}

  open() {
    this.opens += 1;
    const request = fakeRequest();
    queueMicrotask(() => {
      if (this.refuses()) return request.onerror?.();
      this.live = new FakeDatabase(this.shelves);
      request.result = this.live;
      if (this.shelves.size === 0) request.onupgradeneeded?.();
      request.onsuccess?.();
    });
    return request;
  }

  /** What a suspended phone does: the handle is dead, and no event told so. */
  closeBehindTheTab() {
    if (this.live) this.live.isClosed = true;
  }

  /** What a page with a newer version does to the ones that hold it up: whether this one let go. */
  askToClose() {
    this.live?.onversionchange?.();
    return this.live?.isClosed;
  }
}

type Request = { result: unknown; error: Error | null; onerror?: () => void; onupgradeneeded?: () => void; onsuccess?: () => void };
const fakeRequest = (): Request => ({ result: undefined, error: null });

class FakeDatabase {
  isClosed = false;
  onversionchange?: () => void;
  constructor(private readonly shelves: Map<string, Map<string, unknown>>) {}
  readonly objectStoreNames = { contains: (name: string) => this.shelves.has(name) };
  createObjectStore(name: string) {
    this.shelves.set(name, new Map());
  }
  close() {
    this.isClosed = true;
  }
  transaction(name: string) {
    if (this.isClosed) throw new DOMException('The database connection is closing.', 'InvalidStateError');
    const shelf = this.shelves.get(name) ?? new Map<string, unknown>();
    const transaction: { oncomplete?: () => void; onabort?: () => void; objectStore: () => object } = {
      objectStore: () => ({
        put: (value: unknown, key: string) => ({ result: void shelf.set(key, structuredClone(value)) }),
        get: (key: string) => ({ result: shelf.get(key) }),
        getAll: () => ({ result: [...shelf.values()] }),
        delete: (key: string) => ({ result: void shelf.delete(key) }),
      }),
    };
    queueMicrotask(() => transaction.oncomplete?.());
    return transaction;
  }
}
