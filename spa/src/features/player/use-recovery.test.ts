import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useRecovery } from './use-recovery';

type Tell = (event: string, data: object) => void;
const nothing = () => undefined;

/** A player whose engine can be made to fail. */
function player() {
  let tell: Tell = nothing;
  const engine = { on: (_event: string, listener: Tell) => void (tell = listener), off: nothing, levels: [1], startLoad: vi.fn() };
  const media = Object.assign(document.createElement('video'), { api: engine });
  return { media, engine, fail: (code: number) => tell('hlsError', { type: 'networkError', fatal: true, response: { code } }) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it.each([undefined, 'later'])('leaves a player alone that was left while its grant was renewed (%s)', async (answer) => {
  const { media, engine, fail } = player();
  let renewed: (value: string | undefined) => void = nothing;
  const renew = () => new Promise<string | undefined>((resolve) => (renewed = resolve));
  const { unmount } = renderHook(() => useRecovery(media, { current: 'https://aula.test/x.m3u8' }, renew));
  await act(() => vi.advanceTimersByTimeAsync(1));
  fail(403);
  unmount();
  renewed(answer);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(engine.startLoad).not.toHaveBeenCalled();
});

it('goes on where its grant was renewed, and tries again where there was no answer', async () => {
  const { media, engine, fail } = player();
  const answers = ['later', undefined];
  const address = { current: 'https://aula.test/x.m3u8' };
  const renew = async () => answers.shift();
  renderHook(() => useRecovery(media, address, renew));
  await act(() => vi.advanceTimersByTimeAsync(1));
  fail(403);
  await act(() => vi.advanceTimersByTimeAsync(1));
  expect(engine.startLoad).toHaveBeenCalledTimes(1);
  await act(() => vi.advanceTimersByTimeAsync(20_000));
  fail(403);
  await act(() => vi.advanceTimersByTimeAsync(1_100));
  expect(engine.startLoad).toHaveBeenCalledTimes(2);
});
