import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver } from '@/testing/client';
import { Reviews } from './reviews';

const user = { __typename: 'User', id: 'u1', handle: 'ana', displayName: 'Ana', avatarUrl: null, isInstructor: false };

const course = (id: unknown) => ({
  __typename: 'Course',
  id,
  rating: { __typename: 'RatingSummary', average: null, count: 0, histogram: [0, 0, 0, 0, 0] },
  reviews: { __typename: 'ReviewConnection', nodes: [], pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null }, totalCount: 0 },
  viewerMayReview: true,
  viewerReview: null,
});

it('offers what was typed about one course to no other', async () => {
  const client = clientOver(
    answering((name, variables) =>
      name === 'CourseReviews' ? { data: { course: course(variables['id']) } } : { data: { viewer: { __typename: 'Viewer', user, scopes: [] } } },
    ),
  );
  const page = (id: string) => (
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter>
          <Reviews courseId={id} />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>
  );
  const { rerender } = render(page('c1'));
  fireEvent.click(await screen.findByRole('button', { name: 'Reseñar el curso' }));
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Of the first' } });
  rerender(page('c2'));
  expect(await screen.findByRole('button', { name: 'Reseñar el curso' })).toBeVisible();
  expect(screen.queryByRole('textbox')).toBeNull();
  rerender(page('c1'));
  expect(await screen.findByRole('textbox')).toHaveValue('Of the first');
});

it('a bar is called by what is seen of it: the stars, and how many gave them', async () => {
  const rated = { ...course('c1'), rating: { __typename: 'RatingSummary', average: 4, count: 1, histogram: [0, 0, 0, 1, 0] } };
  const client = clientOver(answering((name) => (name === 'CourseReviews' ? { data: { course: rated } } : { data: { viewer: null } })));
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter>
          <Reviews courseId="c1" />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
  const bar = await screen.findByRole('button', { name: /^4 ?estrellas: ?1$/ });
  expect(bar).not.toHaveAttribute('aria-label');
  expect(screen.getByRole('button', { name: /^1 ?estrella: ?0$/ })).toBeVisible();
});
