import { renderHook } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { I18nProvider } from './i18n';
import { noticeStore } from './notify';
import { useAttempt } from './use-attempt';

type Outcome = 'works' | 'refused' | 'fails';

/** An act that meets one outcome after the other; `retry` is the notice's button. */
function world(...outcomes: Outcome[]) {
  const followed = vi.fn();
  const act = vi.fn(async () => {
    const outcome = outcomes.shift();
    if (outcome === 'fails') throw new Error('network');
    return outcome === 'refused' ? [{ code: 'NO', message: 'No se puede.' }] : undefined;
  });
  const attempt = renderHook(() => useAttempt(), { wrapper: I18nProvider }).result.current;
  const retry = async () => {
    const tries = act.mock.calls.length;
    noticeStore.current().at(-1)?.action?.act();
    await vi.waitFor(() => expect(act.mock.settledResults.filter(({ type }) => type !== 'incomplete')).toHaveLength(tries + 1));
    await Promise.resolve();
  };
  return { followed, retry, run: () => attempt('failed', act, followed) };
}

it('does what follows an act once it worked', async () => {
  const { run, followed } = world('works');
  expect(await run()).toBe(true);
  expect(followed).toHaveBeenCalledOnce();
});

it('does what follows an act also when that worked only at the third try, from the notice', async () => {
  const { run, retry, followed } = world('fails', 'fails', 'works');
  expect(await run()).toBe(false);
  await retry();
  expect(followed).not.toHaveBeenCalled();
  await retry();
  await vi.waitFor(() => expect(followed).toHaveBeenCalledOnce());
});

it('does not do what follows an act that was refused, and says why', async () => {
  const { run, retry, followed } = world('fails', 'refused');
  await run();
  await retry();
  await vi.waitFor(() => expect(noticeStore.current().at(-1)?.message).toBe('No se puede.'));
  expect(followed).not.toHaveBeenCalled();
});
