import { ApolloLink, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { describe, expect, it, vi } from 'vitest';
import { Notices } from '@/components/ui/notices';
import { makeFragmentData } from '@/gql';
import { I18nProvider } from '@/lib/i18n';
import '@/lib/messages/teaching';
import { clientOver } from '@/testing/client';
import { StopTeaching, StopTeachingFragment } from './stop-teaching';

vi.mock('@/lib/asking', async (original) => ({ ...(await original<object>()), confirmed: () => Promise.resolve(true) }));

function show(accountId: string, refusal?: string) {
  const link = new ApolloLink(
    () =>
      new Observable((observer) => {
        const userErrors = refusal ? [{ __typename: 'ValidationError', code: 'OWNER_STAYS', message: refusal }] : [];
        observer.next({ data: { stopTeaching: { __typename: 'StopTeachingPayload', courseId: refusal ? null : 'c1', userErrors } } });
        observer.complete();
      }),
  );
  const course = makeFragmentData(
    { __typename: 'Course', id: 'c1', title: 'SQL', owner: { __typename: 'User', id: 'u1' }, instructors: [{ __typename: 'User', id: 'u1' }, { __typename: 'User', id: 'u2' }] },
    StopTeachingFragment,
  );
  const router = createMemoryRouter(
    [
      { path: '/teach/c1', element: <StopTeaching course={course} accountId={accountId} /> },
      { path: '/teach', element: <p>my courses</p> },
    ],
    { initialEntries: ['/teach/c1'] },
  );
  render(
    <ApolloProvider client={clientOver(link)}>
      <I18nProvider>
        <RouterProvider router={router} />
        <Notices />
      </I18nProvider>
    </ApolloProvider>,
  );
}

const button = () => screen.queryByRole('button', { name: 'Dejar de enseñar este curso' });

describe('stopping to teach a course', () => {
  it.each(['u1', 'u3'])('is not offered to %s, who made the course or does not teach it', (who) => {
    show(who);
    expect(button()).toBeNull();
  });

  it('leads whoever was added by somebody else back to their courses', async () => {
    show('u2');
    fireEvent.click(button() ?? document.body);
      expect(await screen.findByText('my courses')).toBeVisible();
    expect(await screen.findByText('Ya no enseñas «SQL».')).toBeVisible();
  });

  it('says why it is refused and stays', async () => {
    show('u2', 'Vuelve a intentarlo.');
    fireEvent.click(button() ?? document.body);
      expect(await screen.findByText(/Vuelve a intentarlo/)).toBeVisible();
    expect(screen.queryByText('my courses')).toBeNull();
  });
});
