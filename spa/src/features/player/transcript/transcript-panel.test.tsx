import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver } from '@/testing/client';
import { TranscriptPanel } from './transcript-panel';

const line = (index: number, text: string) => ({ __typename: 'TranscriptCue', id: `cue_${index}`, startMs: index * 1_000, endMs: index * 1_000 + 900, text });
const said: Record<string, string[]> = { es: ['Un índice parcial', 'guarda pocas filas.', 'Otro índice, no.'], en: ['A partial index'] };
const PER_PAGE = 2;
const track = (of: string) => ({ __typename: 'CaptionTrack', id: `cap_${of}`, locale: of, default: of === 'es' });

const lesson = (content: object) => ({
  data: {
    lesson: {
      __typename: 'Lesson',
      id: 'les_1',
      viewerAccess: { __typename: 'LessonAccess', allowed: true },
      content: { __typename: 'VideoContent', video: { __typename: 'Video', id: 'vid_1', ...content } },
    },
  },
});

/** @param fails the page that cannot be read */
function shown(fails = Infinity) {
  const onSeek = vi.fn<(ms: number) => void>();
  let pages = 0;
  const client = clientOver(
    answering((name, { locale, after }) => {
      if (name === 'TranscriptLanguages') return lesson({ captions: [track('es'), track('en')] });
      pages += 1;
      if (pages === fails) return { data: { lesson: null } };
      const all = said[String(locale)] ?? [];
      const from = Number(after ?? 0);
      const nodes = all.slice(from, from + PER_PAGE).map((text, at) => line(from + at, text));
      const pageInfo = { __typename: 'PageInfo', hasNextPage: from + PER_PAGE < all.length, endCursor: String(from + PER_PAGE) };
      return lesson({ transcript: { __typename: 'Transcript', isMachineMade: true, cues: { __typename: 'TranscriptCueConnection', nodes, pageInfo } } });
    }),
  );
  const page = (at: number) => (
    <ApolloProvider client={client}>
      <I18nProvider>
        <TranscriptPanel lessonId="les_1" positionMs={at} onSeek={onSeek} />
      </I18nProvider>
    </ApolloProvider>
  );
  const { rerender } = render(page(0));
  return { onSeek, at: (ms: number) => rerender(page(ms)) };
}

it('goes with the film, and takes the film where a line is chosen', async () => {
  const { onSeek, at } = shown();
  const second = await screen.findByRole('button', { name: /guarda pocas filas/ });
  at(1_500);
  expect(second).toHaveAttribute('aria-current', 'time');
  fireEvent.click(await screen.findByRole('button', { name: /Otro índice/ }));
  expect(onSeek).toHaveBeenCalledWith(2_000);
});

it('is one stop of the keyboard, and arrows go from line to line', async () => {
  shown();
  await screen.findByRole('button', { name: /Otro índice/ });
  const lines = ['Un índice', 'guarda', 'Otro índice'].map((text) => screen.getByRole('button', { name: new RegExp(text) }));
  const [first, second, third] = lines;
  if (!first || !second || !third) throw new Error('three lines are said');
  expect(lines.map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);
  first.focus();
  fireEvent.keyDown(first, { key: 'ArrowDown' });
  expect(second).toHaveFocus();
  fireEvent.keyDown(second, { key: 'End' });
  expect(third).toHaveFocus();
  expect(lines.map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, 0]);
  // Who went elsewhere is not pulled back, and can ask to be.
  expect(screen.getByRole('button', { name: 'Volver a lo que suena' })).toBeVisible();
});

it('is searched without accents, counted and walked through', async () => {
  shown();
  await screen.findByRole('button', { name: /Otro índice/ });
  const box = screen.getByLabelText('Buscar en lo que se dice');
  fireEvent.change(box, { target: { value: 'INDICE' } });
  expect(screen.getByText('1 de 2')).toBeVisible();
  expect(screen.getAllByText('índice').every((each) => each.tagName === 'MARK')).toBe(true);
  fireEvent.keyDown(box, { key: 'Enter' });
  expect(screen.getByText('2 de 2')).toBeVisible();
  fireEvent.keyDown(box, { key: 'Enter' });
  expect(screen.getByText('1 de 2')).toBeVisible();
  fireEvent.change(box, { target: { value: 'nada de eso' } });
  expect(screen.getByText('No se dice.')).toBeVisible();
});

it('is read in another language, and stays where its end could not be read', async () => {
  shown(2);
  expect(await screen.findByText('No hemos podido cargar el final.')).toBeVisible();
  expect(screen.getByRole('button', { name: /Un índice parcial/ })).toBeVisible();
  fireEvent.change(screen.getByLabelText('Idioma'), { target: { value: 'en' } });
  expect(await screen.findByRole('button', { name: /A partial index/ })).toBeVisible();
  expect(screen.queryByText('No hemos podido cargar el final.')).toBeNull();
});
