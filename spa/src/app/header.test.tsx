import { ApolloProvider } from '@apollo/client/react';
import { render, screen } from '@testing-library/react';
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

it('leads those who run the platform to its jobs', async () => {
  show(['admin']);
  expect(await screen.findByRole('link', { name: 'Trabajos' })).toHaveAttribute('href', '/admin/jobs');
});

it('shows nobody else the way there', async () => {
  show(['courses:write']);
  await screen.findByRole('button', { name: 'Tu cuenta: Ana' });
  expect(screen.queryByRole('link', { name: 'Trabajos' })).toBeNull();
});
