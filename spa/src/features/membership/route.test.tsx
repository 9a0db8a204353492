import { ApolloProvider } from '@apollo/client/react';
import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { makeFragmentData } from '@/gql';
import type { Card_MembershipFragment, Invoices_MembershipFragment, Membership_MembershipFragment as Fields } from '@/gql/graphql';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver, type Answer } from '@/testing/client';
import { Component, MembershipFragment, MembershipState } from './route';

type State = Omit<Fields, ' $fragmentRefs'> & Card_MembershipFragment & Invoices_MembershipFragment;

const active: State = {
  __typename: 'Membership',
  id: 'mem_1',
  status: 'ACTIVE',
  price: { __typename: 'Money', amount: '900', currency: 'EUR' },
  currentPeriodEnd: '2027-01-31T10:00:00Z',
  cancelAtPeriodEnd: false,
  endsAt: null,
  trialEndsAt: null,
  graceUntil: null,
  payUrl: null,
  pendingChange: null,
  offer: { __typename: 'Offer', id: 'ofr_month', interval: 'MONTH' },
  paymentMethod: { __typename: 'PaymentMethodSummary', brand: 'visa', last4: '4242', expMonth: 2, expYear: 2040, expiresSoon: false },
  invoices: [{ __typename: 'MembershipInvoice', id: 'in_1', number: 'A-1', status: 'PAID', at: '2026-12-31T10:00:00Z', url: 'https://pay.example/in_1', total: { __typename: 'Money', amount: '900', currency: 'EUR' } }],
};

/** What Stripe says of the next payment; without it nothing is known. */
const show = (state: State, upcoming?: Answer) => {
  const client = clientOver(answering(() => upcoming));
  const membership = makeFragmentData({ ...state, ' $fragmentRefs': { Card_MembershipFragment: state, Invoices_MembershipFragment: state } }, MembershipFragment);
  return render(
    <I18nProvider>
      <ApolloProvider client={client}>
        <MemoryRouter>
          <MembershipState membership={membership} others={[{ id: 'ofr_year', interval: 'YEAR', currencies: ['EUR'] }]} />
        </MemoryRouter>
      </ApolloProvider>
    </I18nProvider>,
  );
};

it('says what it costs, when the next payment is, and what was billed', () => {
  show(active);
  expect(screen.getByText(/9,00.*al mes/)).toBeVisible();
  expect(screen.getByText(/El próximo cobro es el 31 de enero/)).toBeVisible();
  expect(screen.getByText('Visa que termina en 4242, caduca 02/2040')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Ver la factura A-1' })).toHaveAttribute('href', 'https://pay.example/in_1');
  expect(screen.getByRole('button', { name: 'Pasar a pagar al año' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Dejar la suscripción' })).toBeVisible();
});

it('says how much the next payment is once Stripe has said so', async () => {
  const due = { __typename: 'Money', amount: '450', currency: 'EUR' };
  show(active, { data: { viewer: { membership: { __typename: 'Membership', id: 'mem_1', upcomingInvoice: { __typename: 'UpcomingInvoice', due, at: active.currentPeriodEnd } } } } });
  expect(await screen.findByText(/El próximo cobro es de 4,50.*, el 31 de enero/)).toBeVisible();
});

it('says until when everything stays open, and offers only to stay, once its end is announced', () => {
  show({ ...active, cancelAtPeriodEnd: true, endsAt: active.currentPeriodEnd });
  expect(screen.getByText(/Termina el 31 de enero/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Seguir con la suscripción' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Pasar a pagar al año' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Dejar la suscripción' })).toBeNull();
});

it('says until when nothing is taken away while a payment is outstanding', () => {
  show({ ...active, status: 'PAST_DUE', graceUntil: '2027-02-14T10:00:00Z' });
  expect(screen.getByText(/hasta el 14 de febrero/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Pasar a pagar al año' })).toBeNull();
});

it('leads to the page at which what is outstanding is paid', () => {
  show({ ...active, status: 'UNPAID', payUrl: 'https://pay.example/in_2' });
  expect(screen.getByRole('link', { name: 'Pagar lo pendiente' })).toHaveAttribute('href', 'https://pay.example/in_2');
});

it('asks to confirm or drop a change that waits for the bank, and offers no other', () => {
  show({ ...active, pendingChange: { __typename: 'PendingMembershipChange', until: '2027-01-01T10:00:00Z', offer: { __typename: 'Offer', id: 'ofr_year', interval: 'YEAR' } } });
  expect(screen.getByText(/Tu banco quiere que confirmes/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Confirmar en el banco' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'No cambiar' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Pasar a pagar al año' })).toBeNull();
});

it('leads back to the prices once it is over', () => {
  show({ ...active, status: 'CANCELED', endsAt: '2026-12-31T10:00:00Z' });
  expect(screen.getByRole('link', { name: 'Ver precios' })).toHaveAttribute('href', '/pricing');
  expect(screen.queryByRole('button', { name: 'Dejar la suscripción' })).toBeNull();
});

it('promises no membership where none is on sale', async () => {
  const user = { __typename: 'User', id: 'u1', handle: 'ana', displayName: 'Ana', avatarUrl: null, isInstructor: false };
  const viewer = { __typename: 'Viewer', user, scopes: [], membership: null };
  render(
    <I18nProvider>
      <ApolloProvider client={clientOver(answering(() => ({ data: { viewer, membershipOffers: [] } })))}>
        <MemoryRouter>
          <Component />
        </MemoryRouter>
      </ApolloProvider>
    </I18nProvider>,
  );
  expect(await screen.findByText(/Ahora no se ofrece ninguna/)).toBeVisible();
  expect(screen.queryByText(/tienes todos los cursos/)).toBeNull();
  expect(screen.getByRole('link', { name: 'Ver los cursos' })).toHaveAttribute('href', '/');
});
