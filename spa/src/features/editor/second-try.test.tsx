import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { Notices } from '@/components/ui/notices';
import { makeFragmentData } from '@/gql';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver } from '@/testing/client';
import { DeletedItems, DeletedItemsFragment } from './deleted-items';
import { LessonPublishing, LessonStatusFragment } from './lesson-status';

/** What the server answers at the second try; at the first there is no network. */
function show(page: ReactNode, data: object) {
  let tries = 0;
  const client = clientOver(answering(() => (tries++ === 0 ? new Error('network') : { data })));
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        {page}
        <Notices />
      </I18nProvider>
    </ApolloProvider>,
  );
}

async function press(name: string) {
  fireEvent.click(screen.getByRole('button', { name }));
  fireEvent.click(await screen.findByRole('button', { name: 'Reintentar' }));
}

it('tells that a lesson was published when that worked only the second time', async () => {
  const content = { __typename: 'ArticleContent' as const, html: '<p>a</p>' };
  const lesson = makeFragmentData({ __typename: 'Lesson', id: 'l1', status: 'DRAFT', content }, LessonStatusFragment);
  const published = { __typename: 'Lesson', id: 'l1', status: 'PUBLISHED', course: { __typename: 'Course', id: 'c1', revision: 2 } };
  show(<LessonPublishing lesson={lesson} name="Notas" />, { publishLesson: { __typename: 'LessonPayload', lesson: published, userErrors: [] } });
  await press('Publicar lección');
  expect(await screen.findByText('«Notas» está publicada.')).toBeVisible();
});

const item = { __typename: 'DeletedItem' as const, id: 'i1', kind: 'LESSON' as const, title: 'Notas', deletedAt: '2026-01-01T00:00:00Z', purgeAt: '2026-01-31T00:00:00Z', bytes: '0' };
const course = makeFragmentData({ __typename: 'Course', id: 'c1', deletedItems: [item] }, DeletedItemsFragment);

it('tells that something was brought back when that worked only the second time', async () => {
  const onRefresh = vi.fn();
  show(<DeletedItems course={course} onRefresh={onRefresh} />, {
    restoreItem: { __typename: 'RestorePayload', course: { __typename: 'Course', id: 'c1', revision: 2 }, userErrors: [] },
  });
  fireEvent.click(screen.getByText('Borrado (1)'));
  await press('Recuperar Notas');
  expect(await screen.findByText('«Notas» vuelve a estar en el curso.')).toBeVisible();
  expect(onRefresh).toHaveBeenCalledOnce();
});
