import { vault } from '@/lib/vault';
import type { Fields, Left } from './draft';

/** Each visit that ends undecided adds one; nobody looks through more. */
const MOST_LEFT = 5;

export const same = (a: Fields, b: Fields) => Object.keys({ ...a, ...b }).every((name) => a[name] === b[name]);

/** Said by `isAtRisk` when somebody is about to leave. */
const notKept = () => console.warn('aula: this browser keeps no drafts');

/**
 * What this browser's database has of one text: what is being written, under `key`, and what earlier visits wrote and nobody has
 * decided about, newest first, under `key:left`, so that writing on does not take its place.
 */
export class DraftShelf<T extends Fields> {
  private readonly leftKey: string;
  /** Nothing is written before this was looked for. */
  private readonly found: Promise<Left<T>[]>;

  constructor(private readonly key: string) {
    this.leftKey = `${key}:left`;
    this.found = this.find().catch(() => {
      notKept();
      return [];
    });
  }

  /** What earlier visits left, newest first. */
  readonly left = () => this.found;

  /** True when the browser keeps it. */
  keep(record: Left<T>): Promise<boolean> {
    return this.write(() => vault.put('drafts', this.key, record));
  }

  forget(): Promise<boolean> {
    return this.write(() => vault.remove('drafts', this.key));
  }

  keepLeft(left: readonly Left<T>[]): Promise<boolean> {
    return this.write(() => (left.length > 0 ? vault.put('drafts', this.leftKey, left) : vault.remove('drafts', this.leftKey)));
  }

  private async find(): Promise<Left<T>[]> {
    const [last, older = []] = await Promise.all([vault.get<Left<T>>('drafts', this.key), vault.get<Left<T>[]>('drafts', this.leftKey)]);
    if (!last) return older;
    const left = [last, ...older.filter((each) => !same(each.value, last.value))].slice(0, MOST_LEFT);
    await vault.put('drafts', this.leftKey, left).then(() => vault.remove('drafts', this.key), notKept);
    return left;
  }

  private write(act: () => Promise<unknown>): Promise<boolean> {
    return this.found.then(act).then(
      () => true,
      () => {
        notKept();
        return false;
      },
    );
  }
}
