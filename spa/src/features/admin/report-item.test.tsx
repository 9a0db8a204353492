import { ApolloProvider } from '@apollo/client/react';
import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { makeFragmentData } from '@/gql';
import type { ReportItem_ReportFragment } from '@/gql/graphql';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver } from '@/testing/client';
import { ReportItem, ReportItemFragment } from './report-item';
import { DecisionsFragment } from '@/components/discussion/decisions';

const eva = { __typename: 'User' as const, id: 'usr_eva', handle: 'eva', displayName: 'Eva' };
const luis = { __typename: 'User' as const, id: 'usr_luis', handle: 'luis', displayName: 'Luis' };
const viewer = { __typename: 'Viewer', user: { ...eva, avatarUrl: null, isInstructor: false }, scopes: ['community:moderate'] };

type Target = ReportItem_ReportFragment['target'];

/** Objected to, after somebody upheld it; Eva looks at it. */
function show(decider: typeof eva, author: typeof eva, target: Target = null) {
  const decisions = [{ __typename: 'ReportDecision' as const, by: decider, upheld: true, note: null, at: '2026-11-30T10:00:00Z' }];
  const report = makeFragmentData(
    {
      __typename: 'Report', id: 'rep_1', status: 'APPEALED', reason: 'SPAM', text: 'Compra aquí', isOutOfSight: true, createdAt: '2026-11-30T09:00:00Z', author,
      appeal: { __typename: 'ReportAppeal', text: 'No es publicidad', at: '2026-11-30T11:00:00Z' }, complaints: [], target, decisions,
      ...makeFragmentData({ __typename: 'Report', id: 'rep_1', decisions }, DecisionsFragment),
    },
    ReportItemFragment,
  );
  render(
    <ApolloProvider client={clientOver(answering((name) => (name === 'Viewer' ? { data: { viewer } } : undefined)))}>
      <I18nProvider>
        <MemoryRouter>
          <ul>
            <ReportItem report={report} onDone={() => undefined} />
          </ul>
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
}

it('who upheld it reads that somebody else decides about the objection, and is offered nothing', async () => {
  show(eva, luis);
  expect(await screen.findByText('Lo retiraste tú: sobre la alegación decide otra persona.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Retirar' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Desestimar' })).toBeNull();
});

it('another moderator decides about the objection', async () => {
  show(luis, { ...luis, id: 'usr_ana' });
  expect(await screen.findByRole('button', { name: 'Retirar' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Desestimar' })).toBeVisible();
});

it('a review leads to the course that it is of', async () => {
  show(luis, { ...luis, id: 'usr_ana' }, { __typename: 'Review', id: 'rev_1', course: { __typename: 'Course', id: 'crs_1', slug: 'sql', title: 'SQL desde cero' } });
  expect(await screen.findByRole('link', { name: 'SQL desde cero' })).toHaveAttribute('href', '/courses/sql');
  expect(screen.getByText('Reseña')).toBeVisible();
});

it('says that a person was reported, and asks for no word to an author whom nobody tells', async () => {
  show(luis, { ...luis, id: 'usr_ana' }, { __typename: 'User', id: 'usr_ana', handle: 'ana', displayName: 'Ana' });
  expect(await screen.findByText('Persona')).toBeVisible();
  expect(screen.getByLabelText('Por qué se decide así (opcional)')).toBeVisible();
});

it('nobody decides about what is their own', async () => {
  show(luis, eva);
  expect(await screen.findByText('Es tuyo: lo decide otra persona.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Desestimar' })).toBeNull();
});
