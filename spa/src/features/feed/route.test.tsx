import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver, type Answer } from '@/testing/client';
import { Component } from './route';

const ana = { __typename: 'User', id: 'usr_a', handle: 'ana', displayName: 'Ana', avatarUrl: null, isInstructor: false };
const viewer = { data: { viewer: { __typename: 'Viewer', user: { ...ana, id: 'usr_me' }, scopes: [] } } };
const course = { __typename: 'Course', id: 'crs_1', slug: 'sql', title: 'SQL' };
const happened = (id: string, kind: string, more: object) =>
  Object.assign({ __typename: 'FeedItem', id, kind, at: '2026-11-30T10:00:00Z', actor: ana, course, lesson: null, review: null, thread: null }, more);
const page = (nodes: object[], endCursor: string | null = null) => ({
  data: { feed: { __typename: 'FeedConnection', nodes, pageInfo: { __typename: 'PageInfo', hasNextPage: endCursor !== null, endCursor } } },
});

function show(answer: (variables: Record<string, unknown>) => Answer) {
  render(
    <ApolloProvider client={clientOver(answering((name, variables) => (name === 'Viewer' ? viewer : name === 'FeedPage' ? answer(variables) : undefined)))}>
      <I18nProvider>
        <MemoryRouter>
          <Component />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
}

it('says who did what and leads to both', async () => {
  show(() =>
    page([
      happened('act_1', 'FOLLOWED_REVIEWED', { review: { __typename: 'Review', id: 'rev_1', stars: 4 } }),
      happened('act_2', 'FOLLOWED_ASKED', { thread: { __typename: 'Thread', id: 'thr_1', title: '¿Por qué?' } }),
      happened('act_3', 'NEW_LESSON', { actor: null, lesson: { __typename: 'Lesson', id: 'les_1', title: 'Índices' } }),
      happened('act_4', 'FOLLOWED_COMPLETED', { course: null, actor: null }),
    ]),
  );
  expect(await screen.findByRole('link', { name: '\u2068Ana\u2069 ha valorado un curso' })).toHaveAttribute('href', '/people/ana');
  expect(screen.getByText('4 estrellas')).toBeVisible();
  expect(screen.getByRole('link', { name: 'SQL' })).toHaveAttribute('href', '/courses/sql');
  expect(screen.getByRole('link', { name: '¿Por qué?' })).toHaveAttribute('href', '/courses/sql/forum/thr_1');
  expect(screen.getByRole('link', { name: 'Índices' })).toHaveAttribute('href', '/learn/les_1');
  expect(screen.getByText('Hay una lección nueva')).toBeVisible();
  expect(screen.getByText('\u2068Alguien\u2069 ha terminado un curso')).toBeVisible();
});

it('goes on where it ended', async () => {
  show((variables) => (variables.after ? page([happened('act_2', 'FOLLOWED_COMPLETED', {})]) : page([happened('act_1', 'FOLLOWED_ENROLLED', {})], 'c')));
  fireEvent.click(await screen.findByRole('button', { name: 'Ver más' }));
  expect(await screen.findByText('\u2068Ana\u2069 ha terminado un curso')).toBeVisible();
  expect(screen.getByText('\u2068Ana\u2069 ha empezado un curso')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Ver más' })).toBeNull();
});

it('says how it is filled while there is nothing', async () => {
  show(() => page([]));
  expect(await screen.findByRole('heading', { name: 'Todavía no hay nada' })).toBeVisible();
});

it('says that it cannot be read, and tries again', async () => {
  let isAway = true;
  show(() => (isAway ? new Error('away') : page([happened('act_1', 'FOLLOWED_ENROLLED', {})])));
  expect(await screen.findByRole('alert')).toHaveTextContent('no está disponible');
  isAway = false;
  fireEvent.click(screen.getByRole('button', { name: 'Reintentar' }));
  expect(await screen.findByRole('link', { name: 'SQL' })).toBeVisible();
});
