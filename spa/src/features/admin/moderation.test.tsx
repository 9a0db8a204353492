import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver } from '@/testing/client';
import { Component } from './moderation';

const user = { __typename: 'User', id: 'usr_eva', handle: 'eva', displayName: 'Eva', avatarUrl: null, isInstructor: false };
const report = {
  __typename: 'Report', id: 'rep_1', status: 'OPEN', reason: 'SPAM', text: 'Compra aquí', isOutOfSight: false, createdAt: '2026-11-30T09:00:00Z',
  author: { __typename: 'User', id: 'usr_luis', handle: 'luis', displayName: 'Luis' }, appeal: null, complaints: [], target: null, decisions: [],
};

it('after the last one is decided the keyboard goes on at the choice of what to decide', async () => {
  let nodes: unknown[] = [report];
  const client = clientOver(
    answering((name) => {
      if (name === 'Viewer') return { data: { viewer: { __typename: 'Viewer', user, scopes: ['community:moderate'] } } };
      if (name === 'ResolveReport') {
        nodes = [];
        return { data: { resolveReport: { __typename: 'ReportPayload', report: { ...report, status: 'DISMISSED' }, userErrors: [] } } };
      }
      const pageInfo = { __typename: 'PageInfo', hasNextPage: false, endCursor: null };
      return { data: { moderationQueue: { __typename: 'ReportConnection', totalCount: nodes.length, nodes, pageInfo } } };
    }),
  );
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter>
          <main id="content" tabIndex={-1}>
            <Component />
          </main>
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
  const dismiss = await screen.findByRole('button', { name: 'Desestimar' });
  dismiss.focus();
  fireEvent.click(dismiss);
  expect(await screen.findByText('No hay nada por decidir.')).toBeVisible();
  await waitFor(() => expect(screen.getByRole('group', { name: 'Qué denuncias' })).toHaveFocus());
});
