import { ChevronDown, Upload, X } from 'lucide-react';
import { useEffect, useId, useLayoutEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import { Link } from 'react-router';
import { Button } from '@/components/ui/button';
import { cn } from '@/lib/cn';
import { inPercent } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/teaching';
import { notify } from '@/lib/notify';
import type { UploadItem } from './upload-list';
import { UploadRow } from './upload-row';
import type { Uploads } from './upload-store';
import { useUploads } from './use-uploads';

/** Tells of uploads that ended while one was elsewhere. */
function useTellOfEnds(items: readonly UploadItem[]) {
  const { t } = useI18n();
  const seen = useRef(new Map<string, string>());
  const complaints = useRef(new Map<string, () => void>());
  useEffect(() => {
    // What was mended, or taken out of the list, is complained of no more.
    for (const [id, takeBack] of complaints.current) {
      const kind = items.find((item) => item.id === id)?.phase.kind;
      if (kind === 'refused' || kind === 'failed') continue;
      takeBack();
      complaints.current.delete(id);
    }
    for (const { id, name, phase } of items) {
      const before = seen.current.get(id);
      seen.current.set(id, phase.kind);
      if (before === undefined || before === phase.kind) continue;
      if (phase.kind === 'sent') notify({ subject: id, message: t('upload.sentName', { name }) });
      if (phase.kind === 'refused' || phase.kind === 'failed') complaints.current.set(id, notify({ subject: id, tone: 'error', message: t('upload.failedName', { name }) }));
    }
  }, [items, t]);
}

/** Long enough to be read by somebody who looks up from something else. */
const IN_SIGHT_MS = 20_000;

/** What ended goes by itself once it was in sight for a while: not from a tab in the back, nor from under somebody's hands. */
function useLeaving(isWaiting: boolean, tray: RefObject<HTMLElement | null>, leave: () => void) {
  const latest = useRef(leave);
  useEffect(() => {
    latest.current = leave;
  });
  useEffect(() => {
    if (!isWaiting) return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') timer = setTimeout(go, IN_SIGHT_MS);
    };
    const go = () => (tray.current?.contains(document.activeElement) ? wait() : latest.current());
    wait();
    document.addEventListener('visibilitychange', wait);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', wait);
    };
  }, [isWaiting, tray]);
}

/** Says how much of the window's lower edge is taken, for what else stands there: notices must not lie on the tray's buttons. */
function useFootprint(tray: RefObject<HTMLElement | null>, isShown: boolean) {
  useLayoutEffect(() => {
    const box = tray.current;
    if (!box || !isShown) return;
    const root = document.documentElement.style;
    const size = new ResizeObserver(() => root.setProperty('--tray-height', `${box.offsetHeight}px`));
    size.observe(box);
    return () => {
      size.disconnect();
      root.removeProperty('--tray-height');
    };
  }, [tray, isShown]);
}

/** How much of what was chosen here has arrived, also what is whole by now; what another tab moves is not known here. */
function percentOf(items: readonly UploadItem[]): number | null {
  const here = items.filter(({ phase }) => phase.kind !== 'elsewhere' && phase.kind !== 'refused');
  const total = here.reduce((sum, item) => sum + item.total, 0);
  return total > 0 ? Math.floor((here.reduce((sum, item) => sum + item.sent, 0) / total) * 100) : null;
}

export function UploadTray({ accountId }: { accountId: string }) {
  const [, uploads] = useUploads(accountId);
  return <Tray uploads={uploads} />;
}

/** Every upload of the account, on every page. Nothing is drawn while there is none. */
export function Tray({ uploads }: { uploads: Uploads }) {
  const { t, locale } = useI18n();
  const all = useSyncExternalStore(uploads.subscribe, uploads.current);
  const [isOpen, setOpen] = useState(false);
  const tray = useRef<HTMLElement>(null);
  const id = useId();
  useTellOfEnds(all);
  const items = all.filter((item) => !item.isPutAway);
  const open = items.filter((item) => item.phase.kind !== 'sent');
  const isDone = items.length > 0 && open.length === 0;
  const close = () => {
    setOpen(false);
    uploads.putAway();
  };
  useLeaving(isDone && !isOpen, tray, close);
  useFootprint(tray, items.length > 0);
  if (items.length === 0) return null;
  const percent = open.length > 0 ? percentOf(items) : null;
  const isWaiting = open.length > 0 && open.every((item) => item.phase.kind === 'needsFile');
  return (
    <>
      {/* The page's end stays within reach. */}
      <div aria-hidden className="h-[calc(var(--tray-height,3rem)+2rem)]" />
      <aside
        ref={tray}
        aria-label={t('upload.tray')}
        className="fixed inset-x-2 bottom-2 z-20 rounded-lg border bg-card text-card-foreground shadow-card sm:left-auto sm:w-96"
      >
        <div className="flex">
          <Button variant="ghost" className="min-w-0 flex-1 justify-start" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
            <Upload aria-hidden />
            <span className="min-w-0 flex-1 truncate text-start">
              {open.length === 0 ? t('upload.trayDone') : t(isWaiting ? 'upload.trayWaits' : 'upload.trayOpen', { count: open.length })}
            </span>
            {percent !== null && <span className="tabular-nums">{inPercent(percent, locale)}</span>}
            <ChevronDown aria-hidden className={cn('transition-transform', !isOpen && 'rotate-180')} />
          </Button>
          {isDone && (
            <Button variant="ghost" size="icon" aria-label={t('upload.trayClose')} title={t('upload.trayClose')} onClick={close}>
              <X aria-hidden />
            </Button>
          )}
        </div>
        {isOpen && (
          <ul id={id} className="grid max-h-[50dvh] grid-cols-1 gap-4 overflow-y-auto border-t p-3">
            {items.map((item) => (
              <li key={item.id} className="grid grid-cols-1 gap-1">
                {item.lessonTitle && (
                  <Link to={item.path} className="truncate text-sm text-primary underline underline-offset-3">
                    {item.lessonTitle}
                  </Link>
                )}
                <UploadRow item={item} uploads={uploads} />
              </li>
            ))}
          </ul>
        )}
      </aside>
    </>
  );
}
