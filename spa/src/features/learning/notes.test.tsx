import { ApolloProvider } from '@apollo/client/react';
import { render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router';
import { describe, expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver, type Answer } from '@/testing/client';
import { Component } from './notes';

const user = { __typename: 'User', id: 'ana', handle: 'ana', displayName: 'Ana', avatarUrl: null, isInstructor: false };
const note = (id: string, lesson: string | null, positionMs: number) => ({
  __typename: 'LessonNote',
  id,
  lesson: lesson && { __typename: 'Lesson', id: lesson, title: `Lección ${lesson}` },
  revision: 1,
  positionMs,
  bodyMarkdown: id,
  bodyHtml: `<p>${id}</p>`,
  updatedAt: '2026-01-01T00:00:00Z',
});
const page = (nodes: unknown[], endCursor: string | null = null) => ({
  data: { viewer: { __typename: 'Viewer', user: { ...user, notes: { __typename: 'LessonNoteConnection', nodes, pageInfo: { __typename: 'PageInfo', hasNextPage: endCursor !== null, endCursor } } } } },
});
const course = {
  data: { course: { __typename: 'Course', id: 'c1', slug: 'sql', title: 'SQL', modules: [{ __typename: 'Module', id: 'm', lessons: ['l1', 'l2'].map((id) => ({ __typename: 'Lesson', id })) }] } },
};

function show(notes: (after: unknown) => Answer, noted: Answer = course) {
  const client = clientOver(
    answering((name, { after }) => {
      if (name === 'Viewer') return { data: { viewer: { __typename: 'Viewer', user, scopes: [] } } };
      return name === 'CourseNotes' ? notes(after) : noted;
    }),
  );
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter initialEntries={['/my-learning/notes/c1']}>
          <Routes>
            <Route path="/my-learning/notes/:courseId" element={<Component />} />
          </Routes>
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
}

describe('the notes of a course', () => {
  it('come page by page, in the order of the course and of their seconds, and lead to them', async () => {
    show((after) => (after ? page([note('c', 'l1', 9_000), note('d', null, 0)]) : page([note('a', 'l2', 0), note('b', 'l1', 65_000)], 'next')));
    await waitFor(() => expect(screen.getAllByRole('heading', { level: 2 }).map((each) => each.textContent)).toEqual(['Lección l1', 'Lección l2', 'Lecciones que ya no están']));
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['0:09c', '1:05b', '0:00a', '0:00d']);
    expect(screen.getByRole('link', { name: '1:05' })).toHaveAttribute('href', '/learn/l1?t=65');
    expect(screen.getByRole('button', { name: 'Descargar (Markdown)' })).toBeEnabled();
    expect(screen.getByRole('heading', { level: 1, name: 'Mis notas de SQL' })).toBeVisible();
  });

  it('are no file while a part of them is missing', async () => {
    show((after) => (after ? new Error('down') : page([note('a', 'l1', 0)], 'next')));
    expect(await screen.findByText('No hemos podido cargar todas tus notas.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Descargar (Markdown)' })).toBeDisabled();
    expect(screen.getByText('a', { selector: 'p' })).toBeVisible();
  });

  it('are there where the course is not any more', async () => {
    show(() => page([note('a', null, 0)]), { data: { course: null } });
    expect(await screen.findByText('a', { selector: 'p' })).toBeVisible();
    expect(screen.getByRole('heading', { level: 1, name: 'Mis notas' })).toBeVisible();
  });

  it('say how one takes notes to whoever has none', async () => {
    show(() => page([]));
    expect(await screen.findByText('Aún no tienes notas en este curso')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Ver el curso' })).toHaveAttribute('href', '/courses/sql');
  });
});
