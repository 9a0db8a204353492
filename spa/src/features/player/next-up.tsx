import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { Button } from '@/components/ui/button';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/study';
import { store } from '@/lib/store';

const AUTOMATIC = 'next.auto';
const SECONDS = 10;

const movesLittle = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

type Props = {
  /** The lesson that may be opened next; null at the end of the course. */
  next: { id: string; title: string } | null;
  course: { slug: string; isCompleted: boolean };
  onNext: () => void;
};

/** At the end of a film: the next lesson, by itself in a moment unless one stops it, or that the course is done. */
export function NextUp({ next, course, onNext }: Props) {
  const { t } = useI18n();
  const [isAutomatic, setAutomatic] = useState(() => store.read(AUTOMATIC) !== 'false');
  const [left, setLeft] = useState(() => (next && isAutomatic && !movesLittle() ? SECONDS : null));
  const latest = useRef(onNext);
  useEffect(() => {
    latest.current = onNext;
  });
  const isCounting = left !== null && next !== null;
  useEffect(() => {
    if (!isCounting) return;
    // Nobody is taken on who looks at something else.
    const timer = setInterval(() => void (document.visibilityState === 'visible' && setLeft((seconds) => seconds && seconds - 1)), 1_000);
    const onKey = ({ key }: KeyboardEvent) => void (key === 'Escape' && setLeft(null));
    document.addEventListener('keydown', onKey);
    return () => {
      clearInterval(timer);
      document.removeEventListener('keydown', onKey);
    };
  }, [isCounting]);
  useEffect(() => {
    if (left === 0) latest.current();
  }, [left]);
  const choose = (isOn: boolean) => {
    setAutomatic(isOn);
    store.write(AUTOMATIC, isOn ? null : 'false');
    setLeft(isOn && !movesLittle() ? SECONDS : null);
  };
  return (
    <div className="absolute inset-x-2 bottom-22 z-10 grid gap-2 rounded-lg bg-[var(--media-menu-background,oklch(0.22_0.03_177_/_0.96))] p-3 text-sm text-[oklch(0.97_0.01_120)] max-sm:bottom-12 sm:inset-x-auto sm:end-4 sm:w-96">
      <p role="status" className="font-semibold wrap-anywhere">
        {next ? t('study.nextIs', { title: next.title }) : t(course.isCompleted ? 'player.courseCompleted' : 'study.noNext')}
      </p>
      {isCounting && (
        <p aria-live="off" className="tabular-nums">
          {t('study.nextIn', { count: left })}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {next ? (
          <Button size="small" variant="accent" onClick={onNext}>
            {t('study.nextNow')}
          </Button>
        ) : (
          <Button asChild size="small" variant="accent">
            <Link to={`/courses/${course.slug}`}>{t('course.view')}</Link>
          </Button>
        )}
        {isCounting && (
          <Button size="small" variant="ghost" className="hover:bg-white/12" onClick={() => setLeft(null)}>
            {t('study.nextStop')}
          </Button>
        )}
        {next && (
          <label className="inline-flex min-h-9 items-center gap-2">
            <input type="checkbox" className="size-4 accent-[oklch(0.83_0.152_82)]" checked={isAutomatic} onChange={({ target }) => choose(target.checked)} />
            {t('study.nextAutomatic')}
          </label>
        )}
      </div>
    </div>
  );
}
