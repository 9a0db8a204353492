import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { beforeAll, expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver } from '@/testing/client';
import { Component } from './orders';

// jsdom shows no dialogs of the browser's own.
beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
  };
});

const euros = (cents: number) => ({ __typename: 'Money', amount: String(cents), currency: 'EUR' });

function order(number: string, status: string, refunds: { status: string }[] = []) {
  return {
    __typename: 'Order',
    id: `ord_${number}`,
    number,
    status,
    paidAt: '2026-11-20T10:00:00Z',
    total: euros(1999),
    refunded: euros(0),
    refunds: refunds.map((refund, i) => ({ __typename: 'Refund', id: `rfd_${number}_${i}`, amount: euros(1999), ...refund })),
    buyer: { __typename: 'User', id: 'usr_1', handle: 'ana', displayName: 'Ana' },
    lines: [{ __typename: 'OrderLine', course: { __typename: 'Course', id: 'crs_1', slug: 'sql', title: 'SQL' } }],
  };
}

function show(address: string, refusals: { code: string; message: string }[] = []) {
  const asked: { name: string; variables: Record<string, unknown> }[] = [];
  const user = { __typename: 'User', id: 'u', handle: 'u', displayName: 'U', avatarUrl: null, isInstructor: false };
  const link = answering((name, variables) => {
    if (name === 'Viewer') return { data: { viewer: { __typename: 'Viewer', user, scopes: ['admin'] } } };
    asked.push({ name, variables });
    if (name === 'RefundOrder') {
      const userErrors = refusals.map((refusal) => ({ __typename: 'ConflictError', ...refusal }));
      return { data: { refundOrder: { __typename: 'OrderPayload', order: userErrors.length > 0 ? null : order('A-1', 'PAID', [{ status: 'PENDING' }]), userErrors } } };
    }
    if (variables.query === 'down') return { errors: [{ message: 'down' }] };
    const nodes = variables.query === 'nobody' ? [] : [order('A-1', 'PAID'), order('A-2', 'REFUNDED'), order('A-3', 'DISPUTED'), order('A-4', 'PAID', [{ status: 'PENDING' }])];
    return { data: { orders: { __typename: 'OrderConnection', nodes, pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null } } } };
  });
  const router = createMemoryRouter([{ path: '/admin/orders', element: <Component /> }], { initialEntries: [address] });
  render(
    <ApolloProvider client={clientOver(link)}>
      <I18nProvider>
        <RouterProvider router={router} />
      </I18nProvider>
    </ApolloProvider>,
  );
  return { asked, router };
}

it('looks for the orders of its address, and says when there are none', async () => {
  const { asked } = show('/admin/orders?q=nobody');
  expect(await screen.findByText('No hay ningún pedido así.')).toBeVisible();
  expect(screen.getByRole('searchbox')).toHaveValue('nobody');
  expect(asked.map(({ variables }) => variables.query)).toEqual(['nobody']);
});

it('offers no refund of what an earlier search found when a later one fails', async () => {
  const { asked, router } = show('/admin/orders?q=A-1');
  expect(await screen.findByRole('button', { name: 'Devolver A-1' })).toBeVisible();
  await router.navigate('/admin/orders?q=down');
  expect(await screen.findByRole('button', { name: 'Reintentar' })).toBeVisible();
  expect(asked.map(({ variables }) => variables.query)).toEqual(['A-1', 'down']);
  expect(screen.queryByRole('button', { name: 'Devolver A-1' })).toBeNull();
});

it('offers to give back only what is left and nobody else decides about', async () => {
  show('/admin/orders');
  expect(await screen.findByRole('button', { name: 'Devolver A-1' })).toBeVisible();
  expect(screen.getAllByRole('button', { name: /^Devolver/ })).toHaveLength(1);
});

it('gives an order back with a reason, and once', async () => {
  const { asked } = show('/admin/orders');
  fireEvent.click(await screen.findByRole('button', { name: 'Devolver A-1' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Devolver A-1' }));
  const send = dialog.getByRole('button', { name: 'Devolver' });
  expect(send).toBeDisabled();
  fireEvent.change(dialog.getByRole('textbox'), { target: { value: ' Se lo prometimos ' } });
  fireEvent.click(send);
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
  const sent = asked.filter(({ name }) => name === 'RefundOrder').map(({ variables }) => variables.input);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ orderId: 'ord_A-1', reason: 'Se lo prometimos' });
  expect(screen.queryByRole('button', { name: 'Devolver A-1' })).toBeNull();
});

it('keeps what was typed when it is refused', async () => {
  show('/admin/orders', [{ code: 'REFUND_REFUSED', message: 'Ya se devolvió todo.' }]);
  fireEvent.click(await screen.findByRole('button', { name: 'Devolver A-1' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Devolver A-1' }));
  fireEvent.change(dialog.getByRole('textbox'), { target: { value: 'Por error' } });
  fireEvent.click(dialog.getByRole('button', { name: 'Devolver' }));
  expect(await dialog.findByText('Ya se devolvió todo.')).toBeVisible();
  expect(dialog.getByRole('textbox')).toHaveValue('Por error');
});
