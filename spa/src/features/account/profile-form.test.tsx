import { ApolloProvider } from '@apollo/client/react';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { beforeEach, expect, it } from 'vitest';
import { Notices } from '@/components/ui/notices';
import { makeFragmentData } from '@/gql';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver, fieldsOf } from '@/testing/client';
import { ProfileForm, ProfileFormFragment } from './profile-form';

const ana = { __typename: 'User' as const, id: 'usr_1', handle: 'ana', displayName: 'Ana', headline: null, locale: 'es', es: null, en: null, links: [] };

function show() {
  const sent: Record<string, unknown>[] = [];
  const client = clientOver(
    answering((_, variables) => {
      const input = fieldsOf(variables.input);
      sent.push(input);
      const isBad = input.handle === 'a!';
      const error = { __typename: 'ValidationError', code: 'INVALID', message: 'Un usuario tiene letras.', path: ['input', 'handle'] };
      return { data: { updateProfile: { __typename: 'ProfilePayload', user: isBad ? null : { ...ana, bio: null }, userErrors: isBad ? [error] : [] } } };
    }),
  );
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter>
          <ProfileForm user={makeFragmentData(ana, ProfileFormFragment)} />
        </MemoryRouter>
        <Notices />
      </I18nProvider>
    </ApolloProvider>,
  );
  return sent;
}
const save = () => fireEvent.click(screen.getByRole('button', { name: 'Guardar' }));

beforeEach(() => sessionStorage.clear());

it('a refused field is marked and takes the focus, and nothing says any more that it was saved', async () => {
  show();
  save();
  expect(await screen.findByText('Guardado.')).toBeVisible();
  const handle = screen.getByLabelText('Nombre de usuario');
  fireEvent.change(handle, { target: { value: 'a!' } });
  save();
  expect(await screen.findByText('Un usuario tiene letras.')).toBeVisible();
  await waitFor(() => expect(handle).toHaveFocus());
  expect(handle).toBeInvalid();
  expect(handle).toHaveAccessibleDescription('Un usuario tiene letras.');
  expect(screen.getAllByText('Un usuario tiene letras.')).toHaveLength(1);
  expect(screen.queryByText('Guardado.')).toBeNull();
});

it('takes the address of a link as most people write it', async () => {
  const sent = show();
  fireEvent.click(screen.getByRole('button', { name: 'Añadir enlace' }));
  fireEvent.change(screen.getByLabelText('Dirección del enlace 1'), { target: { value: 'example.org' } });
  save();
  await waitFor(() => expect(sent.at(-1)?.links).toEqual([{ label: '', url: 'https://example.org' }]));
});

it('what was typed is there after a look at another part of the account, until it is saved', async () => {
  show();
  fireEvent.change(screen.getByLabelText('Titular'), { target: { value: 'Aprende SQL' } });
  cleanup();
  const sent = show();
  expect(screen.getByLabelText('Titular')).toHaveValue('Aprende SQL');
  save();
  await waitFor(() => expect(sent.at(-1)?.headline).toBe('Aprende SQL'));
  expect(await screen.findByText('Guardado.')).toBeVisible();
  cleanup();
  show();
  expect(screen.getByLabelText('Titular')).toHaveValue('');
});
