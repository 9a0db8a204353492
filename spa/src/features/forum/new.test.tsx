import { ApolloProvider } from '@apollo/client/react';
import { cleanup, render, screen } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router';
import { afterEach, expect, it } from 'vitest';
import { drafts } from '@/lib/drafts';
import { I18nProvider } from '@/lib/i18n';
import { signedInHint } from '@/lib/session';
import { answering, clientOver } from '@/testing/client';
import { Component } from './new';

afterEach(() => {
  signedInHint.set(false);
  drafts.clear();
});

function show(viewerModerates: boolean) {
  signedInHint.set(true);
  const user = { __typename: 'User', id: 'ana', handle: 'ana', displayName: 'Ana', avatarUrl: null, isInstructor: viewerModerates };
  const course = { __typename: 'Course', id: 'c1', title: 'SQL', viewerModerates, threads: { __typename: 'ThreadConnection', nodes: [] } };
  const client = clientOver(answering((name) => (name === 'NewThread' ? { data: { course } } : name === 'Viewer' ? { data: { viewer: { __typename: 'Viewer', user, scopes: [] } } } : undefined)));
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter initialEntries={['/courses/sql/forum/new']}>
          <Routes>
            <Route path="/courses/:slug/forum/new" element={<Component />} />
          </Routes>
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
}

it('who learns begins with a question, who teaches with a discussion, and an announcement is chosen on purpose', async () => {
  show(false);
  expect(await screen.findByRole('radio', { name: /^Una pregunta/ })).toBeChecked();
  expect(screen.queryByRole('radio', { name: /anuncio/i })).toBeNull();
  cleanup();
  show(true);
  expect(await screen.findByRole('radio', { name: 'Una conversación' })).toBeChecked();
  expect(screen.getByRole('radio', { name: /anuncio/i })).not.toBeChecked();
});
