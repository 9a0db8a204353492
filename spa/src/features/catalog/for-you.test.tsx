import { ApolloProvider } from '@apollo/client/react';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Notices } from '@/components/ui/notices';
import { I18nProvider } from '@/lib/i18n';
import { dismiss, noticeStore } from '@/lib/notify';
import { signedInHint } from '@/lib/session';
import { answering, clientOver, type Answer } from '@/testing/client';
import { ForYou } from './for-you';

const course = (id: string, title: string) => ({
  __typename: 'Course', id, slug: id, title, subtitle: null, level: 'BEGINNER', originalLocale: 'es', availableLocales: ['es'],
  durationMs: 0, lessonCount: 1, cover: null, instructors: [], isFree: true, lowestPrice: null, viewerEntitlement: null,
});
const sql = { __typename: 'Course', id: 'sql', slug: 'sql', title: 'SQL' };
const luis = { __typename: 'User', id: 'luis', handle: 'luis', displayName: 'Luis' };
const recommend = (id: string, title: string, reason: string, because: unknown[]) => ({ __typename: 'CourseRecommendation', reason, course: course(id, title), because });
const all = [
  recommend('graphs', 'Grafos', 'ALSO_SEEN', [sql, null]),
  recommend('rust', 'Rust', 'FOLLOWED_PERSON', [luis]),
  recommend('git', 'Git', 'TRENDING', []),
];

let unwanted: Set<unknown>;
let failing = false;
let isSlow = false;
let isRefusing = false;
function answer(name: string, variables: Record<string, unknown>): Answer | undefined {
  if (name === 'Viewer') return { data: { viewer: { __typename: 'Viewer', user: { __typename: 'User', id: 'ana', handle: 'ana', displayName: 'Ana', avatarUrl: null, isInstructor: false }, scopes: [] } } };
  if (name === 'ForYou') return failing ? new Error('away') : { data: { recommendedCourses: all.filter((each) => !unwanted.has(each.course.id)) } };
  if (name !== 'DismissRecommendation') return undefined;
  if (isSlow) return undefined;
  if (isRefusing) return new Error('away');
  if (variables.on === true) unwanted.add(variables.courseId);
  else unwanted.delete(variables.courseId);
  return { data: { dismissRecommendation: { __typename: 'DismissPayload', courseId: variables.courseId, userErrors: [] } } };
}

function show() {
  render(
    <ApolloProvider client={clientOver(answering(answer))}>
      <I18nProvider>
        <MemoryRouter>
          <ForYou />
          <Notices />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
}

beforeEach(() => {
  unwanted = new Set();
  failing = false;
  isSlow = false;
  isRefusing = false;
  signedInHint.set(true);
});
afterEach(() => {
  signedInHint.set(false);
  for (const { id } of noticeStore.current()) dismiss(id);
});

it('each course says why it is there, with a way to what it is there for', async () => {
  show();
  expect(await screen.findByRole('heading', { name: 'Para ti' })).toBeVisible();
  expect(screen.getByText('Porque hiciste:', { exact: false })).toBeVisible();
  expect(screen.getByRole('link', { name: 'SQL' })).toHaveAttribute('href', '/courses/sql');
  expect(screen.getByRole('link', { name: 'Luis' })).toHaveAttribute('href', '/people/luis');
  expect(screen.getByText('Muchas personas lo empezaron este mes.')).toBeVisible();
});

it('what one does not want goes, and comes back by the notice that says so', async () => {
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'No me interesa Grafos' }));
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Grafos' })).toBeNull());
  await userEvent.click(await screen.findByRole('button', { name: 'Deshacer' }));
  expect(await screen.findByRole('link', { name: 'Grafos' })).toBeVisible();
});

it('goes before the server has answered', async () => {
  isSlow = true;
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'No me interesa Grafos' }));
  expect(screen.queryByRole('link', { name: 'Grafos' })).toBeNull();
  expect(screen.getByRole('link', { name: 'Rust' })).toBeVisible();
});

it('is there again when it could not be dismissed', async () => {
  isRefusing = true;
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'No me interesa Grafos' }));
  expect(await screen.findByRole('button', { name: 'Reintentar' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Grafos' })).toBeVisible();
  isRefusing = false;
  await userEvent.click(screen.getByRole('button', { name: 'Reintentar' }));
  expect(await screen.findByRole('button', { name: 'Deshacer' })).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Grafos' })).toBeNull();
});

it('says so when recommendations are away, and that the courses are not', async () => {
  failing = true;
  show();
  expect(await screen.findByText('Las recomendaciones no están disponibles ahora mismo. Los cursos siguen funcionando.')).toBeVisible();
  failing = false;
  await userEvent.click(screen.getByRole('button', { name: 'Reintentar' }));
  expect(await screen.findByRole('link', { name: 'Grafos' })).toBeVisible();
});

it('of a visitor nothing is asked', () => {
  signedInHint.set(false);
  show();
  expect(screen.queryByRole('heading', { name: 'Para ti' })).toBeNull();
});
