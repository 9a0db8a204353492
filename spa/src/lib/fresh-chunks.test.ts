import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { reloadOnce } from './fresh-chunks';

let answer: () => Promise<Response>;
const reload = vi.fn();
beforeEach(() => {
  sessionStorage.clear();
  reload.mockReset();
  answer = async () => new Response(null);
  vi.stubGlobal('fetch', () => answer());
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('fetches the new page once when chunks are gone, however many', async () => {
  expect(await Promise.all([reloadOnce(reload), reloadOnce(reload)])).toEqual([true, true]);
  expect(reload).toHaveBeenCalledTimes(1);
  expect(await reloadOnce(reload)).toBe(false);
  expect(reload).toHaveBeenCalledTimes(1);
});

it('throws no page away without a connection, and still reloads when it is back', async () => {
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  expect(await reloadOnce(reload)).toBe(false);
  expect(reload).not.toHaveBeenCalled();
  online.mockReturnValue(true);
  expect(await reloadOnce(reload)).toBe(true);
});

it.each([
  ['does not answer', async () => Promise.reject(new TypeError('Failed to fetch'))],
  ['is away', async () => new Response(null, { status: 503 })],
])('throws no page away when the server %s', async (_, said) => {
  answer = said;
  expect(await reloadOnce(reload)).toBe(false);
  expect(reload).not.toHaveBeenCalled();
});
