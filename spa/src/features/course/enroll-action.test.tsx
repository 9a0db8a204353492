import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, it, vi } from 'vitest';
import { Notices } from '@/components/ui/notices';
import { makeFragmentData } from '@/gql';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver } from '@/testing/client';
import { EnrollAction, EnrollActionFragment } from './enroll-action';
import { EnrolledFragment } from './enrolled';

afterEach(() => vi.unstubAllGlobals());

it('tells that one has left a course, and leads back, when that worked only the second time', async () => {
  vi.stubGlobal('confirm', () => true);
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
  const enrollment = {
    __typename: 'Enrollment' as const,
    id: 'e1',
    status: 'ACTIVE' as const,
    ...makeFragmentData({ __typename: 'Enrollment', id: 'e1', status: 'ACTIVE', progress: 0, completedAt: null, resume: null }, EnrolledFragment),
  };
  const course = { __typename: 'Course' as const, id: 'c1', slug: 'c', modules: [], instructors: [], viewerEnrollment: enrollment };
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter>
          <EnrollAction course={makeFragmentData(course, EnrollActionFragment)} />
        </MemoryRouter>
        <Notices />
      </I18nProvider>
    </ApolloProvider>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Dejar el curso' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Reintentar' }));
  expect(await screen.findByText('Has dejado el curso.')).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: 'Inscribirme otra vez' }));
  await vi.waitFor(() => expect(sent.at(-1)).toBe('Enroll'));
});
