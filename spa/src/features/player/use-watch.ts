import { useCallback, useEffect, useRef, useState } from 'react';
import { VISITOR } from './watch-post';
import { WatchReporter, type MediaClock, type WatchState } from './watch-reporter';
import { WatchTracker } from './watch-tracker';

type Session = { id: string; viewerId: string | undefined; startAtMs: number };

/** Reports what is played while a player is shown. Without a viewer it is kept on this device, for who signs in here next. */
export function useWatch({ id, viewerId, startAtMs }: Session, clock: MediaClock, onState: (state: WatchState) => void) {
  const [tracker] = useState(() => new WatchTracker());
  const reporter = useRef<WatchReporter | null>(null);
  const latest = useRef({ clock, onState });
  useEffect(() => {
    latest.current = { clock, onState };
  });
  useEffect(() => {
    const current = new WatchReporter(
      { id, viewerId: viewerId ?? VISITOR, startAtMs },
      tracker,
      () => latest.current.clock(),
      (state) => latest.current.onState(state),
    );
    reporter.current = current;
    current.start();
    // Phones end a hidden tab without another event; back in sight, what was heard meanwhile is caught up with.
    const onVisibility = () => current.flush();
    const onLeave = () => current.flush({ isFinal: true });
    document.addEventListener('visibilitychange', onVisibility);
    window.addEventListener('pagehide', onLeave);
    return () => {
      document.removeEventListener('visibilitychange', onVisibility);
      window.removeEventListener('pagehide', onLeave);
      current.stop();
    };
  }, [id, viewerId, startAtMs, tracker]);
  const flush = useCallback(() => reporter.current?.flush(), []);
  const follow = useCallback((ms: number) => reporter.current?.follow(ms), []);
  const end = useCallback(() => reporter.current?.end(), []);
  return { tracker, flush, end, follow };
}
