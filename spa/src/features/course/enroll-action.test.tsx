import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, it, vi } from 'vitest';
import { Notices } from '@/components/ui/notices';
import { makeFragmentData } from '@/gql';
import type { CourseStatus, EnrollmentStatus } from '@/gql/graphql';
import { I18nProvider } from '@/lib/i18n';
import { answerAll } from '@/testing/asking';
import { answering, clientOver } from '@/testing/client';
import { EnrollAction, EnrollActionFragment } from './enroll-action';
import { Enrolled, EnrolledFragment } from './enrolled';

afterEach(() => vi.unstubAllGlobals());

function show(client: ReturnType<typeof clientOver>, courseStatus: CourseStatus, status: EnrollmentStatus, progress = 0) {
  const enrolled = makeFragmentData({ __typename: 'Enrollment', id: 'e1', status, progress, completedAt: null, resume: null }, EnrolledFragment);
  const course = makeFragmentData(
    {
      __typename: 'Course',
      id: 'c1',
      slug: 'c',
      status: courseStatus,
      modules: [],
      instructors: [],
      viewerAccess: { __typename: 'CourseAccess', allowed: courseStatus === 'PUBLISHED', reason: courseStatus === 'PUBLISHED' ? 'FREE' : 'NOT_PUBLISHED' },
      viewerEnrollment: { __typename: 'Enrollment', id: 'e1', status, ...enrolled },
    },
    EnrollActionFragment,
  );
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter>
          <EnrollAction course={course} />
        </MemoryRouter>
        <Notices />
      </I18nProvider>
    </ApolloProvider>,
  );
}

it('tells that one has left a course, and leads back, when that worked only the second time', async () => {
  const yes = answerAll(true);
  const sent: string[] = [];
  const client = clientOver(
    answering((name) => {
      sent.push(name);
      if (sent.filter((each) => each === 'Withdraw').length === 1) return new Error('network');
      if (name === 'Withdraw') return { data: { withdraw: { __typename: 'EnrollPayload', enrollment: null, userErrors: [] } } };
      if (name === 'Enroll') return { data: { enroll: { __typename: 'EnrollPayload', enrollment: null, userErrors: [] } } };
      return { data: { viewer: null } };
    }),
  );
  show(client, 'PUBLISHED', 'ACTIVE');
  fireEvent.click(screen.getByRole('button', { name: 'Dejar el curso' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Reintentar' }));
  yes.stop();
  expect(await screen.findByText('Has dejado el curso.')).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: 'Inscribirme otra vez' }));
  await vi.waitFor(() => expect(sent.at(-1)).toBe('Enroll'));
});

it('offers no enrolling in an archived course to who left it', async () => {
  const user = { __typename: 'User', id: 'u1', handle: 'ana', displayName: 'Ana', avatarUrl: null, isInstructor: false };
  const viewer = { __typename: 'Viewer', user, scopes: [] };
  const client = clientOver(answering(() => ({ data: { viewer } })));
  show(client, 'ARCHIVED', 'WITHDRAWN');
  expect(await screen.findByText(/archivado/)).toBeVisible();
  expect(screen.queryByRole('button')).toBeNull();
});

it('a course that is completed cannot be left, and has nothing left to be done', async () => {
  show(clientOver(answering(() => ({ data: { viewer: null } }))), 'PUBLISHED', 'COMPLETED', 0.96);
  expect(await screen.findByText('Curso completado')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Dejar el curso' })).toBeNull();
  expect(screen.queryByText(/96/)).toBeNull();
  expect(screen.queryByRole('progressbar')).toBeNull();
});

it.each([
  [null, 1],
  ['2026-11-01T10:00:00Z', 0],
])('what has ended can be left, unless it was finished: %s', (completedAt, count) => {
  const enrolled = makeFragmentData({ __typename: 'Enrollment', id: 'e1', status: 'EXPIRED', progress: 0.4, completedAt, resume: null }, EnrolledFragment);
  render(
    <I18nProvider>
      <MemoryRouter>
        <Enrolled enrollment={enrolled} firstLessonId="l1" isLeaving={false} onLeave={() => undefined} />
      </MemoryRouter>
    </I18nProvider>,
  );
  expect(screen.queryAllByRole('button', { name: 'Dejar el curso' })).toHaveLength(count);
});

it('whoever teaches a course sees it as a learner does, without enrolling', async () => {
  const user = { __typename: 'User', id: 'u1', handle: 'ana', displayName: 'Ana', avatarUrl: null, isInstructor: true };
  const course = makeFragmentData(
    {
      __typename: 'Course',
      id: 'c1',
      slug: 'c',
      status: 'PUBLISHED',
      modules: [{ __typename: 'Module', id: 'm1', lessons: [{ __typename: 'Lesson', id: 'l1' }] }],
      instructors: [{ __typename: 'User', id: 'u1' }],
      viewerAccess: { __typename: 'CourseAccess', allowed: true, reason: 'STAFF' },
      viewerEnrollment: null,
    },
    EnrollActionFragment,
  );
  render(
    <ApolloProvider client={clientOver(answering(() => ({ data: { viewer: { __typename: 'Viewer', user, scopes: [] } } })))}>
      <I18nProvider>
        <MemoryRouter>
          <EnrollAction course={course} />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
  expect(await screen.findByRole('link', { name: 'Ver como alumno' })).toHaveAttribute('href', '/learn/l1');
  expect(screen.getByRole('link', { name: 'Editar curso' })).toBeVisible();
  expect(screen.queryByRole('button')).toBeNull();
});
