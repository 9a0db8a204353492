import { useState } from 'react';
import { isThoughtBetter } from './asking';
import { useSteadyFocus } from './steady-focus';

/** `path` leads to the field that is meant, where the form asked for it. */
export type Refusals = readonly { code: string; message: string; path?: readonly string[] | null }[];

/** One request of a form at a time: what was refused, or `lost` when no answer came. What was typed stays the form's. */
export function useSending(lost: string) {
  const [isSending, setSending] = useState(false);
  const [refusals, setRefusals] = useState<Refusals>([]);
  useSteadyFocus(isSending);
  /** True when nothing was refused. */
  const send = async (request: () => Promise<Refusals>) => {
    setSending(true);
    try {
      const errors = await request();
      setRefusals(errors);
      return errors.length === 0;
    } catch (error) {
      setRefusals(isThoughtBetter(error) ? [] : [{ code: 'FAILED', message: lost }]);
      return false;
    } finally {
      setSending(false);
    }
  };
  return { isSending, refusals, send };
}
