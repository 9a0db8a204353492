import { store } from './store';

export const CSRF_HEADER = { 'x-aula-csrf': '1' };

/** Only a hint, so that the first query of a page already asks for what belongs to the viewer. The cookie decides. */
export const signedInHint = {
  get: () => store.read('signedIn') === '1',
  set: (yes: boolean) => store.write('signedIn', yes ? '1' : null),
};

let refreshing: Promise<boolean> | null = null;

/** At most one refresh at a time, however many requests were refused. */
export function refreshSession(): Promise<boolean> {
  refreshing ??= fetch('/session/refresh', { method: 'POST', headers: CSRF_HEADER })
    .then((response) => response.ok)
    .catch(() => false)
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
}

/**
 * `fetch` in the session's name. A token lives ten minutes: when it has run out the session is renewed and the same is asked
 * again, once. Where the session has ended its cookie is gone by then, and the answer is a visitor's.
 */
export async function sessionFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init);
  if (response.status !== 401) return response;
  await refreshSession();
  return fetch(input, init);
}

export async function signOut() {
  signedInHint.set(false);
  await fetch('/session/sign-out', { method: 'POST', headers: CSRF_HEADER }).catch(() => undefined);
  location.assign('/');
}

export const signInUrl = (path: string) => `/session/sign-in?return_to=${encodeURIComponent(path)}`;
export const signUpUrl = (path: string) => `/session/sign-up?return_to=${encodeURIComponent(path)}`;
