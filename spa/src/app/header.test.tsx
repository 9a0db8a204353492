import { ApolloProvider } from '@apollo/client/react';
import { render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver } from '@/testing/client';
import { Header } from './header';

function show(scopes: string[]) {
  const user = { __typename: 'User', id: 'usr_ana', handle: 'ana', displayName: 'Ana', avatarUrl: null, large: null, isInstructor: false };
  render(
    <ApolloProvider client={clientOver(answering(() => ({ data: { viewer: { __typename: 'Viewer', user, scopes } } })))}>
      <I18nProvider>
        <MemoryRouter>
          <Header />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
}

it('leads those who run the platform to its pages by one link, which leaves the head as high as it was', async () => {
  show(['admin']);
  expect(await screen.findByRole('link', { name: 'Administración' })).toHaveAttribute('href', '/admin/jobs');
  expect(within(screen.getByRole('navigation')).getAllByRole('link')).toHaveLength(5);
});

it('shows nobody else the way there', async () => {
  show(['courses:write']);
  await screen.findByRole('button', { name: 'Tu cuenta: Ana' });
  expect(screen.queryByRole('link', { name: 'Administración' })).toBeNull();
});
