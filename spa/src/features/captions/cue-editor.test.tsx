import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { vault } from '@/lib/vault';
import { FakeDatabases } from '@/testing/fake-database';
import { CueDesk, type Sent } from './cue-desk';
import { CueEditor } from './cue-editor';
import { CueList } from './cue-list';
import type { Cue, Edit } from './cues';
import { Tape } from './tape';

const word = (text: string, startMs: number, confidence: number) => ({ text, startMs, endMs: startMs + 200, confidence, isGlued: false });
const cues: Cue[] = [
  { id: 'a', startMs: 1_000, endMs: 3_000, text: 'Un índice ordena', words: [word('Un', 1_000, 0.9), word('índice', 1_400, 0.3), word('ordena', 2_200, 0.9)] },
  { id: 'b', startMs: 3_000, endMs: 5_000, text: 'las filas', words: [] },
  { id: 'c', startMs: 6_000, endMs: 8_000, text: 'del árbol', words: [word('del', 6_000, 0.9), word('árbol', 6_400, 0.1)] },
];

/** One for all tests, as a browser's is. */
const databases = new FakeDatabases();

let sent: Edit[];
let answer: Sent | null;
let video: HTMLVideoElement;
const open = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /Texto en/ });
const texts = () => screen.getAllByRole('listitem').map((item) => within(item).queryByRole<HTMLTextAreaElement>('textbox')?.value ?? item.textContent);

const theirs = async () => ({ revision: 7, cues: [{ id: 'a', startMs: 0, endMs: 900, text: 'lo suyo', words: [] }] });

function show() {
  const desk = new CueDesk({ revision: 1, cues }, async (edits, revision) => {
    sent.push(...edits);
    return answer ?? { kind: 'saved', revision: revision + 1, changed: [] };
  });
  const tape = new Tape();
  tape.hold(video);
  const element = <CueEditor desk={desk} shelfKey="u1:cues:t1" locale="es" durationMs={60_000} tape={tape} stage={null} onReload={theirs} />;
  render(
    <I18nProvider>
      <RouterProvider router={createMemoryRouter([{ path: '/', element }])} />
    </I18nProvider>,
  );
  return userEvent.setup();
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', databases);
  document.documentElement.lang = 'es';
  sent = [];
  answer = null;
  video = document.createElement('video');
  Object.defineProperty(video, 'paused', { value: true, writable: true });
  video.play = vi.fn(async () => void Object.assign(video, { paused: false }));
  video.pause = vi.fn(() => void Object.assign(video, { paused: true }));
});

