import { ApolloLink, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { act, render, screen } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { signedInHint } from '@/lib/session';
import { clientOver } from '@/testing/client';
import { Component } from './route';

const course = {
  __typename: 'Course', id: 'c1', slug: 'sql', title: 'SQL', subtitle: null, level: 'BEGINNER', originalLocale: 'es', availableLocales: ['es'],
  durationMs: 0, lessonCount: 1, cover: null, instructors: [], isFree: true, lowestPrice: null, viewerEntitlement: null,
};
const user = { __typename: 'User', id: 'ana', handle: 'ana', displayName: 'Ana', avatarUrl: null, isInstructor: false };
const point = { __typename: 'ResumePoint', positionMs: 0, lesson: { __typename: 'Lesson', id: 'l1', title: 'Filas', course: { __typename: 'Course', id: 'c2', title: 'Grafos' } } };

type Data = Record<string, unknown>;
let answerRow: (data: Data) => void;

/** Everything is answered at once but what one was watching. */
function show() {
  const link = new ApolloLink(
    ({ operationName = '' }) =>
      new Observable((observer) => {
        const give = (data: Data) => {
          observer.next({ data });
          observer.complete();
        };
        if (operationName === 'ContinueLearning') answerRow = give;
        if (operationName === 'Viewer') give({ viewer: { __typename: 'Viewer', user, scopes: [] } });
        if (operationName === 'Catalog') {
          give({ courses: { __typename: 'CourseConnection', nodes: [course], pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null }, totalCount: 1 } });
        }
      }),
  );
  render(
    <ApolloProvider client={clientOver(link)}>
      <I18nProvider>
        <RouterProvider router={createMemoryRouter([{ path: '/', element: <Component /> }])} />
      </I18nProvider>
    </ApolloProvider>,
  );
}

beforeEach(() => {
  vi.useFakeTimers();
  signedInHint.set(true);
});
afterEach(() => {
  vi.useRealTimers();
  signedInHint.set(false);
});
const soon = () => act(() => vi.advanceTimersByTimeAsync(100));

it('shows no course, and no box to search in, that what was begun would push down', async () => {
  show();
  await soon();
  expect(screen.queryByRole('link', { name: 'SQL' })).toBeNull();
  expect(screen.queryByRole('combobox', { name: 'Buscar cursos' })).toBeNull();
  answerRow({ viewer: { __typename: 'Viewer', user: { ...user, continueLearning: [point] } } });
  await soon();
  expect(screen.getByRole('link', { name: 'SQL' })).toBeVisible();
  expect(screen.getByText('Filas')).toBeVisible();
  expect(screen.getByRole('combobox', { name: 'Buscar cursos' })).toBeVisible();
});

it('does not keep the courses away for a row that never comes', async () => {
  show();
  await act(() => vi.advanceTimersByTimeAsync(4_100));
  expect(screen.getByRole('link', { name: 'SQL' })).toBeVisible();
});

it('waits for no row of a visitor', async () => {
  signedInHint.set(false);
  show();
  await soon();
  expect(screen.getByRole('link', { name: 'SQL' })).toBeVisible();
});
