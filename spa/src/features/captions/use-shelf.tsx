import { useEffect, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ago } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import type { CueDesk } from './cue-desk';
import { CueShelf, rebased, type LeftCues } from './cue-shelf';
import { difference } from './cues';

/** Keeps what the server has not in the browser's database, and finds what an earlier visit left there. */
export function useShelf(desk: CueDesk, key: string) {
  const shelf = useMemo(() => new CueShelf(key), [key]);
  const [left, setLeft] = useState<LeftCues | null>(null);
  useEffect(() => {
    let isHere = true;
    let stop = () => {};
    // Nothing is kept before this was looked for: it would take its place.
    void shelf.left().then((found) => {
      if (!isHere) return;
      const { cues } = desk.current();
      if (found && difference(cues, rebased(found, cues)).length > 0) setLeft(found);
      stop = desk.subscribe(() => {
        const unsaved = desk.unsaved();
        if (unsaved) shelf.keepSoon({ ...unsaved, at: Date.now() });
        else shelf.forget();
      });
    });
    window.addEventListener('pagehide', shelf.keepNow);
    return () => {
      isHere = false;
      stop();
      window.removeEventListener('pagehide', shelf.keepNow);
      shelf.keepNow();
    };
  }, [desk, shelf]);
  const drop = () => {
    setLeft(null);
    shelf.forgetLeft();
  };
  const takeUp = () => {
    if (left) desk.takeUp(rebased(left, desk.current().cues));
    drop();
  };
  return { left, takeUp, drop };
}

type Props = { at: number; onTakeUp: () => void; onDrop: () => void };

export function LeftNotice({ at, onTakeUp, onDrop }: Props) {
  const { t, locale } = useI18n();
  return (
    <div role="status" className="grid justify-items-start gap-2 rounded-md border border-accent bg-accent-soft p-3 text-sm text-accent-foreground">
      <p>{t('cues.left', { when: ago(new Date(at).toISOString(), locale) })}</p>
      <div className="flex flex-wrap gap-2">
        <Button size="small" variant="outline" onClick={onTakeUp}>
          {t('cues.takeUp')}
        </Button>
        <Button size="small" variant="ghost" onClick={onDrop}>
          {t('cues.drop')}
        </Button>
      </div>
    </div>
  );
}
