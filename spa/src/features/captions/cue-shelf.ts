import { vault } from '@/lib/vault';
import type { Cue, Cues } from './cues';

/** Cues that were written and never reached the server, and what the server had when the writing began. */
export type LeftCues = { base: Cues; cues: Cues; at: number };

const isOther = (one: Cue, other: Cue) => one.text !== other.text || one.startMs !== other.startMs || one.endMs !== other.endMs;

/**
 * What was written on top of `base`, on top of what the server has now: a cue that a person changed is theirs, what else was
 * changed meanwhile stays.
 */
export function rebased({ base, cues }: Pick<LeftCues, 'base' | 'cues'>, theirs: Cues): Cues {
  const [before, mine] = [new Map(base.map((cue) => [cue.id, cue])), new Map(cues.map((cue) => [cue.id, cue]))];
  const kept = theirs.flatMap((cue) => {
    const [old, own] = [before.get(cue.id), mine.get(cue.id)];
    if (old && !own) return [];
    return [old && own && isOther(old, own) ? { ...cue, text: own.text, startMs: own.startMs, endMs: own.endMs } : cue];
  });
  const made = cues.filter(({ id }) => !before.has(id) && !theirs.some((cue) => cue.id === id));
  return [...kept, ...made].toSorted((one, other) => one.startMs - other.startMs);
}

const notKept = () => console.warn('aula: this browser keeps no captions');
const KEEP_MS = 250;

/** One track's place in the browser's database, where its cues lie until the server has them. Says no word when it cannot. */
export class CueShelf {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly aside: string;
  private waiting: LeftCues | null = null;

  /** @param key names the account and the track */
  constructor(private readonly key: string) {
    this.aside = `${key}:left`;
  }

  /** What an earlier visit wrote. It is put aside, so that writing on does not take its place before somebody has decided. */
  async left(): Promise<LeftCues | null> {
    try {
      const last = await vault.get<LeftCues>('drafts', this.key);
      if (!last) return (await vault.get<LeftCues>('drafts', this.aside)) ?? null;
      await vault.put('drafts', this.aside, last);
      await vault.remove('drafts', this.key);
      return last;
    } catch {
      notKept();
      return null;
    }
  }

  /** Keeps them in a moment, so that typing does not write each letter. */
  keepSoon(left: LeftCues) {
    this.waiting = left;
    this.timer ??= setTimeout(this.keepNow, KEEP_MS);
  }

  readonly keepNow = () => {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { waiting } = this;
    this.waiting = null;
    if (waiting) vault.put('drafts', this.key, waiting).catch(notKept);
  };

  forgetLeft() {
    vault.remove('drafts', this.aside).catch(notKept);
  }

  forget() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = null;
    vault.remove('drafts', this.key).catch(notKept);
  }
}
