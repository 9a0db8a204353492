import { ApolloLink, Observable } from '@apollo/client';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { parse } from 'graphql';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
// Here already: what is loaded when it is asked for would be waited for by the first of these tests.
import '@/components/ui/asking-dialog';
import { confirmed } from '@/lib/asking';
import { choosePassword } from '@/lib/credentials';
import { I18nProvider } from '@/lib/i18n';
import { stepUpLink } from '@/lib/step-up-link';
import { clientOver } from '@/testing/client';
import { LateAsking } from './late-asking';

const Refund = parse('mutation Refund { refund }');

/** The sign-in service, which knows the password and for whom it was typed. */
class Credentials {
  isProved = false;
  posts: string[] = [];

  async answer(path: string, body: unknown) {
    this.posts.push(path);
    const { password } = JSON.parse(String(body));
    if (path === '/credentials/proof') {
      if (password !== 'the old phrase') return this.refuse(403, 'WRONG_PASSWORD', 'Esa no es tu contraseña.');
      this.isProved = true;
      return Response.json({ ok: true });
    }
    return this.isProved ? Response.json({ ok: true }) : this.refuse(403, 'REAUTHENTICATION_REQUIRED', 'Confirma que eres tú.');
  }

  private refuse(status: number, code: string, message: string) {
    return Response.json({ code, message }, { status });
  }

  link = new ApolloLink(
    () =>
      new Observable((observer) => {
        const error = { message: 'Confirma que eres tú.', path: ['refund'], extensions: { code: 'REAUTHENTICATION_REQUIRED' } };
        observer.next(this.isProved ? { data: { refund: 'done' } } : { data: null, errors: [error] });
        observer.complete();
      }),
  );
}

let credentials: Credentials;

// jsdom shows no dialogs of the browser's own.
beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
  };
});
beforeEach(() => {
  credentials = new Credentials();
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => credentials.answer(path, init?.body));
  render(
    <I18nProvider>
      <LateAsking />
    </I18nProvider>,
  );
});
const refund = () => clientOver(stepUpLink.concat(credentials.link)).mutate({ mutation: Refund });
const type = (text: string) => fireEvent.change(screen.getByLabelText('Contraseña'), { target: { value: text } });
const go = () => fireEvent.click(screen.getByRole('button', { name: 'Continuar' }));
const cancel = () => fireEvent.click(screen.getByRole('button', { name: 'Cancelar' }));

describe('an act that wants the password', () => {
  it('is done once it was typed, after a wrong one too', async () => {
    const done = refund();
    expect(await screen.findByRole('dialog', { name: 'Confirma que eres tú' })).toBeVisible();
    type('a guess');
    go();
    expect(await screen.findByText('Esa no es tu contraseña.')).toBeVisible();
    expect(screen.getByLabelText('Contraseña')).toHaveValue('');
    type('the old phrase');
    go();
    expect((await done).data).toEqual({ refund: 'done' });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('is not done when the person thinks better of it', async () => {
    const done = refund();
    const refused = expect(done).rejects.toThrow('did not confirm');
    await screen.findByRole('dialog');
    cancel();
    await refused;
    expect(credentials.posts).toEqual([]);
  });

  it('is asked for once by two of them', async () => {
    const both = [refund(), refund()];
    await screen.findByRole('dialog');
    type('the old phrase');
    go();
    expect((await Promise.all(both)).map(({ data }) => data)).toEqual([{ refund: 'done' }, { refund: 'done' }]);
    expect(credentials.posts).toEqual(['/credentials/proof']);
  });

  it('may be the choice of another one', async () => {
    const done = choosePassword('an altogether new phrase');
    await screen.findByRole('dialog');
    type('the old phrase');
    go();
    expect(await done).toEqual([]);
    expect(credentials.posts).toEqual(['/credentials/password', '/credentials/proof', '/credentials/password']);
  });
});

describe('a question', () => {
  it('is answered by what its button says, and only that one', async () => {
    const answer = confirmed('¿Borrar tu comentario?', 'Borrar', true);
    expect(await screen.findByRole('dialog', { name: '¿Borrar tu comentario?' })).toBeVisible();
    fireEvent.click(screen.getByRole('button', { name: 'Borrar' }));
    expect(await answer).toBe(true);
  });

  it('about stopping something says on its buttons what goes on and what stops', async () => {
    const answer = confirmed('¿Cancelar la subida?', 'Cancelar la subida', true, 'Seguir subiendo');
    expect((await screen.findAllByRole('button')).map(({ textContent }) => textContent)).toEqual(['Seguir subiendo', 'Cancelar la subida']);
    fireEvent.click(screen.getByRole('button', { name: 'Seguir subiendo' }));
    expect(await answer).toBe(false);
  });

  it('waits for the one before it', async () => {
    const first = confirmed('¿Uno?', 'Uno');
    const second = confirmed('¿Dos?', 'Dos');
    await screen.findByRole('dialog', { name: '¿Uno?' });
    cancel();
    expect(await first).toBe(false);
    await screen.findByRole('dialog', { name: '¿Dos?' });
    await act(async () => fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true })));
    expect(await second).toBe(false);
  });
});
