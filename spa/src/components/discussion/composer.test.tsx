import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { drafts } from '@/lib/drafts';
import { I18nProvider } from '@/lib/i18n';
import { Composer, type Draft } from './composer';

type Send = (draft: Draft) => Promise<[]>;

const composer = (onSend: Send, positionMs: number) => (
  <I18nProvider>
    <Composer label="box" action="send" draftKey="l1.new" positionMs={positionMs} onSend={onSend} />
  </I18nProvider>
);

/** Sends `text` at second one, without an answer. */
async function lose(text: string) {
  const onSend = vi.fn<Send>().mockRejectedValueOnce(new Error('network')).mockResolvedValue([]);
  const { rerender } = render(composer(onSend, 1_000));
  fireEvent.change(screen.getByLabelText('box'), { target: { value: text } });
  fireEvent.click(screen.getByRole('button', { name: 'send' }));
  await screen.findByRole('alert');
  return { onSend, at: (ms: number) => rerender(composer(onSend, ms)) };
}

async function sendAgain() {
  fireEvent.click(screen.getByRole('button', { name: 'send' }));
  await vi.waitFor(() => expect(screen.getByLabelText('box')).toHaveValue(''));
}

const asked = (onSend: ReturnType<typeof vi.fn<Send>>) => onSend.mock.calls.map(([draft]) => draft);

afterEach(() => drafts.clear());

it('asks for the very same comment again after a lost answer, though the video went on', async () => {
  const { onSend, at } = await lose('hello');
  at(9_000);
  await sendAgain();
  const [first, second] = asked(onSend);
  expect(first).toMatchObject({ text: 'hello', atMs: 1_000 });
  expect(second).toEqual(first);
});

it('asks for the very same comment again after a reload too', async () => {
  const { onSend } = await lose('hello');
  cleanup();
  render(composer(onSend, 9_000));
  await sendAgain();
  const [first, second] = asked(onSend);
  expect(second).toEqual(first);
});

it('sends what was changed after a lost answer as another comment', async () => {
  const { onSend, at } = await lose('hello');
  at(9_000);
  fireEvent.change(screen.getByLabelText('box'), { target: { value: 'hello all' } });
  await sendAgain();
  const [first, second] = asked(onSend);
  expect(second).toMatchObject({ text: 'hello all', atMs: 9_000 });
  expect(second?.idempotencyKey).not.toBe(first?.idempotencyKey);
});
