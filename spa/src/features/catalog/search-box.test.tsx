import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver } from '@/testing/client';
import { SearchBar } from './search-bar';

const asked: unknown[] = [];

function show() {
  asked.length = 0;
  const client = clientOver(
    answering((name, { query }) => {
      if (name !== 'SearchSuggestions') return undefined;
      asked.push(query);
      const courses = query === 'graf' ? [{ __typename: 'Course', id: 'c1', slug: 'grafos', title: 'Grafos' }] : [];
      const teachers = query === 'graf' ? [{ __typename: 'User', id: 'u1', handle: 'grafton', displayName: 'Grafton' }, null] : [];
      return { data: { searchSuggestions: { __typename: 'SearchSuggestions', courses, teachers, topics: query === 'graf' ? ['Grafos y C++'] : [] } } };
    }),
  );
  const router = createMemoryRouter([{ path: '/', element: <SearchBar /> }, { path: '/courses/:slug', element: <p>course</p> }]);
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <RouterProvider router={router} />
      </I18nProvider>
    </ApolloProvider>,
  );
  return router;
}

const box = () => screen.getByRole('combobox', { name: 'Buscar cursos' });
const type = (value: string) => fireEvent.change(box(), { target: { value } });

it('offers what the words may stand for, and goes there by arrows and Enter', async () => {
  const router = show();
  type('graf');
  const options = await screen.findAllByRole('option');
  expect(options.map(({ textContent }) => textContent)).toEqual(['GrafosCurso', 'Grafos y C++Tema', 'GraftonEnseña']);
  expect(box()).toHaveAttribute('aria-expanded', 'true');
  fireEvent.keyDown(box(), { key: 'ArrowUp' });
  expect(box()).toHaveAttribute('aria-activedescendant', options[2]?.id);
  fireEvent.keyDown(box(), { key: 'ArrowDown' });
  expect(box()).not.toHaveAttribute('aria-activedescendant');
  fireEvent.keyDown(box(), { key: 'ArrowDown' });
  expect(options[0]).toHaveAttribute('aria-selected', 'true');
  fireEvent.keyDown(box(), { key: 'Enter' });
  await expect.poll(() => router.state.location.pathname).toBe('/courses/grafos');
});

it('closes by Escape and leaves what is typed', async () => {
  show();
  type('graf');
  await screen.findAllByRole('option');
  fireEvent.keyDown(box(), { key: 'Escape' });
  expect(screen.queryByRole('option')).toBeNull();
  expect(box()).toHaveValue('graf');
});

it('shows no answer to other words than those in the box, and asks nothing for one letter', async () => {
  show();
  type('graf');
  await screen.findAllByRole('option');
  type('grafo');
  expect(screen.queryByRole('option')).toBeNull();
  type('g');
  await new Promise((done) => setTimeout(done, 400));
  expect(asked).not.toContain('g');
});

it('a topic narrows the catalog', async () => {
  const router = show();
  type('graf');
  fireEvent.click(await screen.findByText('Grafos y C++'));
  await expect.poll(() => new URLSearchParams(router.state.location.search).get('topic')).toBe('Grafos y C++');
});
