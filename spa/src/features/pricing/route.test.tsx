import { ApolloProvider } from '@apollo/client/react';
import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver } from '@/testing/client';
import { Component } from './route';

const month = {
  __typename: 'Offer',
  id: 'ofr_month',
  interval: 'MONTH',
  trialDays: 0,
  prices: [{ __typename: 'Money', amount: '900', currency: 'EUR' }],
  price: { __typename: 'Money', amount: '900', currency: 'EUR' },
};

const show = (membershipOffers: unknown[]) =>
  render(
    <ApolloProvider client={clientOver(answering(() => ({ data: { paymentsEnabled: true, membershipOffers, viewer: null } })))}>
      <I18nProvider>
        <MemoryRouter>
          <Component />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );

it('speaks of the membership where there is one', async () => {
  show([month]);
  expect(await screen.findByText(/Aprende todo lo que quieras con la suscripción/)).toBeVisible();
  expect(screen.getByText(/9,00/)).toBeVisible();
});

it('promises no membership where none is on sale', async () => {
  show([]);
  expect(await screen.findByText('Ahora no hay suscripción')).toBeVisible();
  expect(screen.queryByText(/con la suscripción/)).toBeNull();
});
