import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { appliedCodes } from '@/lib/applied-codes';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver, type Answer } from '@/testing/client';
import { CodeEntry } from './code-entry';

beforeEach(() => appliedCodes.put('o1', null));

function draw(answer: (variables: Record<string, unknown>) => Answer) {
  return render(
    <ApolloProvider client={clientOver(answering((_, variables) => answer(variables)))}>
      <I18nProvider>
        <CodeEntry offerId="o1" currency="EUR" />
      </I18nProvider>
    </ApolloProvider>,
  );
}

function show(answer: (variables: Record<string, unknown>) => Answer) {
  const drawn = draw(answer);
  fireEvent.click(screen.getByRole('button', { name: 'Tengo un código' }));
  return drawn;
}

const apply = (code: string) => {
  fireEvent.change(screen.getByLabelText('Código'), { target: { value: code } });
  fireEvent.click(screen.getByRole('button', { name: 'Aplicar' }));
};

const euros = (amount: string) => ({ __typename: 'Money', amount, currency: 'EUR' });
const good: Answer = { data: { checkPromotion: { __typename: 'PromotionCheck', before: euros('1999'), after: euros('999'), refusal: null } } };
const refused: Answer = {
  data: { checkPromotion: { __typename: 'PromotionCheck', before: euros('1999'), after: null, refusal: { __typename: 'ConflictError', code: 'CODE_EXPIRED', message: 'Ese código ya no vale: ha caducado.' } } },
};

it('shows the price before and after a code, and takes it off again', async () => {
  show(() => good);
  apply('otono');
  const applied = await screen.findByTestId('code-applied');
  expect(applied).toHaveTextContent(/19,99/);
  expect(applied).toHaveTextContent(/Con OTONO.*9,99/);
  fireEvent.click(screen.getByRole('button', { name: 'Quitar el código' }));
  expect(screen.getByLabelText('Código')).toHaveValue('otono');
});

it('says why a code is not good, and keeps what was typed', async () => {
  show(() => refused);
  apply('viejo');
  expect(await screen.findByText('Ese código ya no vale: ha caducado.')).toBeVisible();
  expect(screen.getByLabelText('Código')).toHaveValue('viejo');
});

it('says so when nobody answers, and can be asked again', async () => {
  let asked = 0;
  show(() => {
    asked += 1;
    return asked === 1 ? new Error('network') : good;
  });
  apply('otono');
  expect(await screen.findByText('No se ha podido mirar el código. Prueba otra vez.')).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: 'Aplicar' }));
  expect(await screen.findByTestId('code-applied')).toBeVisible();
});

it('a code stays for who comes back from the page of payment, and is asked again', async () => {
  const { unmount } = show(() => good);
  apply('otono');
  await screen.findByTestId('code-applied');
  unmount();
  const codes: unknown[] = [];
  draw(({ code }) => {
    codes.push(code);
    return good;
  });
  expect(screen.getByTestId('code-applied')).toHaveTextContent(/Con OTONO.*9,99/);
  await waitFor(() => expect(codes).toEqual(['OTONO']));
  expect(JSON.parse(sessionStorage.getItem('aula.draft.code.o1') ?? 'null')).toMatchObject({ code: 'OTONO' });
});

it('one that is no longer good when somebody comes back is taken off, and they are told', async () => {
  appliedCodes.put('o1', { code: 'OTONO', before: euros('1999'), after: euros('999') });
  draw(() => refused);
  expect(await screen.findByText('Ese código ya no vale: ha caducado.')).toBeVisible();
  expect(screen.getByLabelText('Código')).toHaveValue('OTONO');
  expect(appliedCodes.of('o1')).toBeNull();
});

it('one that cannot be asked again stays', async () => {
  appliedCodes.put('o1', { code: 'OTONO', before: euros('1999'), after: euros('999') });
  let asked = 0;
  draw(() => {
    asked += 1;
    return new Error('network');
  });
  await waitFor(() => expect(asked).toBe(1));
  await new Promise((done) => setTimeout(done, 50));
  expect(screen.getByTestId('code-applied')).toHaveTextContent(/9,99/);
});

it('who asks for a code goes on in its field', async () => {
  draw(() => good);
  const button = screen.getByRole('button', { name: 'Tengo un código' });
  button.focus();
  fireEvent.click(button);
  await waitFor(() => expect(screen.getByLabelText('Código')).toHaveFocus());
});
