import { useState } from 'react';

/**
 * What a page shows stays while the same is asked again, and stays when that fails: a player must not stop and a text must not
 * go because a reload of the page's data did not work. Another `key` is another thing.
 */
export function useKept<T>(key: string, value: T | null | undefined, isUnsettled: boolean): T | null | undefined {
  const [kept, setKept] = useState({ key, value });
  if (value && (kept.value !== value || kept.key !== key)) setKept({ key, value });
  return value ?? (isUnsettled && kept.key === key ? kept.value : value);
}
