import { afterEach, describe, expect, it, vi } from 'vitest';
import { sessionFetch } from './session';

function gateway(...statuses: number[]) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (input: string) => {
    asked.push(input);
    return new Response('{}', { status: statuses.shift() ?? 500 });
  });
  return asked;
}

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
