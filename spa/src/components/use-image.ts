import { useEffect, useState } from 'react';

const RETRY_MS = [2_000, 8_000, 30_000] as const;

/**
 * A picture that did not load is asked for again: after a while, and when the network is back. `attempt` is the key of the
 * element, since a browser does not load the same `src` twice.
 */
export function useImage(url: string | null | undefined) {
  const [state, setState] = useState({ url, attempt: 0, isBroken: false });
  if (state.url !== url) setState({ url, attempt: 0, isBroken: false });
  const { attempt, isBroken } = state;
  useEffect(() => {
    if (!isBroken) return;
    const again = () => setState((before) => ({ ...before, attempt: before.attempt + 1, isBroken: false }));
    const wait = RETRY_MS[attempt];
    const timer = wait === undefined ? undefined : setTimeout(again, wait);
    window.addEventListener('online', again);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', again);
    };
  }, [isBroken, attempt]);
  return { attempt, isBroken, onError: () => setState((before) => ({ ...before, isBroken: true })) };
}