describe('captions are written by keyboard alone', () => {
  it('from one to the next and back, with the video at each', async () => {
    const user = show();
    expect(open()).toHaveFocus();
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
    expect([open().value, video.currentTime]).toEqual(['las filas', 3]);
    expect(open()).toHaveFocus();
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(open().value).toBe('Un índice ordena');
  });

  it('split at the caret, and merged again', async () => {
    const user = show();
    open().setSelectionRange(10, 10);
    fireEvent.select(open());
    await user.keyboard('{Alt>}{Enter}{/Alt}');
    expect(open().value).toBe('ordena');
    await user.keyboard('{Alt>}{ArrowUp}m{/Alt}{Control>}s{/Control}');
    expect(open().value).toBe('Un índice ordena');
    expect(sent[0]).toEqual({ split: { cueId: 'a', textOffset: 10, atMs: 2_200 } });
  });

  it('moved by 50 ms', async () => {
    const user = show();
    await user.keyboard('{Alt>}{ArrowDown}{ArrowDown}zz{/Alt}{Control>}s{/Control}');
    expect(sent).toEqual([{ change: { cueId: 'c', startMs: 5_900 } }]);
  });

  it('from one doubtful word to the next, which is selected', async () => {
    const user = show();
    await user.keyboard('{Alt>}d{/Alt}');
    expect(open().value.slice(open().selectionStart, open().selectionEnd)).toBe('índice');
    await user.keyboard('{Alt>}d{/Alt}');
    expect(open().value.slice(open().selectionStart, open().selectionEnd)).toBe('árbol');
    await user.keyboard('tronco');
    expect(open().value).toBe('del tronco');
    expect(screen.queryByText(/Se oyeron con dudas/)).toBeNull();
  });

  it('found and replaced everywhere, and all of it undone at once', async () => {
    const user = show();
    await user.keyboard('{Alt>}f{/Alt}');
    const box = await screen.findByRole('textbox', { name: 'Buscar' });
    await vi.waitFor(() => expect(box).toHaveFocus());
    await user.keyboard('l{Tab}L');
    expect(screen.getByText('4 veces')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Reemplazar todo' }));
    await user.keyboard('{Escape}');
    expect(texts().join()).toContain('Las fiLas');
    await user.keyboard('{Control>}z{/Control}');
    expect(texts().join()).toContain('las filas');
  });

  it('played, stopped and repeated', async () => {
    const user = show();
    await user.keyboard('{Alt>}k{/Alt}');
    expect(video.play).toHaveBeenCalledTimes(1);
    await user.keyboard('{Alt>}k{/Alt}');
    expect(video.pause).toHaveBeenCalledTimes(1);
    await user.keyboard('{Alt>}{ArrowDown}r{/Alt}');
    expect(video.currentTime).toBe(3);
    video.currentTime = 5;
    fireEvent.timeUpdate(video);
    expect(video.pause).toHaveBeenCalledTimes(2);
  });
});

/** A busy machine takes more than a second for what is done at once. */
const PATIENCE = 10_000;

it('what somebody else saved meanwhile is asked about, and one’s own can go on top', { timeout: 30_000 }, async () => {
  const user = show();
  answer = { kind: 'stale' };
  await user.type(open(), '!');
  await user.keyboard('{Control>}s{/Control}');
  expect(await screen.findByRole('alert')).toHaveTextContent('Lo tuyo sigue aquí');
  answer = null;
  sent = [];
  await user.click(screen.getByRole('button', { name: 'Poner lo mío encima' }));
  await vi.waitFor(() => expect(screen.queryByRole('alert')).toBeNull(), PATIENCE);
  await user.keyboard('{Control>}s{/Control}');
  await vi.waitFor(() => expect(sent.length).toBeGreaterThan(0), PATIENCE);
  expect(open().value).toBe('Un índice ordena!');
});

describe('what is not saved when the tab closes', () => {
  it('is offered at the next visit, and goes on top of what the server has', { timeout: 30_000 }, async () => {
    const changed = cues.map((each) => (each.id === 'b' ? { ...each, text: 'las columnas' } : each));
    await vault.put('drafts', 'u1:cues:t1', { base: cues, cues: changed, at: Date.now() });
    const user = show();
    await user.click(await screen.findByRole('button', { name: 'Recuperarlos' }, { timeout: PATIENCE }));
    expect(texts().join()).toContain('las columnas');
    await user.keyboard('{Control>}s{/Control}');
    await vi.waitFor(() => expect(sent).toEqual([{ change: { cueId: 'b', text: 'las columnas' } }]), PATIENCE);
    await vi.waitFor(async () => expect(await vault.get('drafts', 'u1:cues:t1:left')).toBeUndefined(), PATIENCE);
  });

  it('is in the browser’s database as long as the server has not answered', { timeout: 30_000 }, async () => {
    const user = show();
    answer = { kind: 'refused', message: 'no' };
    await new Promise((done) => setTimeout(done, 50));
    await user.type(open(), '!');
    await vi.waitFor(async () => expect(await vault.get('drafts', 'u1:cues:t1')).toMatchObject({ cues: [{ text: 'Un índice ordena!' }, {}, {}] }), PATIENCE);
    await vault.remove('drafts', 'u1:cues:t1');
  });
});

it('a long talk is drawn around the cue that is open', () => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  const many = Array.from({ length: 2_000 }, (_, n): Cue => ({ id: `n${n}`, startMs: n * 2_000, endMs: n * 2_000 + 1_900, text: `Frase ${n}`, words: [] }));
  render(
    <I18nProvider>
      <CueList cues={many} open={many[1_000]} keyOf={(id) => id}>
        {(cue) => cue.text}
      </CueList>
    </I18nProvider>,
  );
  expect(screen.getAllByRole('listitem').length).toBeLessThan(100);
  expect(screen.getByText('Frase 1000')).toHaveAttribute('aria-posinset', '1001');
  vi.unstubAllGlobals();
});
