import { ApolloProvider } from '@apollo/client/react';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Notices } from '@/components/ui/notices';
import { drafts } from '@/lib/drafts';
import { I18nProvider } from '@/lib/i18n';
import { dismiss, noticeStore } from '@/lib/notify';
import { store } from '@/lib/store';
import { answering, clientOver, fieldsOf, type Answer } from '@/testing/client';
import { NotesPanel } from './notes-panel';

const note = (id: string, positionMs: number, text: string, revision = 1) => ({
  __typename: 'LessonNote',
  id,
  revision,
  positionMs,
  bodyMarkdown: text,
  bodyHtml: `<p>${text}</p>`,
  updatedAt: '2026-01-01T00:00:00Z',
});
const lesson = (nodes: unknown[], allowed = true) => ({
  data: {
    lesson: {
      __typename: 'Lesson',
      id: 'l1',
      viewerAccess: { __typename: 'LessonAccess', allowed },
      notes: { __typename: 'LessonNoteConnection', nodes, pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null } },
    },
  },
});
const saved = (written: unknown, userErrors: unknown[] = []) => ({ data: { saveNote: { __typename: 'NotePayload', note: written, userErrors } } });

type Shown = { answers?: Record<string, (variables: Record<string, unknown>) => Answer>; positionMs?: number; signedIn?: boolean; wanted?: number };

function show({ answers = {}, positionMs = 12_000, signedIn = true, wanted = 0 }: Shown = {}) {
  const asked: [string, Record<string, unknown>][] = [];
  const onSeek = vi.fn();
  const onPause = vi.fn();
  const all = { LessonNotes: () => lesson([]), ...answers };
  const client = clientOver(
    answering((name, variables) => {
      asked.push([name, variables]);
      return new Map<string, (variables: Record<string, unknown>) => Answer>(Object.entries(all)).get(name)?.(variables);
    }),
  );
  const panel = (at: number) => (
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter>
          <NotesPanel lessonId="l1" courseId="c1" positionMs={at} signedIn={signedIn} wanted={wanted} onSeek={onSeek} onPause={onPause} />
          <Notices />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>
  );
  const { rerender } = render(panel(positionMs));
  return { asked, onSeek, onPause, at: (ms: number) => rerender(panel(ms)) };
}

const type = (box: HTMLElement, value: string) => fireEvent.change(box, { target: { value } });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

afterEach(() => {
  drafts.clear();
  store.write('notes.pause', null);
  for (const { id } of noticeStore.current()) dismiss(id);
});

