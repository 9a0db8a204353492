import { act, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { ErrorState } from './page-states';

afterEach(() => void vi.restoreAllMocks());

it('what could not be loaded says that there is no connection, and is asked for again when it is back', async () => {
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  const onRetry = vi.fn(async () => undefined);
  render(
    <I18nProvider>
      <ErrorState onRetry={onRetry} />
    </I18nProvider>,
  );
  expect(screen.getByRole('alert')).toHaveTextContent('No hay conexión');
  online.mockReturnValue(true);
  await act(async () => void window.dispatchEvent(new Event('online')));
  expect(onRetry).toHaveBeenCalledTimes(1);
  expect(screen.getByRole('alert')).not.toHaveTextContent('No hay conexión');
});
