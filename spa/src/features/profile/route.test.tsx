import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router';
import { expect, it } from 'vitest';
import { Notices } from '@/components/ui/notices';
import { I18nProvider } from '@/lib/i18n';
import { answerAll } from '@/testing/asking';
import { answering, clientOver } from '@/testing/client';
import { Component } from './route';

const ana = { __typename: 'User', id: 'usr_1', handle: 'ana', displayName: 'Ana', avatarUrl: null, isInstructor: false };
const links = [
  { __typename: 'ProfileLink', label: 'Mi sitio', url: 'https://example.org/' },
  { __typename: 'ProfileLink', label: '', url: 'https://example.org/blog' },
];
const profile = { ...ana, headline: null, bio: null, large: null, joinedAt: '2026-01-01T00:00:00Z', links, pendingAvatarUploadId: null, teaching: null, followerCount: 0, viewerFollows: false };

function show(handle: string, viewer: unknown) {
  const client = clientOver(answering((name) => (name === 'Viewer' ? { data: { viewer } } : { data: { user: handle === 'ana' ? profile : null } })));
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter initialEntries={[`/people/${handle}`]}>
          <Routes>
            <Route path="/people/:handle" element={<Component />} />
          </Routes>
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
}

it('a profile shows its links to everybody, by their address where they have no name', async () => {
  show('ana', null);
  expect(await screen.findByRole('link', { name: 'Mi sitio' })).toHaveAttribute('href', 'https://example.org/');
  expect(screen.getByRole('link', { name: 'example.org/blog' })).toHaveAttribute('rel', expect.stringContaining('nofollow'));
  expect(screen.queryByRole('link', { name: 'Editar mi perfil' })).toBeNull();
});

it('one’s own profile leads to where it is edited', async () => {
  show('ana', { __typename: 'Viewer', user: ana, scopes: [] });
  expect(await screen.findByRole('link', { name: 'Editar mi perfil' })).toHaveAttribute('href', '/account');
  expect(screen.queryByRole('button', { name: /^Denunciar/ })).toBeNull();
});

it('where nobody is called so there is a way to the courses, and the tab says that the page does not exist', async () => {
  show('nobody', null);
  expect(await screen.findByRole('link', { name: 'Ver los cursos' })).toHaveAttribute('href', '/');
  expect(document.title).toBe('Esta página no existe · Aula');
});

it('whom one blocks cannot be followed; it is said, and the keyboard stays where it is undone', async () => {
  const luis = { ...ana, id: 'usr_2', handle: 'luis', displayName: 'Luis' };
  const answers = answerAll(true);
  const client = clientOver(
    answering((name) => {
      if (name === 'Viewer') return { data: { viewer: { __typename: 'Viewer', user: luis, scopes: [] } } };
      if (name === 'BlockUser') return { data: { blockUser: { __typename: 'BlockPayload', user: { __typename: 'User', id: 'usr_1', viewerBlocks: true, viewerFollows: false, followerCount: 0 }, userErrors: [] } } };
      return name === 'Profile' ? { data: { user: { ...profile, viewerBlocks: false } } } : undefined;
    }),
  );
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter initialEntries={['/people/ana']}>
          <Routes>
            <Route path="/people/:handle" element={<Component />} />
          </Routes>
        </MemoryRouter>
        <Notices />
      </I18nProvider>
    </ApolloProvider>,
  );
  const block = await screen.findByRole('button', { name: 'Bloquear a Ana' });
  expect(screen.getByRole('button', { name: 'Seguir a Ana' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Denunciar a Ana' })).toBeVisible();
  block.focus();
  fireEvent.click(block);
  expect(await screen.findByText('Has bloqueado a Ana.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Desbloquear a Ana' })).toHaveFocus();
  expect(screen.queryByRole('button', { name: 'Seguir a Ana' })).toBeNull();
  answers.stop();
});
