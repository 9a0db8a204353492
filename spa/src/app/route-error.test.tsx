import { act, render, screen } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, expect, it, vi } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { RouteError } from './route-error';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function show(error: Error) {
  const fail = () => {
    throw error;
  };
  const router = createMemoryRouter([{ path: '/', loader: fail, errorElement: <RouteError />, hydrateFallbackElement: <div /> }]);
  render(
    <I18nProvider>
      <RouterProvider router={router} />
    </I18nProvider>,
  );
}

it('says that there is no connection when the code of a page cannot come, and that it was the server when it is back', async () => {
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  show(new TypeError('Failed to fetch dynamically imported module: /assets/route-1.js'));
  expect(await screen.findByRole('alert')).toHaveTextContent('No hay conexión');
  expect(screen.getByRole('button', { name: 'Reintentar' })).toBeVisible();
  online.mockReturnValue(true);
  act(() => void window.dispatchEvent(new Event('online')));
  expect(await screen.findByText(/Aula no responde/)).toBeVisible();
});

it('says of any other failure that the page broke', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  show(new Error('boom'));
  expect(await screen.findByRole('button', { name: 'Volver a cargar' })).toBeVisible();
});
