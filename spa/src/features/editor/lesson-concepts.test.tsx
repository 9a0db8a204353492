import { ApolloLink, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { clientOver } from '@/testing/client';
import { LessonConcepts } from './lesson-concepts';

const concept = (id: string, name: string) => ({ __typename: 'Concept', id, slug: id, name });
const lesson = (...concepts: unknown[]) => ({
  __typename: 'Lesson', id: 'l1',
  teaches: concepts.map((each) => ({ __typename: 'LessonConcept', weight: 1, startMs: null, concept: each })),
});

it('nothing else can be chosen until what was chosen is saved', async () => {
  const rows = concept('filas', 'Filas');
  const tables = concept('tablas', 'Tablas');
  const saves: (() => void)[] = [];
  const link = new ApolloLink(
    ({ operationName }) =>
      new Observable((observer) => {
        const tell = (data: Record<string, unknown>) => {
          observer.next({ data });
          observer.complete();
        };
        if (operationName === 'LessonTeaches') tell({ lesson: lesson(rows) });
        if (operationName === 'FindConcepts') tell({ concepts: { __typename: 'ConceptConnection', nodes: [tables] } });
        if (operationName === 'TagLesson') saves.push(() => tell({ tagLesson: { __typename: 'LessonConceptsPayload', lesson: lesson(rows, tables), userErrors: [] } }));
      }),
  );
  render(
    <ApolloProvider client={clientOver(link)}>
      <I18nProvider>
        <MemoryRouter>
          <LessonConcepts lessonId="l1" />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
  await userEvent.type(await screen.findByRole('searchbox'), 'tab');
  await userEvent.click(await screen.findByRole('button', { name: /Tablas/ }));
  const removeRows = screen.getByRole('button', { name: /Filas/ });
  expect(removeRows).toHaveAttribute('aria-disabled', 'true');
  await userEvent.click(removeRows);
  expect(saves).toHaveLength(1);
  await act(async () => {
    saves.forEach((save) => save());
  });
  expect(await screen.findByRole('link', { name: 'Tablas' })).toBeTruthy();
  expect(removeRows).not.toHaveAttribute('aria-disabled');
});
