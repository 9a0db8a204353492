import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Notices } from '@/components/ui/notices';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver } from '@/testing/client';
import { MarkButton } from './mark-button';

function show(isCompleted: boolean, failures = 0) {
  const sent: unknown[] = [];
  const client = clientOver(
    answering((_name, { input }) => {
      sent.push(input);
      if (failures-- > 0) return new Error('network');
      return { data: { markLesson: { __typename: 'LessonProgressPayload', progress: null, userErrors: [] } } };
    }),
  );
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <MarkButton lessonId="l1" isCompleted={isCompleted} onMarked={vi.fn()} />
        <Notices />
      </I18nProvider>
    </ApolloProvider>,
  );
  return sent;
}

it('tells that a lesson was marked and can be undone, also when it worked only the second time', async () => {
  const sent = show(false, 1);
  fireEvent.click(screen.getByRole('button', { name: 'Marcar como completada' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Reintentar' }));
  expect(await screen.findByText('Lección completada.')).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: 'Deshacer' }));
  await vi.waitFor(() => expect(sent.at(-1)).toEqual({ lessonId: 'l1', completed: false }));
  expect(sent).toHaveLength(3);
});

it.each([
  [false, 'Marcar como completada'],
  [true, 'Completada'],
])('completed: %s is told once, by its name', (isCompleted, name) => {
  show(isCompleted);
  expect(screen.getByRole('button', { name })).not.toHaveAttribute('aria-pressed');
});
