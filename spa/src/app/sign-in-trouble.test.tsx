import { render, screen } from '@testing-library/react';
import { MemoryRouter, useLocation } from 'react-router';
import { expect, it } from 'vitest';
import { Notices } from '@/components/ui/notices';
import { I18nProvider } from '@/lib/i18n';
import { useSignInTrouble } from './sign-in-trouble';

function Home() {
  useSignInTrouble();
  return <p>{useLocation().search || 'no search'}</p>;
}

it.each([
  ['expired', /caducó/],
  ['refused', /No se pudo iniciar/],
])('a sign-in that came back %s is told once, with the way to try again', async (reason, text) => {
  render(
    <I18nProvider>
      <MemoryRouter initialEntries={[`/?q=sql&sign-in=${reason}`]}>
        <Home />
      </MemoryRouter>
      <Notices />
    </I18nProvider>,
  );
  expect(await screen.findByText(text)).toBeVisible();
  expect(screen.getByText('?q=sql')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Entrar' })).toBeVisible();
});
