import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { drafts } from './drafts';
import { refreshSession, sessionFetch, signedInHint, signInUrl, signOut } from './session';
import { store } from './store';

function gateway(...statuses: (number | (() => number))[]) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (input: string) => {
    asked.push(input);
    const status = statuses.shift() ?? 500;
    return new Response('{}', { status: typeof status === 'number' ? status : status() });
  });
  return asked;
}

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

describe('a request in the session’s name', () => {
  it('is sent once while the token is good', async () => {
    const asked = gateway(200);
    expect((await sessionFetch('/graphql')).status).toBe(200);
    expect(asked).toEqual(['/graphql']);
  });

  it('renews a session whose token ran out and asks again', async () => {
    const asked = gateway(401, 200, 200);
    expect((await sessionFetch('/graphql')).status).toBe(200);
    expect(asked).toEqual(['/graphql', '/session/refresh', '/graphql']);
  });

  it('asks as a visitor when the session has ended', async () => {
    const asked = gateway(401, 401, 200);
    expect((await sessionFetch('/graphql')).status).toBe(200);
    expect(asked).toHaveLength(3);
  });

  it('does not go round in circles', async () => {
    const asked = gateway(401, 503, 401);
    expect((await sessionFetch('/graphql')).status).toBe(401);
    expect(asked).toHaveLength(3);
  });

  it('renews once for many that were refused together', async () => {
    const asked = gateway(401, 401, 200, 200, 200);
    await Promise.all([sessionFetch('/graphql'), sessionFetch('/graphql')]);
    expect(asked.filter((path) => path === '/session/refresh')).toHaveLength(1);
  });
});

describe('renewing the session', () => {
  it('tells an end from a door that does not answer', async () => {
    gateway(401, 503);
    expect(await refreshSession()).toBe('ended');
    expect(await refreshSession()).toBe('unavailable');
  });

  it('goes on with what another tab got when that tab was quicker', async () => {
    gateway(() => {
      store.write('renewedAt', String(Date.now() + 1));
      return 401;
    });
    expect(await refreshSession()).toBe('renewed');
  });
});

describe('signing out', () => {
  it('rejects, and keeps what is known, when the server did not do it', async () => {
    signedInHint.set(true);
    gateway(503);
    await expect(signOut()).rejects.toThrow('503');
    expect(signedInHint.get()).toBe(true);
  });

  it('takes the unsent texts along', async () => {
    drafts.write('les_1', { text: 'mine', idempotencyKey: 'k' });
    gateway(200);
    await signOut().catch((error: unknown) => expect(String(error)).toMatch(/navigation/i));
    expect(drafts.read('les_1')).toBeNull();
    expect(signedInHint.get()).toBe(false);
  });
});

it('hands the language and the whole page on to the sign-in', () => {
  document.documentElement.lang = 'en';
  expect(signInUrl('/learn/les_1?t=5#c')).toBe('/session/sign-in?return_to=%2Flearn%2Fles_1%3Ft%3D5%23c&ui_locales=en');
});
