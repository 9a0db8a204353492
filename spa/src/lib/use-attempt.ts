import { useCallback } from 'react';
import { isThoughtBetter } from './asking';
import { useI18n } from './i18n';
import { notify } from './notify';
import { steadyFocus } from './steady-focus';
import type { Refusals } from './use-sending';

type Act = () => Promise<Refusals | void>;

/**
 * Runs a person's act. When it fails they are told, and can try again; what the server refused is said in its words. `then`
 * runs when it worked, also when that was only the second time: what follows an act belongs there, not after the `await`.
 */
export function useAttempt() {
  const { t } = useI18n();
  return useCallback(
    async (failed: string, act: Act, then?: () => unknown): Promise<boolean> => {
      const run = async (): Promise<boolean> => {
        try {
          const [first] = (await act()) ?? [];
          if (first) {
            notify({ tone: 'error', subject: failed, message: first.message });
            return false;
          }
        } catch (error) {
          if (isThoughtBetter(error)) return false;
          notify({ tone: 'error', message: failed, action: { label: t('state.retry'), act: () => void run() } });
          return false;
        } finally {
          steadyFocus();
        }
        then?.();
        return true;
      };
      return run();
    },
    [t],
  );
}

/** Queries answer with an error where mutations throw it: for acts that are queries, such as the next page. */
export function failIf(error: unknown) {
  if (error) throw error instanceof Error ? error : new Error(String(error));
}
