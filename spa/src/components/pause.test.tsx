import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { useSending } from '@/lib/use-sending';
import { UserErrors } from './page-states';

function Form() {
  const { pause, refusals, send } = useSending('lost');
  return (
    <I18nProvider>
      <button type="button" disabled={pause > 0} onClick={() => void send(() => Promise.resolve([{ code: 'SLOW_DOWN', message: 'Espera', retryAfterMs: 2_400 }]))}>
        send
      </button>
      <UserErrors errors={refusals} pause={pause} />
    </I18nProvider>
  );
}

/** A tick of the countdown at a time: each is drawn before the next is waited for. */
async function pass(ms: number) {
  for (let passed = 0; passed < ms; passed += 250) await act(() => vi.advanceTimersByTimeAsync(250));
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('counts down what is left of a pause, and lets send again when it is over', async () => {
  render(<Form />);
  await act(async () => {
    screen.getByRole('button').click();
    await vi.advanceTimersByTimeAsync(0);
  });
  expect(screen.getByRole('alert')).toHaveTextContent('Espera 3 s');
  expect(screen.getByRole('button')).toBeDisabled();
  await pass(1_000);
  expect(screen.getByRole('alert')).toHaveTextContent('Espera 2 s');
  await pass(2_000);
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByRole('button')).toBeEnabled();
});
