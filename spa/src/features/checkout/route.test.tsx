import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { makeFragmentData } from '@/gql';
import type { CheckoutState_CheckoutFragment as Fields } from '@/gql/graphql';
import { I18nProvider } from '@/lib/i18n';
import { CheckoutFragment, CheckoutState } from './route';

const waiting: Fields = {
  __typename: 'Checkout',
  id: 'chk_1',
  status: 'OPEN',
  url: 'https://pay.example/1',
  failure: null,
  order: null,
  membership: null,
  offer: {
    __typename: 'Offer',
    id: 'ofr_1',
    covers: [{ __typename: 'Course', id: 'crs_1', slug: 'sql', title: 'SQL', modules: [{ __typename: 'Module', id: 'm', lessons: [{ __typename: 'Lesson', id: 'les_1' }] }] }],
  },
};

const show = (checkout: Fields, hasLeft = false) =>
  render(
    <I18nProvider>
      <MemoryRouter>
        <CheckoutState checkout={makeFragmentData(checkout, CheckoutFragment)} hasLeft={hasLeft} />
      </MemoryRouter>
    </I18nProvider>,
  );

it('waits for the payment whatever page one came back from', () => {
  show(waiting);
  expect(screen.getByRole('heading')).toHaveTextContent('Esperamos la confirmación del pago');
  expect(screen.queryByRole('link', { name: 'Empezar' })).toBeNull();
});

it('says of a declined card that nothing was charged, and leads back to the same page', () => {
  show({ ...waiting, failure: { __typename: 'PaymentFailure', message: 'La tarjeta no tiene saldo suficiente.', retryable: true } });
  expect(screen.getByText('La tarjeta no tiene saldo suficiente. No se ha cobrado nada.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Probar con otra tarjeta' })).toHaveAttribute('href', 'https://pay.example/1');
});

it('offers to go on to whoever left the page without paying', () => {
  show(waiting, true);
  expect(screen.getByRole('link', { name: 'Seguir con el pago' })).toHaveAttribute('href', 'https://pay.example/1');
});

it('opens the first lesson once it is paid, with the number and the sum', () => {
  show({ ...waiting, status: 'PAID', url: null, order: { __typename: 'Order', id: 'ord_1', number: 'A-0000001', total: { __typename: 'Money', amount: '1999', currency: 'EUR' }, receiptUrl: null, invoiceUrl: null } });
  expect(screen.getByRole('link', { name: 'Empezar' })).toHaveAttribute('href', '/learn/les_1');
  expect(screen.getByText(/A-0000001.*19,99/)).toBeVisible();
});
