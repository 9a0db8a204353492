import { ApolloLink, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver } from '@/testing/client';
import { Component } from './notifications';

it('saves at once what one does not want to be told of', async () => {
  let inApp = true;
  const preference = () => ({ __typename: 'NotificationPreference', kind: 'POST', inApp, email: 'NEVER' });
  const link = answering((name, { input }) => {
    if (name === 'Viewer') return undefined;
    if (name === 'NotificationPreferences') return { data: { notificationPreferences: [preference()] } };
    expect([name, input]).toEqual(['SetNotificationPreference', { kind: 'POST', inApp: false }]);
    inApp = false;
    return { data: { setNotificationPreference: { __typename: 'NotificationPreferencePayload', preference: preference(), userErrors: [] } } };
  });
  render(
    <ApolloProvider client={clientOver(link)}>
      <I18nProvider>
        <Component />
      </I18nProvider>
    </ApolloProvider>,
  );
  const box = await screen.findByRole('checkbox', { name: 'Novedades en los temas en los que participo' });
  expect(box).toBeChecked();
  fireEvent.click(box);
  await waitFor(() => expect(box).not.toBeChecked());
});

it('shows at once how often there is to be mail, and puts back what was refused', async () => {
  const answers: (() => void)[] = [];
  const preference = { __typename: 'NotificationPreference', kind: 'POST', inApp: true, email: 'NEVER' };
  const link = new ApolloLink(
    ({ operationName }) =>
      new Observable((observer) => {
        if (operationName === 'Viewer') return;
        if (operationName === 'NotificationPreferences') {
          observer.next({ data: { notificationPreferences: [preference] } });
          observer.complete();
          return;
        }
        answers.push(() => {
          observer.next({ data: { setNotificationPreference: { __typename: 'NotificationPreferencePayload', preference: null, userErrors: [{ __typename: 'ValidationError', code: 'NO', message: 'No.' }] } } });
          observer.complete();
        });
      }),
  );
  render(
    <ApolloProvider client={clientOver(link)}>
      <I18nProvider>
        <Component />
      </I18nProvider>
    </ApolloProvider>,
  );
  const mail = await screen.findByRole('combobox', { name: 'Por correo: Novedades en los temas en los que participo' });
  expect(mail).toHaveValue('NEVER');
  fireEvent.change(mail, { target: { value: 'DAILY' } });
  await waitFor(() => expect(mail).toHaveValue('DAILY'));
  answers.forEach((answer) => answer());
  await waitFor(() => expect(mail).toHaveValue('NEVER'));
});

const preferenceFor = (kind: string) => ({ __typename: 'NotificationPreference', kind, inApp: true, email: 'NEVER' });

it.each([true, false])('offers news of one’s videos to those who teach alone (%s)', async (isInstructor) => {
  const user = { __typename: 'User', id: 'u1', handle: 'ana', displayName: 'Ana', avatarUrl: null, isInstructor };
  const link = answering((name) =>
    name === 'Viewer' ? { data: { viewer: { __typename: 'Viewer', user, scopes: [] } } } : { data: { notificationPreferences: [preferenceFor('POST'), preferenceFor('VIDEO_FAILED')] } },
  );
  render(
    <ApolloProvider client={clientOver(link)}>
      <I18nProvider>
        <Component />
      </I18nProvider>
    </ApolloProvider>,
  );
  expect(await screen.findByRole('checkbox', { name: 'Novedades en los temas en los que participo' })).toBeVisible();
  if (isInstructor) expect(await screen.findByRole('checkbox', { name: 'Un vídeo mío no se puede procesar' })).toBeVisible();
  else expect(screen.queryByRole('checkbox', { name: 'Un vídeo mío no se puede procesar' })).toBeNull();
});
