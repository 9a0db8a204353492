import { ApolloProvider } from '@apollo/client/react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, Route, Routes } from 'react-router';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Notices } from '@/components/ui/notices';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver, fieldsOf } from '@/testing/client';
import { Component as Poster } from './route';

type Input = { uploadId: string | null; frameMs: number | null };

const image = (url: string) => ({ __typename: 'Image', url, color: null, sources: [] });

/** A video as a server keeps it, which makes what is chosen at once. */
class Film {
  frames = [4_000, 61_000, 754_000];
  chosen: Input = { uploadId: null, frameMs: null };
  sets: Input[] = [];
  refusal: string | null = null;
  isDown = false;

  private video() {
    const { uploadId, frameMs } = this.chosen;
    const isChosen = uploadId !== null || frameMs !== null;
    return {
      __typename: 'Video', id: 'vid_1', width: 1280, height: 720,
      source: { __typename: 'SourceFile', name: 'clase.mp4' },
      poster: image(`/media/poster-${uploadId ?? frameMs ?? 'sharpest'}.jpg`),
      chosenPoster: isChosen ? { __typename: 'UploadedImage', uploadId, state: 'READY', failureMessage: null } : null,
      posterFrames: this.frames.map((atMs) => ({ __typename: 'PosterFrame', atMs, isChosen: atMs === frameMs, image: image(`/media/${atMs}.jpg`) })),
    };
  }

  answer(name: string, variables: Record<string, unknown>) {
    const user = { __typename: 'User', id: 'u', handle: 'u', displayName: 'U', avatarUrl: null, large: null, isInstructor: true };
    if (name === 'Viewer') return { data: { viewer: { __typename: 'Viewer', user, scopes: [] } } };
    if (this.isDown) return new Error('network');
    if (name === 'PosterPage') return { data: { video: this.video() } };
    const { uploadId, frameMs } = fieldsOf(variables.input);
    const set = { uploadId: typeof uploadId === 'string' ? uploadId : null, frameMs: typeof frameMs === 'number' ? frameMs : null };
    this.sets.push(set);
    if (!this.refusal) this.chosen = set;
    const userErrors = this.refusal ? [{ __typename: 'ValidationError', code: 'FRAME_UNKNOWN', message: this.refusal }] : [];
    return { data: { setPoster: { __typename: 'VideoPayload', video: this.refusal ? null : this.video(), userErrors } } };
  }
}

let film: Film;
function show() {
  render(
    <ApolloProvider client={clientOver(answering((name, variables) => film.answer(name, variables)))}>
      <I18nProvider>
        <MemoryRouter initialEntries={['/teach/videos/vid_1/poster']}>
          <Routes>
            <Route path="/teach/videos/:videoId/poster" element={<Poster />} />
          </Routes>
        </MemoryRouter>
        <Notices />
      </I18nProvider>
    </ApolloProvider>,
  );
}
const use = () => screen.getByRole('button', { name: 'Usar como imagen' });

beforeEach(() => {
  film = new Film();
});

describe('the page of a video’s picture', () => {
  it('takes another frame by the keyboard alone, and nothing before that is asked for', async () => {
    const hands = userEvent.setup();
    show();
    const automatic = await screen.findByRole('radio', { name: 'Automático' });
    expect(automatic).toBeChecked();
    expect(use()).toBeDisabled();
    automatic.focus();
    await hands.keyboard('{ArrowDown}{ArrowDown}');
    expect(screen.getByRole('radio', { name: 'En 1:01' })).toBeChecked();
    expect(film.sets).toEqual([]);
    await hands.keyboard('{Enter}');
    expect(await screen.findByText('La imagen del vídeo ha cambiado.')).toBeVisible();
    expect(film.sets).toEqual([{ uploadId: null, frameMs: 61_000 }]);
    expect(screen.getByRole('radio', { name: 'En 1:01' })).toBeChecked();
    await hands.click(screen.getByRole('button', { name: 'Deshacer' }));
    await vi.waitFor(() => expect(screen.getByRole('radio', { name: 'Automático' })).toBeChecked());
    expect(film.chosen).toEqual({ uploadId: null, frameMs: null });
  });

  it('goes back from a picture of one’s own to the automatic one, and back again', async () => {
    const hands = userEvent.setup();
    film.chosen = { uploadId: 'upl_1', frameMs: null };
    show();
    expect(await screen.findByRole('radio', { name: 'Tu imagen' })).toBeChecked();
    await hands.click(screen.getByRole('button', { name: 'Quitar imagen' }));
    await vi.waitFor(() => expect(screen.getByRole('radio', { name: 'Automático' })).toBeChecked());
    expect(screen.queryByRole('radio', { name: 'Tu imagen' })).toBeNull();
    await hands.click(screen.getByRole('button', { name: 'Deshacer' }));
    await vi.waitFor(() => expect(film.chosen.uploadId).toBe('upl_1'));
  });

  it('says what was refused, and that it could not ask', async () => {
    const hands = userEvent.setup();
    film.refusal = 'Ese fotograma ya no está.';
    show();
    await hands.click(await screen.findByRole('radio', { name: 'En 0:04' }));
    await hands.click(use());
    expect(await screen.findByText('Ese fotograma ya no está.')).toBeVisible();
    film.refusal = null;
    film.isDown = true;
    await hands.click(screen.getByRole('radio', { name: 'En 12:34' }));
    await hands.click(use());
    expect(await screen.findByText('La imagen del vídeo no se pudo cambiar.')).toBeVisible();
    film.isDown = false;
    await hands.click(screen.getByRole('button', { name: 'Reintentar' }));
    await vi.waitFor(() => expect(film.chosen.frameMs).toBe(754_000));
  });

  it('offers an upload where there are no frames', async () => {
    film.frames = [];
    show();
    expect(await screen.findByText(/no hay fotogramas para elegir/)).toBeVisible();
    expect(screen.getByText('Subir una imagen')).toBeVisible();
    expect(screen.queryByRole('radio')).toBeNull();
  });
});
