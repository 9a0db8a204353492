import { useState } from 'react';
import { isThoughtBetter } from './asking';
import { useSteadyFocus } from './steady-focus';
import { useCountdown } from './use-countdown';

/** `path` leads to the field that is meant, where the form asked for it; `retryAfterMs` says when it may be sent again. */
export type Refusals = readonly { code: string; message: string; path?: readonly string[] | null; retryAfterMs?: number }[];

/** One request of a form at a time: what was refused, or `lost` when no answer came. What was typed stays the form's. `pause`: seconds until it may be sent again. */
export function useSending(lost: string) {
  const [isSending, setSending] = useState(false);
  const [refusals, setRefusals] = useState<Refusals>([]);
  const [pause, beginPause] = useCountdown();
  useSteadyFocus(isSending);
  /** True when nothing was refused. */
  const send = async (request: () => Promise<Refusals>) => {
    setSending(true);
    try {
      const errors = await request();
      setRefusals(errors);
      const wait = errors.find((error) => error.retryAfterMs)?.retryAfterMs;
      if (wait) beginPause(wait);
      return errors.length === 0;
    } catch (error) {
      setRefusals(isThoughtBetter(error) ? [] : [{ code: 'FAILED', message: lost }]);
      return false;
    } finally {
      setSending(false);
    }
  };
  // What had to wait has waited.
  const standing = pause > 0 ? refusals : refusals.filter((error) => !error.retryAfterMs);
  return { isSending, pause, refusals: standing, send };
}
