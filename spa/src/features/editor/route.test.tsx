import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router';
import { expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver } from '@/testing/client';
import { Component as Editor } from './route';

const course = {
  __typename: 'Course', id: 'crs_1', slug: 'uno', status: 'DRAFT', title: 'Uno', subtitle: null, descriptionHtml: '', level: 'ALL',
  originalLocale: 'es', revision: 1, modules: [], deletedItems: [], cover: null, chosenCover: null, owner: { __typename: 'User', id: 'u' }, instructors: [],
  settings: { __typename: 'CourseSettings', captionLocales: [], glossary: [], loudness: null },
};
const user = { __typename: 'User', id: 'u', handle: 'u', displayName: 'U', avatarUrl: null, isInstructor: true };

it('keeps the editor and what is being typed in it when nothing can be had anew, and says so', async () => {
  let isDown = false;
  const client = clientOver(
    answering((name) => {
      if (isDown) return new Error('network');
      return { data: name === 'Viewer' ? { viewer: { __typename: 'Viewer', user, scopes: [] } } : { course } };
    }),
  );
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter initialEntries={['/teach/crs_1']}>
          <Routes>
            <Route path="/teach/:courseId" element={<Editor />} />
          </Routes>
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
  fireEvent.change(await screen.findByLabelText('Nombre del módulo'), { target: { value: 'Primer mó' } });
  isDown = true;
  await client.refetchObservableQueries();
  expect(await screen.findByText('No hemos podido cargar esto.')).toBeVisible();
  expect(screen.getByLabelText('Nombre del módulo')).toHaveValue('Primer mó');
});

it('a refusal to publish goes when what it speaks of is mended', async () => {
  let modules: unknown[] = [];
  const refused = { __typename: 'ValidationError', code: 'INVALID', message: 'El curso todavía no tiene ninguna lección.', path: [] };
  const client = clientOver(
    answering((name) => {
      if (name === 'Viewer') return { data: { viewer: { __typename: 'Viewer', user, scopes: [] } } };
      if (name === 'PublishCourse') return { data: { publishCourse: { __typename: 'CoursePayload', course: null, userErrors: [refused] } } };
      return { data: { course: { ...course, modules } } };
    }),
  );
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter initialEntries={['/teach/crs_1']}>
          <Routes>
            <Route path="/teach/:courseId" element={<Editor />} />
          </Routes>
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
  fireEvent.click(await screen.findByRole('button', { name: 'Publicar' }));
  expect(await screen.findByText(refused.message)).toBeVisible();
  modules = [{ __typename: 'Module', id: 'm1', title: 'Primero', lessons: [] }];
  await client.refetchObservableQueries();
  expect(await screen.findByText('Primero')).toBeVisible();
  expect(screen.queryByText(refused.message)).toBeNull();
});
