import { ApolloProvider } from '@apollo/client/react';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeFragmentData } from '@/gql';
import { drafts } from '@/lib/drafts';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver, type Answer } from '@/testing/client';
import { ChapterForm, ChaptersFragment } from './chapter-form';

const video = makeFragmentData(
  { __typename: 'Video', id: 'vid_1', durationMs: 60_000, chapters: [{ __typename: 'Chapter', startMs: 30_000, titles: [{ __typename: 'LocalizedText', locale: 'es', text: 'Uniones' }] }] },
  ChaptersFragment,
);
const taken: Answer = { data: { setChapters: { __typename: 'VideoPayload', video: null, userErrors: [] } } };

function show(answer: Answer = taken) {
  const asked: unknown[] = [];
  const onSeek = vi.fn();
  const client = clientOver(
    answering((_name, variables) => {
      asked.push(variables);
      return answer;
    }),
  );
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <ChapterForm video={video} languages={['es', 'en']} second={() => 12_000} onSeek={onSeek} />
      </I18nProvider>
    </ApolloProvider>,
  );
  return { asked, onSeek };
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

afterEach(() => drafts.clear());

describe('the chapters of a video', () => {
  it('begin where the film stands, in the order of time, in several languages', async () => {
    const { asked } = show();
    press('Añadir en este segundo');
    expect(screen.getByLabelText('Empieza 1')).toHaveValue('0:12');
    type('Título 1', 'Inicio');
    fireEvent.change(screen.getByLabelText('Idioma de los títulos'), { target: { value: 'en' } });
    expect(screen.getByLabelText('Título 1')).toHaveValue('');
    type('Título 1', 'Start');
    press('Guardar capítulos');
    await waitFor(() =>
      expect(asked).toEqual([
        {
          videoId: 'vid_1',
          chapters: [
            { startMs: 12_000, title: [{ locale: 'es', text: 'Inicio' }, { locale: 'en', text: 'Start' }] },
            { startMs: 30_000, title: [{ locale: 'es', text: 'Uniones' }] },
          ],
        },
      ]),
    );
    await waitFor(() => expect(drafts.read('chapters.vid_1')).toBeNull());
  });

  it('are not sent while something in them would be refused, which is said where it is', () => {
    const { asked } = show();
    type('Empieza 1', '2:00');
    press('Guardar capítulos');
    expect(screen.getByText('El vídeo acaba en 1:00.')).toBeVisible();
    expect(screen.getByLabelText('Empieza 1')).toHaveAccessibleDescription('El vídeo acaba en 1:00.');
    expect(asked).toEqual([]);
  });

  it('outlive a reload until they are saved, also when that fails', async () => {
    show(new Error('down'));
    type('Título 1', 'Otro');
    press('Guardar capítulos');
    expect(await screen.findByText('No se han guardado. Lo que has escrito sigue aquí.')).toBeVisible();
    cleanup();
    show();
    expect(screen.getByLabelText('Título 1')).toHaveValue('Otro');
  });

  it('lead the film to where one begins', () => {
    const { onSeek } = show();
    press('Ver');
    expect(onSeek).toHaveBeenCalledWith(30_000);
  });
});
