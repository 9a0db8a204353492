import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
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
  viewerEnrollment: null,
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

it('one’s own review stands in one place, where the form was and the keyboard goes on', async () => {
  const written = {
    __typename: 'Review', id: 'r1', stars: 5, bodyMarkdown: '', bodyHtml: null, visibility: 'VISIBLE', hold: null, watchedRatio: 1, helpful: 0, viewerFoundHelpful: false,
    viewerMayReply: false, instructorReply: null, instructorReplyHtml: null, author: user, createdAt: '2026-11-30T10:00:00Z', editedAt: null,
  };
  const lucia = { ...user, id: 'u2', handle: 'lucia', displayName: 'Lucía' };
  const empty = course('c3');
  let isWritten = false;
  const client = clientOver(
    answering((name) => {
      if (name === 'Viewer') return { data: { viewer: { __typename: 'Viewer', user, scopes: [] } } };
      if (name === 'ReviewCourse') {
        isWritten = true;
        return { data: { reviewCourse: { __typename: 'ReviewPayload', review: written, userErrors: [] } } };
      }
      const nodes = [...(isWritten ? [written] : []), { ...written, id: 'r2', author: lucia }];
      return { data: { course: { ...empty, reviews: { ...empty.reviews, nodes, totalCount: nodes.length }, viewerReview: isWritten ? written : null } } };
    }),
  );
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter>
          <Reviews courseId="c3" />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
  fireEvent.click(await screen.findByRole('button', { name: 'Reseñar el curso' }));
  expect(screen.getByRole('radio', { name: '1 estrella de 5' })).toHaveFocus();
  fireEvent.click(screen.getByRole('radio', { name: '5 estrellas de 5' }));
  const publish = screen.getByRole('button', { name: 'Publicar la reseña' });
  publish.focus();
  fireEvent.click(publish);
  await waitFor(() => expect(screen.getByRole('button', { name: 'Cambiar tu reseña' })).toHaveFocus());
  expect(await screen.findByRole('link', { name: 'Lucía' })).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Ana' })).toBeNull();
  // What somebody else wrote may be reported, one's own not.
  expect(screen.getAllByRole('button', { name: /^Denunciar/ }).map((each) => each.getAttribute('aria-label'))).toEqual(['Denunciar la reseña de Lucía']);
});

it('who has just joined the course is offered to review it as soon as that is known', async () => {
  let asked = 0;
  const enrollment = { __typename: 'Enrollment', id: 'enr_1' };
  const client = clientOver(
    answering((name) => {
      if (name !== 'CourseReviews') return { data: { viewer: { __typename: 'Viewer', user, scopes: [] } } };
      asked += 1;
      return { data: { course: { ...course('c5'), viewerEnrollment: enrollment, viewerMayReview: asked > 1 } } };
    }),
  );
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter>
          <Reviews courseId="c5" />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
  expect(await screen.findByRole('button', { name: 'Reseñar el curso' }, { timeout: 4_000 })).toBeVisible();
  expect(asked).toBe(2);
});

it('does not say that somebody has watched nothing where nobody knows', async () => {
  const lucia = { ...user, id: 'u2', handle: 'lucia', displayName: 'Lucía' };
  const written = {
    __typename: 'Review', id: 'r1', stars: 4, bodyHtml: null, watchedRatio: null, helpful: 0, instructorReply: null, instructorReplyHtml: null, author: lucia,
    createdAt: '2026-11-30T10:00:00Z', editedAt: null,
  };
  const rated = course('c4');
  const nodes = [written, { ...written, id: 'r2', watchedRatio: 0 }];
  const client = clientOver(answering((name) => (name === 'CourseReviews' ? { data: { course: { ...rated, reviews: { ...rated.reviews, nodes } } } } : { data: { viewer: null } })));
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter>
          <Reviews courseId="c4" />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
  expect(await screen.findAllByRole('link', { name: 'Lucía' })).toHaveLength(2);
  expect(screen.getAllByText(/%/)).toHaveLength(1);
});

it('does not say that nobody reviewed the course below one’s own review', async () => {
  const own = { __typename: 'Review', id: 'rev_1', stars: 4, bodyMarkdown: 'Bien', bodyHtml: '<p>Bien</p>', visibility: 'VISIBLE', hold: null, helpful: 0, instructorReplyHtml: null };
  // Just written: the list was read before.
  const client = clientOver(
    answering((name) => (name === 'CourseReviews' ? { data: { course: { ...course('c9'), viewerReview: own } } } : { data: { viewer: { __typename: 'Viewer', user, scopes: [] } } })),
  );
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter>
          <Reviews courseId="c9" />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
  expect(await screen.findByRole('region', { name: 'Tu reseña' })).toBeVisible();
  expect(screen.queryByText('Nadie ha reseñado este curso todavía.')).toBeNull();
});

it('a review that is held says why, and leads to where its author may object', async () => {
  const held = {
    __typename: 'Review', id: 'r9', stars: 1, bodyMarkdown: 'Malo', bodyHtml: '<p>Malo</p>', visibility: 'HELD', hold: { __typename: 'Hold', rule: 'HARASSMENT', url: '/moderation/rep_1' },
    watchedRatio: 1, helpful: 0, viewerFoundHelpful: false, viewerMayReply: false, instructorReply: null, instructorReplyHtml: null, author: user, createdAt: '2026-11-30T10:00:00Z', editedAt: null,
  };
  const client = clientOver(
    answering((name) => (name === 'CourseReviews' ? { data: { course: { ...course('c4'), viewerReview: held } } } : { data: { viewer: { __typename: 'Viewer', user, scopes: [] } } })),
  );
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter>
          <Reviews courseId="c4" />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
  expect(await screen.findByText('Tu reseña está en revisión: de momento no la ve nadie más.')).toBeVisible();
  expect(screen.getByText('Motivo: Acoso o insultos')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Por qué, y qué puedes hacer' })).toHaveAttribute('href', '/moderation/rep_1');
});
