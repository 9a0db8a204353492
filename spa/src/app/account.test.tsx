import { ApolloProvider } from '@apollo/client/react';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SignInState } from '@/components/page-states';
import { I18nProvider } from '@/lib/i18n';
import { dismiss, noticeStore } from '@/lib/notify';
import { signedInHint } from '@/lib/session';
import { answering, clientOver, type Answer } from '@/testing/client';
import { Account } from './account';

const ana = { __typename: 'User', id: 'usr_ana', handle: 'ana', displayName: 'Ana', avatarUrl: null, isInstructor: false };
const person: Answer = { data: { viewer: { __typename: 'Viewer', user: ana, scopes: [] } } };
const visitor: Answer = { data: { viewer: null } };
const identityDown: Answer = { data: { viewer: null }, errors: [{ message: 'identity is away', path: ['viewer'] }] };

function show(first: Answer) {
  let answer = first;
  const client = clientOver(answering(() => answer));
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter initialEntries={['/my-learning?sort=new#top']}>
          <Account />
          <SignInState />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
  return { answers: (next: Answer) => (answer = next), client };
}
const signInLinks = () => screen.queryAllByRole('link', { name: 'Entrar' });

beforeEach(() => signedInHint.set(true));
afterEach(() => {
  for (const { id } of noticeStore.current()) dismiss(id);
});

describe('the account in the header', () => {
  it('offers a visitor to sign in, and to come back to this very place', async () => {
    show(visitor);
    await waitFor(() => expect(signInLinks()).toHaveLength(2));
    expect(signInLinks()[0]).toHaveAttribute('href', '/session/sign-in?return_to=%2Fmy-learning%3Fsort%3Dnew%23top&ui_locales=es');
    expect(signedInHint.get()).toBe(false);
  });

  it('leads to what those do whom one follows', async () => {
    show(person);
    fireEvent.click(await screen.findByRole('button', { name: 'Tu cuenta: Ana' }));
    expect(await screen.findByRole('menuitem', { name: 'Actividad de quienes sigues' })).toHaveAttribute('href', '/feed');
  });

  for (const [why, answer] of [['identity is down', identityDown], ['the network is', new Error('offline')]] as const) {
    it(`says that the account cannot be reached when ${why}, and takes nobody for a visitor`, async () => {
      show(answer);
      expect(await screen.findByText('Cuenta sin conexión')).toBeVisible();
      expect(signInLinks()).toHaveLength(0);
      expect(screen.getByRole('alert')).toHaveTextContent('No podemos conectar con tu cuenta');
      expect(signedInHint.get()).toBe(true);
    });
  }

  it('keeps who is signed in when asking again fails, and tries again by itself when the network is back', async () => {
    const { answers, client } = show(person);
    expect(await screen.findByRole('button', { name: 'Tu cuenta: Ana' })).toBeVisible();
    answers(identityDown);
    await act(async () => void (await client.refetchObservableQueries()));
    expect(screen.getByText('Cuenta sin conexión')).toBeVisible();
    expect(noticeStore.current()).toEqual([]);
    answers(person);
    fireEvent(window, new Event('online'));
    expect(await screen.findByRole('button', { name: 'Tu cuenta: Ana' })).toBeVisible();
  });

  it('tells a person whose session ran out, without throwing anything away', async () => {
    const { answers, client } = show(person);
    await screen.findByRole('button', { name: 'Tu cuenta: Ana' });
    answers(visitor);
    await act(async () => void (await client.refetchObservableQueries()));
    expect(noticeStore.current().map((each) => each.message)).toEqual(['Tu sesión ha terminado. Lo que has escrito sigue aquí.']);
  });

  it('follows another tab that signs out', async () => {
    const { answers } = show(person);
    await screen.findByRole('button', { name: 'Tu cuenta: Ana' });
    answers(visitor);
    fireEvent(window, new StorageEvent('storage', { key: 'aula.signedIn', newValue: null }));
    await waitFor(() => expect(signInLinks().length).toBeGreaterThan(0));
  });
});
