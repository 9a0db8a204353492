import { useCallback, useEffect, useState } from 'react';

const LOOK_MS = 250;

/** Whole seconds that are left of a pause, 0 when it is over, and how one begins. A page that slept counts by the clock. */
export function useCountdown(): readonly [number, (ms: number) => void] {
  const [pause, setPause] = useState<{ until: number; seconds: number } | null>(null);
  useEffect(() => {
    if (!pause) return;
    const timer = setTimeout(() => {
      const left = pause.until - Date.now();
      setPause(left > 0 ? { until: pause.until, seconds: Math.ceil(left / 1000) } : null);
    }, LOOK_MS);
    return () => clearTimeout(timer);
  }, [pause]);
  const begin = useCallback((ms: number) => setPause({ until: Date.now() + ms, seconds: Math.ceil(ms / 1000) }), []);
  return [pause?.seconds ?? 0, begin];
}
