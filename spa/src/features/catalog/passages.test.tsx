import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver, type Answer } from '@/testing/client';
import { SearchTabs } from './search-tabs';

const hit = (id: string, allowed: boolean, snippet: string) => ({
  __typename: 'TranscriptHit', startMs: 83_900, locale: 'es', snippet, viewerAccess: { __typename: 'LessonAccess', allowed },
  lesson: { __typename: 'Lesson', id, title: `Lección ${id}`, course: { __typename: 'Course', id: 'c1', slug: 'sql', title: 'SQL' } },
});
const page = (nodes: unknown[], endCursor: string | null = null): Answer => ({
  data: { searchTranscripts: { __typename: 'TranscriptHitConnection', nodes, pageInfo: { __typename: 'PageInfo', hasNextPage: endCursor !== null, endCursor } } },
});

function show(address: string, answer: (variables: Record<string, unknown>) => Answer | undefined) {
  const router = createMemoryRouter([{ path: '/', element: <SearchTabs>courses</SearchTabs> }], { initialEntries: [address] });
  render(
    <ApolloProvider client={clientOver(answering((_, variables) => answer(variables)))}>
      <I18nProvider>
        <RouterProvider router={router} />
      </I18nProvider>
    </ApolloProvider>,
  );
  return router;
}

it('leads to the second of what one may open, and to the course of what one may not', async () => {
  show('/?q=indice&in=said', () => page([hit('l1', true, 'Un «índice» parcial <b>'), hit('l2', false, '… otro «índice» …')]));
  expect(await screen.findByRole('link', { name: 'Lección l1, 1:23' })).toHaveAttribute('href', '/learn/l1?t=83');
  expect(screen.getByRole('link', { name: 'Lección l2, 1:23' })).toHaveAttribute('href', '/courses/sql');
  expect(screen.getAllByText('índice').every(({ tagName }) => tagName === 'MARK')).toBe(true);
  expect(screen.getByText('Con acceso al curso se oye entero.')).toBeVisible();
});

it('keeps in the address where one looks, and has no tabs while nothing is looked for', async () => {
  const router = show('/?q=indice', () => page([]));
  expect(screen.getByText('courses')).toBeVisible();
  const tab = screen.getByRole('tab', { name: 'En lo que se dice' });
  fireEvent.mouseDown(tab, { button: 0 });
  await expect.poll(() => router.state.location.search).toBe('?q=indice&in=said');
  expect(await screen.findByText('Nadie lo dice')).toBeVisible();
  await router.navigate('/');
  await expect.poll(() => screen.queryByRole('tab')).toBeNull();
});

it('goes on after the last passage, and can be asked again where it failed', async () => {
  let isDown = true;
  show('/?q=indice&in=said', ({ after }) => (isDown ? new Error('down') : after ? page([hit('l3', true, 'fin')]) : page([hit('l1', true, 'inicio')], 'next')));
  fireEvent.click(await screen.findByRole('button', { name: 'Reintentar' }));
  isDown = false;
  fireEvent.click(await screen.findByRole('button', { name: 'Reintentar' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Ver más pasajes' }));
  expect(await screen.findByRole('link', { name: 'Lección l3, 1:23' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Lección l1, 1:23' })).toBeVisible();
});
