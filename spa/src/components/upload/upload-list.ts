import type { Target } from './upload-port';

export type Phase =
  | { kind: 'checking' | 'queued' | 'moving' | 'paused' | 'waiting' | 'sent' }
  /** Another tab of this browser has the file. */
  | { kind: 'elsewhere' }
  /** Of an earlier visit: the browser needs to be shown the file again. `wrong`: the file that was shown is another. */
  | { kind: 'needsFile'; wrong: boolean }
  | { kind: 'refused'; code: string; message: string }
  | { kind: 'failed' };

export type UploadItem = Target & {
  id: string;
  name: string;
  total: number;
  sent: number;
  perSecond: number;
  videoId: string | null;
  phase: Phase;
  /** Ended and seen: its lesson still knows it, the tray no longer shows it. */
  isPutAway: boolean;
};

export const newItem = (target: Target, file: Pick<UploadItem, 'id' | 'name' | 'total' | 'videoId' | 'sent' | 'phase'>): UploadItem => ({
  lessonId: target.lessonId,
  lessonTitle: target.lessonTitle,
  path: target.path,
  perSecond: 0,
  isPutAway: false,
  ...file,
});

/** Every upload that the page knows, for those who draw them. */
export class UploadList {
  private items: readonly UploadItem[] = [];
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  readonly current = () => this.items;

  find(id: string): UploadItem | undefined {
    return this.items.find((item) => item.id === id);
  }

  add(item: UploadItem) {
    this.change([...this.items, item]);
  }

  patch(id: string, change: Partial<UploadItem>) {
    this.change(this.items.map((item) => (item.id === id ? { ...item, ...change } : item)));
  }

  remove(id: string) {
    this.change(this.items.filter((item) => item.id !== id));
  }

  private change(items: readonly UploadItem[]) {
    this.items = items;
    for (const listener of this.listeners) listener();
  }
}
