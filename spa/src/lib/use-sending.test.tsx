import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UserErrors } from '@/components/page-states';
import { I18nProvider } from './i18n';
import { useSending } from './use-sending';

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
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  expect(screen.getByRole('alert')).toHaveTextContent('Espera 2 s');
  await act(() => vi.advanceTimersByTimeAsync(2_000));
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByRole('button')).toBeEnabled();
});
