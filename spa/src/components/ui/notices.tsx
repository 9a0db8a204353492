import { CircleAlert, Info, X } from 'lucide-react';
import { useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import { cn } from '@/lib/cn';
import { useI18n } from '@/lib/i18n';
import { dismiss, noticeStore, type Notice } from '@/lib/notify';
import { Button } from './button';

const SHOWN_MS = 8_000;
/** Time to read and to reach the button. */
const SHOWN_WITH_ACTION_MS = 20_000;

/** Counts only while nobody points at the notices or has the focus in them; errors do not run out (WCAG 2.2.1). */
function useTimeout({ id, tone, action }: Notice, isHeld: boolean) {
  const left = useRef(action ? SHOWN_WITH_ACTION_MS : SHOWN_MS);
  useEffect(() => {
    if (isHeld || tone === 'error') return;
    const since = performance.now();
    const timer = setTimeout(() => dismiss(id), left.current);
    return () => {
      clearTimeout(timer);
      left.current -= performance.now() - since;
    };
  }, [id, tone, isHeld]);
}

function NoticeCard({ notice, isHeld }: { notice: Notice; isHeld: boolean }) {
  const { t } = useI18n();
  useTimeout(notice, isHeld);
  const { id, message, tone, action } = notice;
  const Icon = tone === 'error' ? CircleAlert : Info;
  return (
    <li
      data-slot="notice"
      className={cn(
        'pointer-events-auto flex items-center gap-3 rounded-lg border bg-card py-1.5 ps-4 pe-1.5 text-sm text-card-foreground shadow-card motion-safe:animate-in motion-safe:fade-in motion-safe:slide-in-from-bottom-2',
        tone === 'error' && 'border-destructive',
      )}
    >
      <Icon aria-hidden className={cn('size-5 shrink-0', tone === 'error' ? 'text-destructive' : 'text-primary')} />
      <span className="min-w-0 flex-1 py-2">{message}</span>
      {action && (
        <Button
          size="small"
          variant="outline"
          onClick={() => {
            dismiss(id);
            action.act();
          }}
        >
          {action.label}
        </Button>
      )}
      <Button size="smallIcon" variant="ghost" aria-label={t('notice.close')} title={t('notice.close')} onClick={() => dismiss(id)}>
        <X aria-hidden />
      </Button>
    </li>
  );
}

/** F8 goes to the notices from anywhere; Escape closes the newest and goes back. */
function useNoticeKeys(region: RefObject<HTMLElement | null>) {
  useEffect(() => {
    let before: Element | null = null;
    const goBack = () => void (before instanceof HTMLElement && before.focus());
    const onKey = (event: KeyboardEvent) => {
      const box = region.current;
      const newest = noticeStore.current().at(-1);
      if (!box || !newest) return;
      const isInside = box.contains(document.activeElement);
      if (event.key === 'F8') {
        event.preventDefault();
        if (!isInside) before = document.activeElement;
        box.querySelector<HTMLElement>('li:last-child button')?.focus();
      }
      if (event.key === 'Escape' && isInside) {
        dismiss(newest.id);
        goBack();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [region]);
}

/** The live region is there before the first notice: what comes with its region is often not read out. */
export function Notices() {
  const { t } = useI18n();
  const notices = useSyncExternalStore(noticeStore.subscribe, noticeStore.current);
  const region = useRef<HTMLElement>(null);
  const [isPointedAt, setPointedAt] = useState(false);
  const [isFocused, setFocused] = useState(false);
  useNoticeKeys(region);
  return (
    <section
      ref={region}
      aria-label={t('notice.region')}
      className="pointer-events-none fixed inset-x-0 bottom-[var(--tray-height,0px)] z-50 mx-auto max-h-[calc(100dvh-var(--tray-height,0px))] w-full max-w-md overflow-y-auto p-3 sm:ms-auto sm:me-0 sm:p-5"
      onPointerEnter={() => setPointedAt(true)}
      onPointerLeave={() => setPointedAt(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      {/* Not the list itself: as a status it would be no list, and its items would belong to none. */}
      <div role="status" aria-live="polite" aria-atomic="false" aria-relevant="additions text">
        <ol className="grid gap-2">
          {notices.map((notice) => (
            <NoticeCard key={notice.id} notice={notice} isHeld={isPointedAt || isFocused} />
          ))}
        </ol>
      </div>
    </section>
  );
}
