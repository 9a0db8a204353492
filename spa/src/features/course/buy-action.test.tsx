import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, it, vi } from 'vitest';
import { makeFragmentData } from '@/gql';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver, fieldsOf, type Answer } from '@/testing/client';
import { appliedCodes } from '@/lib/applied-codes';
import { BuyAction, BuyActionFragment } from './buy-action';

const offers = [{ __typename: 'Offer' as const, id: 'o1', prices: [{ __typename: 'Money' as const, amount: '1900', currency: 'EUR' }] }];

const sum = (amount: string) => ({ __typename: 'Money', amount, currency: 'EUR' });

function show(payments: () => Answer, rest: (name: string, variables: Record<string, unknown>) => Answer = () => ({ data: { viewer: null } })) {
  const client = clientOver(answering((name, variables) => (name === 'Payments' ? payments() : rest(name, variables))));
  const course = makeFragmentData({ __typename: 'Course', id: 'c1', offers }, BuyActionFragment);
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter>
          <BuyAction course={course} />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
}

it('does not take a failed question for a shop that is closed', async () => {
  let asked = 0;
  show(() => {
    asked += 1;
    return asked === 1 ? new Error('network') : { data: { paymentsEnabled: true } };
  });
  expect(await screen.findByText(/No hemos podido saber/)).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: 'Reintentar' }));
  expect(await screen.findByRole('link', { name: 'Entra para comprar' })).toBeVisible();
});

it('says so where nothing can be paid', async () => {
  show(() => ({ data: { paymentsEnabled: false } }));
  expect(await screen.findByText(/todavía no se puede pagar/)).toBeVisible();
});

it('with a code the button says what will be paid, and the purchase begins with the code', async () => {
  appliedCodes.put('o1', { code: 'PRIMERA20', before: sum('1900'), after: sum('1520') });
  const user = { __typename: 'User', id: 'u1', handle: 'ana', displayName: 'Ana', avatarUrl: null, isInstructor: false };
  const begun: unknown[] = [];
  show(
    () => ({ data: { paymentsEnabled: true } }),
    (name, variables) => {
      if (name === 'CheckPromotion') return { data: { checkPromotion: { __typename: 'PromotionCheck', before: sum('1900'), after: sum('1520'), refusal: null } } };
      if (name === 'StartCheckout') {
        begun.push(fieldsOf(variables.input).promotionCode);
        return { data: { startCheckout: { __typename: 'StartCheckoutPayload', checkout: null, userErrors: [] } } };
      }
      return { data: { viewer: { __typename: 'Viewer', user, scopes: [], currency: null } } };
    },
  );
  fireEvent.click(await screen.findByRole('button', { name: /^Comprar por 15,20/ }));
  await vi.waitFor(() => expect(begun).toEqual(['PRIMERA20']));
  appliedCodes.put('o1', null);
});
