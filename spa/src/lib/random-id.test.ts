import { afterEach, describe, expect, it, vi } from 'vitest';
import { randomId } from './random-id';

const VERSION_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

afterEach(() => vi.unstubAllGlobals());

describe('a random id', () => {
  it('is a UUID of version 4', () => expect(randomId()).toMatch(VERSION_4));

  it('is one as well where the page came over plain http', () => {
    const random = crypto.getRandomValues.bind(crypto);
    vi.stubGlobal('crypto', { getRandomValues: random });
    const ids = Array.from({ length: 200 }, randomId);
    for (const id of ids) expect(id).toMatch(VERSION_4);
    expect(new Set(ids).size).toBe(200);
  });
});
