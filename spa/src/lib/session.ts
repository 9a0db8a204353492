import { drafts } from './drafts';
import { currentLocale } from './i18n';
import { store } from './store';

export const CSRF_HEADER = { 'x-aula-csrf': '1' };

/** Only a hint, so that the first query of a page already asks for what belongs to the viewer. The cookie decides. */
export const signedInHint = {
  get: () => store.read('signedIn') === '1',
  set: (yes: boolean) => store.write('signedIn', yes ? '1' : null),
};

/** `ended` is the server's word that nobody is signed in any more; `unavailable` says nothing about it. */
export type Renewal = 'renewed' | 'ended' | 'unavailable';

const DEADLINE_MS = 12_000;
const REQUEST_DEADLINE_MS = 30_000;
const RENEWED_AT = 'renewedAt';
const renewedSince = (moment: number) => Number(store.read(RENEWED_AT)) > moment;

async function renew(refusedAt: number): Promise<Renewal> {
  if (renewedSince(refusedAt)) return 'renewed';
  const response = await fetch('/session/refresh', { method: 'POST', headers: CSRF_HEADER, signal: AbortSignal.timeout(DEADLINE_MS) });
  if (response.ok) {
    store.write(RENEWED_AT, String(Date.now()));
    return 'renewed';
  }
  if (response.status !== 401) return 'unavailable';
  // Another tab may have won the race for the same session: then it goes on, with the cookie that tab got.
  return renewedSince(refusedAt) ? 'renewed' : 'ended';
}

/** Tabs share the cookie and its refresh token, so they renew in turn. Web locks are there on https and localhost only. */
async function renewInTurn(refusedAt: number): Promise<Renewal> {
  try {
    if (!('locks' in navigator)) return await renew(refusedAt);
    const signal = AbortSignal.timeout(DEADLINE_MS * 2);
    return await navigator.locks.request('aula.session', { signal }, () => renew(refusedAt));
  } catch {
    return 'unavailable';
  }
}

let refreshing: Promise<Renewal> | null = null;

/** At most one refresh at a time, however many requests were refused. */
export function refreshSession(): Promise<Renewal> {
  refreshing ??= renewInTurn(Date.now()).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

/**
 * `fetch` in the session's name. A token lives ten minutes: when it has run out the session is renewed and the same is asked
 * again, once. Where the session has ended its cookie is gone by then, and the answer is a visitor's.
 */
export async function sessionFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, within(init));
  if (response.status !== 401) return response;
  await refreshSession();
  return fetch(input, within(init));
}

/** No request waits for ever: what does not answer is told as failed, and can be tried again. */
function within(init: RequestInit = {}): RequestInit {
  const deadline = AbortSignal.timeout(REQUEST_DEADLINE_MS);
  return { ...init, signal: init.signal ? AbortSignal.any([init.signal, deadline]) : deadline };
}

/** Rejects when the server did not end the session: then the person is still signed in and has to know. */
export async function signOut(to = '/') {
  const response = await fetch('/session/sign-out', { method: 'POST', headers: CSRF_HEADER, signal: AbortSignal.timeout(DEADLINE_MS) });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  signedInHint.set(false);
  drafts.clear();
  location.assign(to);
}

const door = (path: string, here: string) => `${path}?return_to=${encodeURIComponent(here)}&ui_locales=${currentLocale()}`;
export const signInUrl = (here: string) => door('/session/sign-in', here);
export const signUpUrl = (here: string) => door('/session/sign-up', here);
