import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useRecovery } from './use-recovery';

type Tell = (event: string, data: object) => void;
const nothing = () => undefined;

/** A player whose engine can be made to fail. */
function player() {
  let tell: Tell = nothing;
  const engine = { on: (_event: string, listener: Tell) => void (tell = listener), off: nothing, levels: [1], config: {}, startLoad: vi.fn(), recoverMediaError: vi.fn() };
  const media = Object.assign(document.createElement('video'), { api: engine });
  const fail = (code: number) => tell('hlsError', { type: 'networkError', fatal: true, response: { code } });
  return { media, engine, fail, garble: () => tell('hlsError', { type: 'mediaError', fatal: true }) };
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

const address = { current: 'https://aula.test/x.m3u8' };
const never = async () => undefined;

async function recovering(renew: () => Promise<string | null | undefined> = never) {
  const made = player();
  const { result } = renderHook(() => useRecovery(made.media, address, renew));
  await act(() => vi.advanceTimersByTimeAsync(1));
  const failing = (code: number) => act(async () => made.fail(code));
  return { ...made, result, failing, pass: (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms)) };
}

it('tries a lost network four times at growing distances, and then says so', async () => {
  const { engine, failing, pass, result } = await recovering();
  for (const [tries, wait] of [1_000, 3_000, 8_000, 20_000].entries()) {
    await failing(0);
    expect(result.current.trouble).toBe('reconnecting');
    await pass(wait - 10);
    expect(engine.startLoad).toHaveBeenCalledTimes(tries);
    await pass(20);
    expect(engine.startLoad).toHaveBeenCalledTimes(tries + 1);
  }
  await failing(0);
  expect(result.current.trouble).toBe('network');
  await pass(600_000);
  expect(engine.startLoad).toHaveBeenCalledTimes(4);
});

it('goes on at once when the browser says that the network is back', async () => {
  const { engine, failing, result } = await recovering();
  await failing(0);
  await act(async () => void window.dispatchEvent(new Event('online')));
  expect(engine.startLoad).toHaveBeenCalledTimes(1);
  expect(result.current.trouble).toBe('reconnecting');
});

it('has forgotten its trouble when it plays again', async () => {
  const { media, failing, pass, result, engine } = await recovering();
  await failing(0);
  await pass(1_000);
  await act(async () => void media.dispatchEvent(new Event('playing')));
  expect(result.current.trouble).toBe('none');
  await failing(0);
  await pass(1_000);
  expect(engine.startLoad).toHaveBeenCalledTimes(2);
});

it('renews a refused grant once, and takes a second refusal so soon for a lost network', async () => {
  const renew = vi.fn(async () => 'later');
  const { failing, pass, result } = await recovering(renew);
  await failing(403);
  await pass(1);
  await failing(403);
  expect(renew).toHaveBeenCalledTimes(1);
  expect(result.current.trouble).toBe('reconnecting');
  await pass(11_000);
  await failing(403);
  expect(renew).toHaveBeenCalledTimes(2);
});

it('sets the decoder up anew once, and then says that this browser cannot', async () => {
  const { engine, garble, result } = await recovering();
  await act(async () => garble());
  expect(engine.recoverMediaError).toHaveBeenCalledTimes(1);
  expect(result.current.trouble).toBe('none');
  await act(async () => garble());
  expect(engine.recoverMediaError).toHaveBeenCalledTimes(1);
  expect(result.current.trouble).toBe('decode');
});

it('tries by hand with a fresh grant, and loads anew what could not be decoded', async () => {
  const renew = vi.fn(async () => 'later');
  const { media, garble, result } = await recovering(renew);
  const load = vi.spyOn(media, 'load').mockImplementation(nothing);
  await act(async () => garble());
  await act(async () => garble());
  await act(() => result.current.tryAgain());
  expect(renew).toHaveBeenCalledTimes(1);
  expect(load).toHaveBeenCalledTimes(1);
});
