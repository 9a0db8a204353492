import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver } from '@/testing/client';
import { Component } from './notifications';

it('saves at once what one does not want to be told of', async () => {
  let inApp = true;
  const preference = () => ({ __typename: 'NotificationPreference', kind: 'POST', inApp });
  const link = answering((name, { input }) => {
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
