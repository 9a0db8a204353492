import { useLocation } from 'react-router';

/** The gateway takes no longer one. */
const LONGEST = 1_000;

type Place = { pathname: string; search: string; hash: string };

/** The address as text, never taken apart: `?q=100%` is a search like any other. Only what no header can carry is encoded. */
export function pathOf({ pathname, search, hash }: Place): string {
  const whole = (pathname + search + hash).replace(/[^\x21-\x7e]+/g, (odd) => encodeURIComponent(odd));
  return whole.length <= LONGEST ? whole : pathname;
}

/** Where signing in leads back to. */
export const useHere = (): string => pathOf(useLocation());
