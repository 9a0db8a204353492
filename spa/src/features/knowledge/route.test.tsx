import { ApolloProvider } from '@apollo/client/react';
import { render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { signedInHint } from '@/lib/session';
import { answering, clientOver } from '@/testing/client';
import { Component } from './route';

const concept = (id: string, name: string, needs: string[], level: string) => ({
  __typename: 'Concept', id, slug: id, name, prerequisites: needs.map((each) => ({ __typename: 'Concept', id: each })), viewerMastery: { __typename: 'Mastery', level },
});
const viewer = { __typename: 'Viewer', user: { __typename: 'User', id: 'ana', handle: 'ana', displayName: 'Ana', avatarUrl: null, isInstructor: false }, scopes: [] };

let nodes: unknown[];
function show() {
  const pageInfo = { __typename: 'PageInfo', hasNextPage: false, endCursor: null };
  const client = clientOver(
    answering((name) => (name === 'Viewer' ? { data: { viewer } } : nodes.length === 0 ? new Error('away') : { data: { concepts: { __typename: 'ConceptConnection', nodes, pageInfo } } })),
  );
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter>
          <Component />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
}

beforeEach(() => signedInHint.set(true));
afterEach(() => signedInHint.set(false));

it('is a picture and a list that says the same: what comes first, what each needs, what one knows', async () => {
  nodes = [concept('indices', 'Índices', ['filas'], 'UNKNOWN'), concept('filas', 'Filas', [], 'PRACTISED')];
  show();
  const [first, second] = await screen.findAllByRole('listitem');
  expect(within(first ?? document.body).getByRole('link', { name: 'Filas' })).toHaveAttribute('href', '/knowledge/filas');
  expect(within(first ?? document.body).getByText('Lo conoces')).toBeVisible();
  expect(within(second ?? document.body).getByText('Necesita: Filas')).toBeVisible();
  const picture = await screen.findByRole('img');
  expect(within(picture).getByText('Índices')).toBeInTheDocument();
  expect(picture.querySelectorAll('polyline')).toHaveLength(1);
  expect(screen.queryByRole('heading', { name: 'Proponer un concepto' })).toBeNull();
});

it('says so when the map is away', async () => {
  nodes = [];
  show();
  expect(await screen.findByText('El mapa no está disponible ahora mismo. Los cursos siguen funcionando.')).toBeVisible();
});
