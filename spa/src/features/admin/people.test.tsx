import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { expect, it, vi } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver } from '@/testing/client';
import { Component } from './people';

function show(address: string) {
  const asked: unknown[] = [];
  const user = { __typename: 'User', id: 'u', handle: 'u', displayName: 'U', avatarUrl: null, isInstructor: false };
  const link = answering((name, variables) => {
    if (name === 'Viewer') return { data: { viewer: { __typename: 'Viewer', user, scopes: ['admin'] } } };
    asked.push(variables.query);
    if (variables.query === 'down') return { errors: [{ message: 'down' }] };
    return { data: { users: { __typename: 'UserConnection', totalCount: 7, nodes: [], pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null } } } };
  });
  const router = createMemoryRouter([{ path: '/admin/people', element: <Component /> }], { initialEntries: [address] });
  render(
    <ApolloProvider client={clientOver(link)}>
      <I18nProvider>
        <RouterProvider router={router} />
      </I18nProvider>
    </ApolloProvider>,
  );
  return { asked, router };
}

it('looks for the people of its address', async () => {
  const { asked } = show('/admin/people?q=zoe');
  expect(await screen.findByRole('searchbox')).toHaveValue('zoe');
  expect(asked).toEqual(['zoe']);
});

it('shows nobody whom an earlier search found when a later one fails', async () => {
  const { router } = show('/admin/people?q=zoe');
  expect(await screen.findByText('7 personas')).toBeVisible();
  await router.navigate('/admin/people?q=down');
  expect(await screen.findByRole('button', { name: 'Reintentar' })).toBeVisible();
  expect(screen.queryByText('7 personas')).toBeNull();
});

it('keeps in its address whom one looks for', async () => {
  const { asked, router } = show('/admin/people');
  fireEvent.change(await screen.findByRole('searchbox'), { target: { value: 'zoe' } });
  await expect.poll(() => router.state.location.search, { timeout: 5_000 }).toBe('?q=zoe');
  await expect.poll(() => asked, { timeout: 5_000 }).toEqual([null, 'zoe']);
});

it('leads to the other pages of those who run the platform', async () => {
  show('/admin/people');
  const parts = within(await screen.findByRole('navigation', { name: 'Administración' }));
  expect(parts.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['jobs', 'membership', 'orders', 'people', 'moderation', 'erasures', 'audit'].map((part) => `/admin/${part}`));
  expect(parts.getByRole('link', { current: 'page' })).toHaveTextContent('Personas');
});

it('the page that is here is among those that are seen of them where there is no room for all', async () => {
  // jsdom lays nothing out: a narrow page, and the link beyond its edge.
  const left = vi.spyOn(HTMLElement.prototype, 'offsetLeft', 'get').mockReturnValue(400);
  show('/admin/people');
  expect((await screen.findByRole('navigation', { name: 'Administración' })).scrollLeft).toBe(400);
  left.mockRestore();
});
