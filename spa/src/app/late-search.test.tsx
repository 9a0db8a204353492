import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { beforeEach, expect, it } from 'vitest';
import { SearchBar } from '@/features/catalog/search-bar';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver } from '@/testing/client';
import { LateSearch } from './late-search';

// jsdom knows no modal dialogs, and lays nothing out.
beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
  };
  HTMLElement.prototype.checkVisibility = () => true;
});

function show(hasBox: boolean) {
  const home = (
    <>
      {hasBox && <SearchBar />}
      <input aria-label="other" />
      <LateSearch />
    </>
  );
  const router = createMemoryRouter([{ path: '/lesson', element: home }, { path: '/', element: <p>catalog</p> }], { initialEntries: ['/lesson'] });
  render(
    <ApolloProvider client={clientOver(answering(() => undefined))}>
      <I18nProvider>
        <RouterProvider router={router} />
      </I18nProvider>
    </ApolloProvider>,
  );
  return router;
}

const box = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Buscar cursos' });

it('leads to the box of the page', () => {
  show(true);
  for (const key of [{ key: '/' }, { key: 'k', ctrlKey: true }, { key: 'k', metaKey: true }]) {
    box().blur();
    fireEvent.keyDown(document.body, key);
    expect(box()).toHaveFocus();
  }
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('opens one over a page that has none, and leaves that page only for what is looked for', async () => {
  const router = show(false);
  fireEvent.keyDown(document.body, { key: '/' });
  expect(await screen.findByRole('dialog', { name: 'Buscar cursos' })).toBeVisible();
  fireEvent.change(box(), { target: { value: ' árboles ' } });
  box().form?.requestSubmit();
  await expect.poll(() => router.state.location.pathname + router.state.location.search).toBe('/?q=%C3%A1rboles');
});

it('leaves the signs to whoever types them, and other keys alone', () => {
  show(true);
  for (const key of [{ key: '/' }, { key: 'k', ctrlKey: true }]) fireEvent.keyDown(screen.getByLabelText('other'), key);
  for (const key of [{ key: 'k' }, { key: '/', ctrlKey: true }, { key: 'k', ctrlKey: true, shiftKey: true }]) fireEvent.keyDown(document.body, key);
  expect(box()).not.toHaveFocus();
});
