import { ApolloProvider } from '@apollo/client/react';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { createMemoryRouter, Link, RouterProvider } from 'react-router';
import { expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver } from '@/testing/client';
import { SearchBar } from './search-bar';

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

const late = async () => {
  await pause(600);
  return { Component: () => <p>arrived</p> };
};

function show() {
  const home = (
    <>
      <SearchBar />
      <Link to="/late">late</Link>
      <Link to="/">all</Link>
    </>
  );
  const router = createMemoryRouter([{ path: '/', element: home }, { path: '/late', lazy: late }]);
  render(
    <ApolloProvider client={clientOver(answering(() => undefined))}>
      <I18nProvider>
        <RouterProvider router={router} />
      </I18nProvider>
    </ApolloProvider>,
  );
  return router;
}

it('leaves a click on a link alone whose page is still coming', async () => {
  show();
  fireEvent.click(screen.getByText('late'));
  expect(await screen.findByText('arrived', {}, { timeout: 5_000 })).toBeVisible();
});

it('leaves it alone also where something was typed a moment before', async () => {
  show();
  fireEvent.change(screen.getByRole('combobox'), { target: { value: 'grafos' } });
  fireEvent.click(screen.getByText('late'));
  expect(await screen.findByText('arrived', {}, { timeout: 5_000 })).toBeVisible();
});

it('looks for nothing between press and release of a link', async () => {
  const router = show();
  fireEvent.change(screen.getByRole('combobox'), { target: { value: 'grafos' } });
  fireEvent.pointerDown(screen.getByText('late'));
  await act(() => pause(400));
  expect(router.state.location.search).toBe('');
  fireEvent.click(screen.getByText('late'));
  expect(await screen.findByText('arrived', {}, { timeout: 5_000 })).toBeVisible();
});

it('looks at once when Enter says that all is typed', () => {
  const router = show();
  const box = screen.getByRole<HTMLInputElement>('combobox');
  fireEvent.change(box, { target: { value: 'grafos' } });
  box.form?.requestSubmit();
  expect(router.state.location.search).toBe('?q=grafos');
});

it('puts what is looked for into the address, and takes it out again', async () => {
  const router = show();
  fireEvent.change(screen.getByRole('combobox'), { target: { value: ' grafos ' } });
  await expect.poll(() => router.state.location.search, { timeout: 5_000 }).toBe('?q=grafos');
  fireEvent.change(screen.getByRole('combobox'), { target: { value: '' } });
  await expect.poll(() => router.state.location.search, { timeout: 5_000 }).toBe('');
});

it('one search is one step back, and then the box is empty again', async () => {
  const router = show();
  const box = screen.getByRole('combobox');
  fireEvent.change(box, { target: { value: 'gra' } });
  await expect.poll(() => router.state.location.search, { timeout: 5_000 }).toBe('?q=gra');
  fireEvent.change(box, { target: { value: 'grafos' } });
  await expect.poll(() => router.state.location.search, { timeout: 5_000 }).toBe('?q=grafos');
  await act(() => router.navigate(-1));
  expect(router.state.location.search).toBe('');
  expect(box).toHaveValue('');
  await act(() => pause(400));
  expect(router.state.location.search).toBe('');
});

it('is emptied by its button, which gives the focus back to the box', async () => {
  const router = show();
  const box = screen.getByRole('combobox');
  fireEvent.change(box, { target: { value: 'grafos' } });
  await expect.poll(() => router.state.location.search, { timeout: 5_000 }).toBe('?q=grafos');
  fireEvent.click(screen.getByRole('button', { name: 'Vaciar la búsqueda' }));
  expect(router.state.location.search).toBe('');
  expect(box).toHaveValue('');
  expect(box).toHaveFocus();
  expect(screen.queryByRole('button', { name: 'Vaciar la búsqueda' })).toBeNull();
});

it('is emptied by a link to all courses, whatever was looked for before', async () => {
  const router = show();
  const box = screen.getByRole<HTMLInputElement>('combobox');
  for (const words of ['gra', '', 'grafos']) {
    fireEvent.change(box, { target: { value: words } });
    await expect.poll(() => router.state.location.search, { timeout: 5_000 }).toBe(words && `?q=${words}`);
    // The address is known to the router before the page has drawn it; nobody clicks in between.
    await act(() => pause(100));
  }
  fireEvent.click(screen.getByText('all'));
  await expect.poll(() => router.state.location.search, { timeout: 5_000 }).toBe('');
  await expect.poll(() => box.value).toBe('');
  await act(() => pause(400));
  expect(router.state.location.search).toBe('');
});

it('gives way to a link to all courses that is pressed before its last search is drawn', async () => {
  const router = show();
  const box = screen.getByRole<HTMLInputElement>('combobox');
  fireEvent.change(box, { target: { value: 'grafos' } });
  act(() => {
    box.form?.requestSubmit();
    fireEvent.click(screen.getByText('all'));
  });
  await act(() => pause(400));
  expect(router.state.location.search).toBe('');
  expect(box).toHaveValue('');
});
