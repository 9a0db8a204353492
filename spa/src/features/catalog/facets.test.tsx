import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { beforeEach, expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver, type Answer } from '@/testing/client';
import { Facets } from './facets';

// jsdom knows no modal dialogs.
beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
  };
});

const facets = {
  __typename: 'CourseFacets',
  counted: 3,
  levels: [{ __typename: 'FacetCount', value: 'BEGINNER', count: 2 }],
  locales: [{ __typename: 'FacetCount', value: 'es', count: 3 }],
  captionLocales: [],
  prices: [{ __typename: 'FacetCount', value: 'FREE', count: 1 }, { __typename: 'FacetCount', value: 'PAID', count: 2 }],
  tags: [{ __typename: 'FacetCount', value: 'SQL', count: 2 }],
  durations: [{ __typename: 'DurationFacet', minDurationMs: 0, maxDurationMs: 3_599_999, count: 3 }, { __typename: 'DurationFacet', minDurationMs: 36_000_000, maxDurationMs: null, count: 0 }],
  ratings: [{ __typename: 'RatingFacet', minRating: 4.5, count: 1 }],
};

function show(address: string, answer: () => Answer | undefined = () => ({ data: { courses: { __typename: 'CourseConnection', facets } } })) {
  const router = createMemoryRouter([{ path: '/', element: <Facets /> }], { initialEntries: [address] });
  render(
    <ApolloProvider client={clientOver(answering(answer))}>
      <I18nProvider>
        <RouterProvider router={router} />
      </I18nProvider>
    </ApolloProvider>,
  );
  return router;
}

const panel = () => within(screen.getByRole('region', { name: 'Filtros' }));

it('puts what is chosen into the address, each with how many courses it leaves', async () => {
  const router = show('/?q=sql');
  fireEvent.click(await panel().findByRole('checkbox', { name: /^Inicial/ }));
  fireEvent.click(panel().getByRole('checkbox', { name: /^SQL/ }));
  fireEvent.click(panel().getByRole('checkbox', { name: /Menos de 1 h/ }));
  expect(new URLSearchParams(router.state.location.search)).toEqual(new URLSearchParams('q=sql&level=BEGINNER&topic=SQL&duration=0-3599999'));
  expect(panel().getByRole('checkbox', { name: /^Inicial.*2 cursos/ })).toBeChecked();
  fireEvent.click(panel().getByRole('checkbox', { name: /^Inicial/ }));
  expect(router.state.location.search).not.toContain('level');
});

it('shows what is chosen also where nothing has it, so that it can be let go', async () => {
  const router = show('/?topic=COBOL&level=ADVANCED');
  expect(await panel().findByRole('checkbox', { name: /^COBOL/ })).toBeChecked();
  expect(panel().getByRole('checkbox', { name: /^Avanzado/ })).toBeChecked();
  expect(panel().queryByRole('checkbox', { name: /^Intermedio/ })).toBeNull();
  fireEvent.click(panel().getByRole('button', { name: 'Quitar filtros' }));
  expect(router.state.location.search).toBe('');
});

it('says on a phone how many filters are chosen, and opens them over the courses', async () => {
  show('/?topic=SQL&price=FREE');
  const button = screen.getByRole('button', { name: 'Filtros: 2 elegidos' });
  await panel().findByRole('checkbox', { name: /^SQL/ });
  fireEvent.click(button);
  const sheet = within(screen.getByRole('dialog', { name: 'Filtros' }));
  expect(sheet.getByRole('checkbox', { name: /^Gratis/ })).toBeChecked();
  fireEvent.click(sheet.getByRole('button', { name: 'Ver los cursos' }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('can be asked for again where they cannot be loaded', async () => {
  let isDown = true;
  show('/', () => (isDown ? new Error('down') : { data: { courses: { __typename: 'CourseConnection', facets } } }));
  expect(await panel().findByText('No hemos podido cargar los filtros. Los cursos siguen aquí.')).toBeVisible();
  isDown = false;
  fireEvent.click(panel().getByRole('button', { name: 'Reintentar' }));
  expect(await panel().findByRole('checkbox', { name: /^Inicial/ })).toBeVisible();
});
