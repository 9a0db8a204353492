import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeChannels, FakeLocks } from '@/testing/browser-tabs';
import { channelClaims, lockClaims, type Claims } from './claims';

const ways: [string, () => () => Claims][] = [
  ['by locks', () => { const locks = new FakeLocks(); return () => lockClaims(locks.manager); }],
  ['by a channel, on plain http', () => { const channels = new FakeChannels(); return () => channelClaims(channels.open()); }],
];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function soon<T>(answer: Promise<T>): Promise<T> {
  await vi.advanceTimersByTimeAsync(1_000);
  return answer;
}

describe.each(ways)('an upload is claimed %s', (_way, browser) => {
  it('by one tab at a time, and the others know', async () => {
    const tab = browser();
    const [first, second] = [tab(), tab()];
    expect(await soon(second.isTaken('upl_1'))).toBe(false);
    expect(await soon(first.take('upl_1'))).not.toBeNull();
    expect(await soon(second.isTaken('upl_1'))).toBe(true);
    expect(await soon(second.take('upl_1'))).toBeNull();
    expect(await soon(second.take('upl_2'))).not.toBeNull();
  });

  it('and free for the next when it is let go', async () => {
    const tab = browser();
    const [first, second] = [tab(), tab()];
    const release = await soon(first.take('upl_1'));
    const tell = vi.fn();
    second.onFree('upl_1', tell);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(tell).not.toHaveBeenCalled();
    release?.();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(tell).toHaveBeenCalledTimes(1);
    expect(await soon(second.take('upl_1'))).not.toBeNull();
  });

  it('and nobody is told who waits no longer', async () => {
    const tab = browser();
    const [first, second] = [tab(), tab()];
    await soon(first.take('upl_1'));
    const tell = vi.fn();
    second.onFree('upl_1', tell)();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(tell).not.toHaveBeenCalled();
  });

  it('and two questions of one tab are both answered', async () => {
    const tab = browser();
    const [first, second] = [tab(), tab()];
    await soon(first.take('upl_1'));
    const early = second.isTaken('upl_1');
    await vi.advanceTimersByTimeAsync(0);
    expect(await soon(Promise.all([early, second.take('upl_1'), second.isTaken('upl_1')]))).toEqual([true, null, true]);
  });
});

const refuse = () => Promise.reject(new DOMException('denied', 'SecurityError'));

it('locks that the browser refuses stop no upload', async () => {
  const claims = lockClaims({ request: refuse, query: refuse });
  expect(await claims.isTaken('upl_1')).toBe(false);
  expect(await claims.take('upl_1')).not.toBeNull();
});