describe('notes at a second', () => {
  it('belong to the second at which one began to write, though the film goes on', async () => {
    const { asked, at } = show({ answers: { SaveNote: () => saved(note('n1', 12_000, 'Ojo')) } });
    type(await screen.findByLabelText('Nota en 0:12'), 'Oj');
    at(20_000);
    const box = screen.getByLabelText('Nota en 0:12');
    type(box, 'Ojo');
    press('Guardar nota');
    expect(await screen.findByText('Ojo', { selector: 'p' })).toBeVisible();
    const input = fieldsOf(asked.find(([name]) => name === 'SaveNote')?.[1].input);
    expect(input).toMatchObject({ lessonId: 'l1', positionMs: 12_000, bodyMarkdown: 'Ojo' });
    await waitFor(() => expect(screen.getByLabelText('Nota en 0:20')).toHaveValue(''));
  });

  it('move to where the film is on request', async () => {
    const { asked, at } = show({ answers: { SaveNote: () => saved(note('n1', 20_000, 'Ojo')) } });
    type(await screen.findByLabelText('Nota en 0:12'), 'Ojo');
    at(20_000);
    press('Poner en 0:20');
    fireEvent.keyDown(screen.getByLabelText('Nota en 0:20'), { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(asked.some(([name]) => name === 'SaveNote')).toBe(true));
    expect(fieldsOf(asked.find(([name]) => name === 'SaveNote')?.[1].input).positionMs).toBe(20_000);
  });

  it('stop the film while one writes, for those who want that, and remember it', async () => {
    const { onPause } = show();
    const box = await screen.findByLabelText('Nota en 0:12');
    type(box, 'a');
    expect(onPause).not.toHaveBeenCalled();
    type(box, '');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Parar el vídeo mientras escribo' }));
    type(box, 'b');
    expect(onPause).toHaveBeenCalledTimes(1);
    expect(store.read('notes.pause')).toBe('true');
  });

  it('stand in the order of their seconds, and lead there', async () => {
    const { onSeek } = show({ answers: { LessonNotes: () => lesson([note('n1', 30_000, 'tarde'), note('n2', 5_000, 'pronto')]) } });
    const items = await screen.findAllByRole('listitem');
    expect(items.map((item) => item.textContent)).toEqual(['0:05pronto', '0:30tarde']);
    press('Ir a 0:30');
    expect(onSeek).toHaveBeenCalledWith(30_000);
  });

  it('keep what is written over a reload, and send the same wish again when no answer came', async () => {
    const down = { SaveNote: () => new Error('down') };
    const first = show({ answers: down });
    type(await screen.findByLabelText('Nota en 0:12'), 'Ojo');
    press('Guardar nota');
    expect(await screen.findByText('No se ha guardado. Tu nota sigue aquí.')).toBeVisible();
    cleanup();
    const second = show({ answers: { SaveNote: () => saved(note('n1', 12_000, 'Ojo')) }, positionMs: 0 });
    expect(await screen.findByLabelText('Nota en 0:12')).toHaveValue('Ojo');
    press('Guardar nota');
    expect(await screen.findByText('Ojo', { selector: 'p' })).toBeVisible();
    const key = ({ asked }: typeof first) => fieldsOf(asked.find(([name]) => name === 'SaveNote')?.[1].input).idempotencyKey;
    expect(key(second)).toBe(key(first));
  });

  it('are another wish when they are put elsewhere after no answer came', async () => {
    const { asked, at } = show({ answers: { SaveNote: () => new Error('down') } });
    type(await screen.findByLabelText('Nota en 0:12'), 'Ojo');
    press('Guardar nota');
    expect(await screen.findByText('No se ha guardado. Tu nota sigue aquí.')).toBeVisible();
    at(20_000);
    press('Poner en 0:20');
    press('Guardar nota');
    await waitFor(() => expect(asked.filter(([name]) => name === 'SaveNote')).toHaveLength(2));
    const [first, second] = asked.filter(([name]) => name === 'SaveNote').map(([, variables]) => fieldsOf(variables.input).idempotencyKey);
    expect(second).not.toBe(first);
  });

  it('go at once, and come back where that was a slip', async () => {
    const { asked } = show({
      answers: {
        LessonNotes: () => lesson([note('n1', 5_000, 'mía')]),
        DeleteNote: () => ({ data: { deleteNote: { __typename: 'DeletePayload', deletedId: 'n1', userErrors: [] } } }),
        RestoreNote: () => ({ data: { restoreNote: { __typename: 'NotePayload', note: note('n1', 5_000, 'mía'), userErrors: [] } } }),
      },
    });
    await screen.findByText('mía');
    press('Borrar la nota de 0:05');
    await waitFor(() => expect(screen.queryByText('mía')).toBeNull());
    fireEvent.click(await screen.findByRole('button', { name: 'Deshacer' }));
    expect(await screen.findByText('mía')).toBeVisible();
    expect(asked.map(([name]) => name)).toContain('RestoreNote');
  });

  it('show what was changed elsewhere before it is written over', async () => {
    let kept = note('n1', 5_000, 'uno');
    const { asked } = show({
      answers: {
        LessonNotes: () => lesson([kept]),
        SaveNote: (variables) => {
          const { expectedRevision } = fieldsOf(variables.input);
          if (expectedRevision === 2) return saved(note('n1', 5_000, 'tres', 3));
          kept = note('n1', 5_000, 'dos', 2);
          return saved(null, [{ __typename: 'ConflictError', code: 'STALE_REVISION', message: 'Alguien lo cambió mientras tanto.' }]);
        },
      },
    });
    await screen.findByText('uno');
    press('Editar la nota de 0:05');
    const item = screen.getByRole('listitem');
    const box = within(item).getByLabelText('Nota en 0:05');
    expect(box).toHaveFocus();
    type(box, 'tres');
    fireEvent.click(within(item).getByRole('button', { name: 'Guardar nota' }));
    expect(await screen.findByText('dos')).toBeVisible();
    expect(box).toHaveValue('tres');
    fireEvent.click(within(item).getByRole('button', { name: 'Guardar nota' }));
    await waitFor(() => expect(screen.getByText('tres', { selector: 'p' })).toBeVisible());
    expect(asked.filter(([name]) => name === 'SaveNote')).toHaveLength(2);
  });

  it('are read where the lesson may be opened no more, and none is added', async () => {
    show({ answers: { LessonNotes: () => lesson([note('n1', 5_000, 'mía')], false) } });
    expect(await screen.findByText('mía')).toBeVisible();
    expect(screen.queryByLabelText(/Nota en/)).toBeNull();
  });

  it('put who asks by the keyboard into the box', async () => {
    show({ wanted: 1 });
    expect(await screen.findByLabelText('Nota en 0:12')).toHaveFocus();
  });

  it('ask a visitor to sign in, and come back here', async () => {
    show({ signedIn: false });
    expect(screen.getByRole('link', { name: 'Entra para tomar notas' })).toHaveAttribute('href', expect.stringContaining('return_to'));
  });

  it('say that they cannot be had, and are asked for again', async () => {
    let isDown = true;
    show({ answers: { LessonNotes: () => (isDown ? new Error('down') : lesson([note('n1', 0, 'mía')])) } });
    expect(await screen.findByRole('alert')).toHaveTextContent('Tus notas no están disponibles ahora.');
    isDown = false;
    press('Reintentar');
    expect(await screen.findByText('mía')).toBeVisible();
  });
});
