import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Notices } from '@/components/ui/notices';
import { I18nProvider } from '@/lib/i18n';
import { answerAll } from '@/testing/asking';
import { answering, clientOver } from '@/testing/client';
import { Component as Sessions } from './sessions';

const session = (id: string, device: string | null, isCurrent = false) => ({
  __typename: 'Session', id, isCurrent, device, network: '203.0.113.x', createdAt: '2026-11-01T10:00:00Z', lastSeenAt: new Date(Date.now() - 3_600_000).toISOString(),
});

let known: ReturnType<typeof session>[];
let sent: Record<string, unknown>[];
let answers: ReturnType<typeof answerAll>;

function answer(name: string, variables: Record<string, unknown>) {
  if (name === 'AccountSessions') return { data: { viewer: { __typename: 'Viewer', sessions: known } } };
  sent.push(variables);
  known = known.filter((each) => each.isCurrent || (!variables.allOthers && each.id !== variables.sessionId));
  return { data: { endSession: { __typename: 'SessionPayload', userErrors: [] } } };
}

beforeEach(() => {
  known = [session('s1', 'Firefox · Linux', true), session('s2', 'Safari · iPhone'), session('s3', null)];
  sent = [];
  answers = answerAll(true);
  render(
    <ApolloProvider client={clientOver(answering(answer))}>
      <I18nProvider>
        <Sessions />
        <Notices />
      </I18nProvider>
    </ApolloProvider>,
  );
});
afterEach(() => answers.stop());

it('are listed by what one knows them by, and this one cannot be ended here', async () => {
  const [own, ...others] = await screen.findAllByTestId('session');
  expect(own).toHaveTextContent('Firefox · LinuxEste navegador');
  expect(own).toHaveTextContent('en uso ahora');
  expect(others.map((each) => each.textContent)).toEqual([expect.stringContaining('Safari · iPhone'), expect.stringContaining('Navegador desconocido')]);
  expect(screen.getAllByRole('button', { name: /^Cerrar la sesión de/ })).toHaveLength(2);
});

it('end one by one', async () => {
  fireEvent.click(await screen.findByRole('button', { name: /Safari · iPhone/ }));
  expect(await screen.findByText('La sesión de Safari · iPhone se ha cerrado.')).toBeVisible();
  await waitFor(() => expect(screen.getAllByTestId('session')).toHaveLength(2));
  expect(sent).toEqual([{ sessionId: 's2', allOthers: false }]);
});

it('end all at once but this one, and nothing ends without a yes', async () => {
  answers.stop();
  answers = answerAll(false);
  fireEvent.click(await screen.findByRole('button', { name: 'Cerrar todas las demás' }));
  await waitFor(() => expect(answers.count).toBe(1));
  expect(sent).toEqual([]);
  answers.stop();
  answers = answerAll(true);
  fireEvent.click(screen.getByRole('button', { name: 'Cerrar todas las demás' }));
  expect(await screen.findByText('No has entrado en ningún otro sitio.')).toBeVisible();
  expect(sent).toEqual([{ sessionId: null, allOthers: true }]);
});
