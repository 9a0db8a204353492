import { useState } from 'react';

export type Refusals = readonly { code: string; message: string }[];

/** One request of a form at a time: what was refused, or `lost` when no answer came. What was typed stays the form's. */
export function useSending(lost: string) {
  const [isSending, setSending] = useState(false);
  const [refusals, setRefusals] = useState<Refusals>([]);
  /** True when nothing was refused. */
  const send = async (request: () => Promise<Refusals>) => {
    setSending(true);
    try {
      const errors = await request();
      setRefusals(errors);
      return errors.length === 0;
    } catch {
      setRefusals([{ code: 'FAILED', message: lost }]);
      return false;
    } finally {
      setSending(false);
    }
  };
  return { isSending, refusals, send };
}
