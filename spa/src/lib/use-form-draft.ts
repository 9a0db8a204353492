import { useState } from 'react';
import { drafts } from './drafts';

const isAlike = (found: object, saved: object) =>
  Object.entries(saved).every(([field, usual]) => {
    const value: unknown = Reflect.get(found, field);
    return typeof value === typeof usual && Array.isArray(value) === Array.isArray(usual);
  });

/** What was typed under this key and not saved; what an older page kept in another form is none. */
function kept<T extends object>(key: string, saved: T): T | null {
  try {
    const found: unknown = JSON.parse(drafts.read(key)?.text ?? 'null');
    return typeof found === 'object' && found !== null && isAlike(found, saved) ? (found as T) : null;
  } catch {
    return null;
  }
}

/** The fields of a form that one may leave and come back to, a reload in between included; saving or signing out forgets them. */
export function useFormDraft<T extends object>(key: string, saved: T) {
  const [typed, setTyped] = useState(() => kept(key, saved) ?? saved);
  const set = (change: Partial<T>) => {
    const next = { ...typed, ...change };
    setTyped(next);
    drafts.write(key, JSON.stringify(next) === JSON.stringify(saved) ? null : { text: JSON.stringify(next), idempotencyKey: '' });
  };
  return { typed, set, forget: () => drafts.write(key, null) };
}
