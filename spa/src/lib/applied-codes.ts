import { useSyncExternalStore } from 'react';
import type { Money } from './money';

/** What a code makes of an offer's price, as it was when it was last asked. */
export type AppliedCode = { code: string; before: Money; after: Money };

/** Under the drafts' name: signing out takes it along. */
const PREFIX = 'aula.draft.code.';

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'amount' in value && typeof value.amount === 'string' && 'currency' in value && typeof value.currency === 'string';

function isApplied(value: unknown): value is AppliedCode {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string' && 'before' in value && isMoney(value.before) && 'after' in value && isMoney(value.after);
}

const known = new Map<string, AppliedCode | null>();
const listeners = new Set<() => void>();

function kept(offerId: string): AppliedCode | null {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(PREFIX + offerId) ?? 'null');
    return isApplied(found) ? found : null;
  } catch {
    return null;
  }
}

/** The codes that were typed in this tab, each for its offer: they outlive the way to the page of payment and back. */
export const appliedCodes = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  of(offerId: string): AppliedCode | null {
    const held = known.get(offerId);
    if (held !== undefined) return held;
    const found = kept(offerId);
    known.set(offerId, found);
    return found;
  },
  put(offerId: string, applied: AppliedCode | null) {
    known.set(offerId, applied);
    try {
      if (applied === null) sessionStorage.removeItem(PREFIX + offerId);
      else sessionStorage.setItem(PREFIX + offerId, JSON.stringify(applied));
    } catch {
      // A full or forbidden store: the page still has it until it is left.
    }
    for (const listener of listeners) listener();
  },
};

export const useAppliedCode = (offerId: string): AppliedCode | null => useSyncExternalStore(appliedCodes.subscribe, () => appliedCodes.of(offerId));
