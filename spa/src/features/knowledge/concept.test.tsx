import { ApolloProvider } from '@apollo/client/react';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Notices } from '@/components/ui/notices';
import { I18nProvider } from '@/lib/i18n';
import { dismiss, noticeStore } from '@/lib/notify';
import { signedInHint } from '@/lib/session';
import { useViewer } from '@/lib/viewer';
import { answering, clientOver, fieldsOf, type Answer } from '@/testing/client';
import { Component } from './concept';

const near = (id: string, name: string) => ({ __typename: 'Concept', id, slug: id, name });
const lesson = { __typename: 'Lesson', id: 'l1', title: 'Filas', course: { __typename: 'Course', id: 'c1', title: 'SQL' } };
const concept = {
  ...near('indices', 'Índices'), nameEs: 'Índices', nameEn: 'Indexes', description: null, parent: null, children: [], prerequisites: [near('tablas', 'Tablas')], unlocks: [],
  taughtBy: [], viewerMastery: { __typename: 'Mastery', level: 'UNKNOWN' }, viewerMayEdit: false,
};
const step = (position: number, of: unknown, best: unknown) => ({ __typename: 'LearningStep', position, concept: of, best });
const path = {
  __typename: 'LearningPath', knownCount: 1, remainingMs: 600_000,
  steps: [step(1, near('tablas', 'Tablas'), { __typename: 'ConceptLesson', lesson }), step(2, near('indices', 'Índices'), null)],
};

let scopes: string[];
let there: unknown;
let way: unknown;
const linked: unknown[] = [];
function answer(name: string, variables: Record<string, unknown>): Answer | undefined {
  if (name === 'Viewer') return { data: { viewer: { __typename: 'Viewer', user: { __typename: 'User', id: 'ana', handle: 'ana', displayName: 'Ana', avatarUrl: null, isInstructor: true }, scopes } } };
  if (name === 'ConceptPage') return { data: { concept: there } };
  if (name === 'LearningPath') return { data: { learningPath: way } };
  if (name === 'FindConcepts') return { data: { concepts: { __typename: 'ConceptConnection', nodes: [near('filas', 'Filas'), near('indices', 'Índices')] } } };
  if (name !== 'LinkConcepts') return undefined;
  linked.push(fieldsOf(variables.input));
  const userErrors = [{ __typename: 'CycleError', code: 'CYCLE', message: 'Se cerraría un círculo: Filas → Índices.', cycle: [near('filas', 'Filas'), near('indices', 'Índices')] }];
  return { data: { linkConcepts: { __typename: 'ConceptPayload', concept: null, userErrors } } };
}

/** As the head of every page does. */
function Head() {
  useViewer();
  return null;
}

function show() {
  const page = (
    <>
      <Head />
      <Component />
      <Notices />
    </>
  );
  render(
    <ApolloProvider client={clientOver(answering(answer))}>
      <I18nProvider>
        <RouterProvider router={createMemoryRouter([{ path: '/knowledge/:slug', element: page }], { initialEntries: ['/knowledge/indices'] })} />
      </I18nProvider>
    </ApolloProvider>,
  );
}

beforeEach(() => {
  way = path;
  scopes = [];
  there = concept;
  linked.length = 0;
  signedInHint.set(true);
});
afterEach(() => {
  signedInHint.set(false);
  for (const { id } of noticeStore.current()) dismiss(id);
});

it('shows the way there step by step, with the lesson for each, and says where there is none', async () => {
  show();
  expect(await screen.findByText('Te faltan 2 pasos', { exact: false })).toBeVisible();
  expect(screen.getByText('Ya conoces 1 de los conceptos que hacen falta.', { exact: false })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Filas, en SQL' })).toHaveAttribute('href', '/learn/l1');
  expect(screen.getByText('Todavía no hay una lección que lo enseñe.')).toBeVisible();
  expect(screen.queryByRole('heading', { name: 'Para quienes enseñan' })).toBeNull();
});

it('a link that would close a circle is refused in the server’s words, which stay with the way to each concept of it', async () => {
  scopes = ['graph:write'];
  show();
  await userEvent.type(await screen.findByRole('searchbox'), 'filas');
  await userEvent.click(await screen.findByRole('button', { name: 'Enlazar con Filas' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Se cerraría un círculo: Filas → Índices.');
  expect(screen.getByRole('link', { name: 'Filas' })).toHaveAttribute('href', '/knowledge/filas');
  expect(linked).toEqual([{ fromId: 'indices', toId: 'filas', kind: 'REQUIRES', remove: false }]);
  // Not with itself, and no names that are somebody else's to change.
  expect(screen.queryByRole('button', { name: 'Enlazar con Índices' })).toBeNull();
  expect(screen.queryByRole('heading', { name: 'Cambiar los nombres' })).toBeNull();
});

it('says that there is no such concept', async () => {
  there = null;
  show();
  await waitFor(() => expect(document.title).toBe('Esta página no existe · Aula'));
});

it('the way says one step as one, and no time where no lesson teaches what is left', async () => {
  scopes = [];
  way = { ...path, remainingMs: 0, steps: path.steps.slice(1) };
  show();
  expect(await screen.findByText('Te falta 1 paso.', { exact: false })).toBeVisible();
  expect(screen.queryByText(/\d min/)).toBeNull();
});
