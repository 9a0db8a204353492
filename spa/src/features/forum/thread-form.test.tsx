import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { drafts } from '@/lib/drafts';
import { I18nProvider } from '@/lib/i18n';
import type { Refusals } from '@/lib/use-sending';
import { KINDS, tagsOf, ThreadForm, type Writing } from './thread-form';

afterEach(() => drafts.clear());

function show(onSend: (writing: Writing, key: string) => Promise<Refusals>) {
  render(
    <I18nProvider>
      <ThreadForm draftKey="c1.thread" action="Publicar" kinds={KINDS} onSend={onSend} onCancel={vi.fn()} />
    </I18nProvider>,
  );
}
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const publish = () => fireEvent.click(screen.getByRole('button', { name: 'Publicar' }));

describe('the form of a thread', () => {
  it('keeps all of what was written until it is published', async () => {
    show(async () => []);
    type('Título', 'Una duda');
    type('Texto', 'No lo veo');
    type('Etiquetas', 'sql');
    fireEvent.click(screen.getByLabelText('Una conversación'));
    cleanup();
    const sent: Writing[] = [];
    show(async (writing) => {
      sent.push(writing);
      return [];
    });
    expect(screen.getByLabelText('Título')).toHaveValue('Una duda');
    publish();
    await waitFor(() => expect(sent).toEqual([{ kind: 'DISCUSSION', title: 'Una duda', body: 'No lo veo', tags: 'sql' }]));
    await waitFor(() => expect(drafts.read('c1.thread')).toBeNull());
  });

  it('sends the same again under its key, and what was changed since under another', async () => {
    const keys: string[] = [];
    show(async (_, key) => {
      keys.push(key);
      throw new Error('lost');
    });
    type('Título', 'Una duda');
    type('Texto', 'No lo veo');
    publish();
    expect(await screen.findByText('No se ha enviado. Tu texto sigue aquí.')).toBeVisible();
    publish();
    await waitFor(() => expect(keys).toHaveLength(2));
    await waitFor(() => expect(screen.getByLabelText('Texto')).not.toHaveAttribute('readonly'));
    type('Texto', 'No lo veo claro');
    publish();
    await waitFor(() => expect(keys).toHaveLength(3));
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  it('takes what the server refused for what it is, and keeps the text', async () => {
    show(async () => [{ code: 'INVALID_INPUT', message: 'Como mucho 5 etiquetas.' }]);
    type('Título', 'Una duda');
    type('Texto', 'No lo veo');
    publish();
    expect(await screen.findByText('Como mucho 5 etiquetas.')).toBeVisible();
    expect(screen.getByLabelText('Texto')).toHaveValue('No lo veo');
    expect(drafts.read('c1.thread')).not.toBeNull();
  });
});

it('reads tags as they are typed', () => expect(tagsOf(' sql, #índices\n c++ ')).toEqual(['sql', '#índices', 'c++']));
