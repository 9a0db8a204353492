import { ApolloLink, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { act, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver, type Answer } from '@/testing/client';
import { Bell } from './bell';

function show(counted: Answer) {
  const live: { next?: (unreadCount: number) => void } = {};
  const rings = new ApolloLink(
    () =>
      new Observable((observer) => {
        live.next = (unreadCount) => observer.next({ data: { notificationReceived: { __typename: 'NotificationNews', unreadCount } } });
      }),
  );
  const link = ApolloLink.split(({ operationName }) => operationName === 'BellRings', rings, answering(() => counted));
  render(
    <ApolloProvider client={clientOver(link)}>
      <I18nProvider>
        <MemoryRouter>
          <Bell />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
  return live;
}

it('counts what is unread, as it rings and as it is read', async () => {
  const live = show({ data: { notifications: { __typename: 'NotificationConnection', unreadCount: 1 } } });
  expect(await screen.findByRole('link', { name: '1 notificación sin leer' })).toHaveAttribute('href', '/notifications');
  await waitFor(() => expect(live.next).toBeDefined());
  act(() => live.next?.(120));
  expect(await screen.findByRole('link', { name: '120 notificaciones sin leer' })).toHaveTextContent('99+');
  act(() => live.next?.(0));
  expect(await screen.findByRole('link', { name: 'Notificaciones: nada sin leer' })).toBeVisible();
});

it('leads to the list also where it cannot count', async () => {
  show(new Error('social is away'));
  expect(await screen.findByRole('link', { name: 'Notificaciones: nada sin leer' })).toHaveAttribute('href', '/notifications');
});
