import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver } from '@/testing/client';
import { ReportButton } from './report-button';

// jsdom knows no modal dialogs.
beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
  };
});

function open(userErrors: readonly object[]) {
  const asked: Record<string, unknown>[] = [];
  render(
    <ApolloProvider
      client={clientOver(
        answering((name, variables) => {
          if (name !== 'ReportTarget') return undefined;
          asked.push(variables);
          return { data: { report: { __typename: 'ReportPayload', report: userErrors.length > 0 ? null : { __typename: 'Report', id: 'rep_1' }, userErrors } } };
        }),
      )}
    >
      <I18nProvider>
        <ReportButton targetId="cmt_1" />
      </I18nProvider>
    </ApolloProvider>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Denunciar' }));
  return asked;
}

const send = () => fireEvent.click(screen.getByRole('dialog').querySelector('button[type=submit]') ?? document.body);

it('says what is wrong, with a word more, and closes', async () => {
  const asked = open([]);
  fireEvent.click(screen.getByLabelText('Acoso o insultos'));
  fireEvent.change(screen.getByLabelText('Algo más que convenga saber (opcional)'), { target: { value: ' siempre igual ' } });
  send();
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(asked).toEqual([{ input: { targetId: 'cmt_1', reason: 'HARASSMENT', note: 'siempre igual' } }]);
});

it('keeps what was typed while one has to wait', async () => {
  open([{ __typename: 'SlowDownError', code: 'SLOW_DOWN', message: 'Vas muy rápido.', retryAfterMs: 30_000 }]);
  fireEvent.change(screen.getByLabelText('Algo más que convenga saber (opcional)'), { target: { value: 'siempre igual' } });
  send();
  expect(await screen.findByRole('alert')).toHaveTextContent('Vas muy rápido. 30 s');
  expect(screen.getByLabelText('Algo más que convenga saber (opcional)')).toHaveValue('siempre igual');
  expect(screen.getByRole('dialog').querySelector('button[type=submit]')).toBeDisabled();
});
