import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Notices } from '@/components/ui/notices';
import { I18nProvider } from '@/lib/i18n';
import { answerAll } from '@/testing/asking';
import { answering, clientOver } from '@/testing/client';
import { Component as Videos } from './route';

type Clip = { id: string; name: string; bytes: string; lessons?: object[] };
const GIB = 1_000_000_000;
const page = (nodes: object[]) => ({ __typename: 'VideoConnection', nodes, pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null } });
const lesson = { __typename: 'Lesson', id: 'les_1', title: 'Índices', course: { __typename: 'Course', id: 'crs_1', title: 'PostgreSQL' } };

/** The account's videos as a server keeps them. */
class Shelf {
  there: Clip[] = [
    { id: 'vid_2', name: 'larga.mkv', bytes: String(4 * GIB), lessons: [lesson] },
    { id: 'vid_1', name: 'corta.mp4', bytes: String(GIB) },
  ];
  gone: Clip[] = [];
  sent: string[] = [];
  isDown = false;

  private readonly video = ({ id, name, bytes, lessons = [] }: Clip) => ({
    __typename: 'Video', id, status: 'READY', durationMs: 60_000, poster: null, upload: null, lessons, purgeAt: '2026-12-28T10:00:00Z',
    source: { __typename: 'SourceFile', name, bytes, uploadedAt: '2026-11-20T10:00:00Z' },
  });
  private readonly sum = (clips: Clip[]) => clips.reduce((all, each) => all + Number(each.bytes), 0);

  answer(name: string, variables: Record<string, unknown>) {
    this.sent.push(name);
    const user = { __typename: 'User', id: 'u', handle: 'u', displayName: 'U', avatarUrl: null, isInstructor: true };
    if (name === 'Viewer') return { data: { viewer: { __typename: 'Viewer', user, scopes: [] } } };
    if (this.isDown) return new Error('network');
    if (name === 'MyVideos') {
      const deletedBytes = this.sum(this.gone);
      const mediaQuota = { __typename: 'MediaQuota', allowedBytes: String(10 * GIB), usedBytes: String(this.sum(this.there) + deletedBytes), deletedBytes: String(deletedBytes) };
      return { data: { viewer: { __typename: 'Viewer', user: { __typename: 'User', id: 'u', mediaQuota } }, myVideos: page(this.there.map(this.video)) } };
    }
    if (name === 'DeletedVideos') return { data: { myVideos: page(this.gone.map(this.video)) } };
    if (name === 'UnfinishedUploads') return { data: { myVideos: page([]) } };
    return { data: this.change(name, String(variables.id), variables.forGood === true) };
  }

  private change(name: string, id: string, forGood: boolean) {
    const [from, to] = name === 'RestoreVideo' ? [this.gone, this.there] : [this.there, this.gone];
    if (forGood) this.gone = this.gone.filter((clip) => clip.id !== id);
    else to.unshift(...from.splice(from.findIndex((clip) => clip.id === id), 1));
    return name === 'RestoreVideo'
      ? { restoreVideo: { __typename: 'VideoPayload', video: { __typename: 'Video', id, status: 'READY' }, userErrors: [] } }
      : { deleteVideo: { __typename: 'DeletePayload', deletedId: id, userErrors: [] } };
  }
}

let shelf: Shelf;
function show() {
  const client = clientOver(answering((name, variables) => shelf.answer(name, variables)));
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter>
          <Videos />
        </MemoryRouter>
        <Notices />
      </I18nProvider>
    </ApolloProvider>,
  );
  return client;
}
const names = (id: 'video' | 'deleted') => screen.queryAllByTestId(id).map((each) => /(larga|corta|vieja)\.(mkv|mp4)/.exec(each.textContent ?? '')?.[0]);

beforeEach(() => {
  shelf = new Shelf();
});

describe('the page of videos', () => {
  it('says how big each is, which lessons show it, and how much room is left', async () => {
    show();
    const [long] = await screen.findAllByTestId('video');
    expect(long).toHaveTextContent('4 GB');
    expect(within(long ?? document.body).getByRole('link', { name: 'Índices' })).toHaveAttribute('href', '/teach/crs_1');
    expect(screen.getByText('No está en ninguna lección.')).toBeVisible();
    expect(screen.getByRole('meter', { name: 'Espacio' })).toHaveAttribute('aria-valuetext', '5 GB de 10 GB');
  });

  it('deletes at once, says which lessons lose it, and takes it back from the notice', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Borrar larga.mkv' }));
    expect(await screen.findByText('«larga.mkv» se ha borrado. 1 lección se queda sin vídeo.')).toBeVisible();
    await vi.waitFor(() => expect([names('video'), names('deleted')]).toEqual([['corta.mp4'], ['larga.mkv']]));
    expect(screen.getByText('Los vídeos borrados ocupan 4 GB hasta que los borres del todo.')).toBeVisible();
    fireEvent.click(screen.getByRole('button', { name: 'Deshacer' }));
    await vi.waitFor(() => expect([names('video'), names('deleted')]).toEqual([['larga.mkv', 'corta.mp4'], []]));
  });

  it('stays when it cannot be had anew, and says so', async () => {
    const client = show();
    await screen.findAllByTestId('video');
    shelf.isDown = true;
    await client.refetchObservableQueries();
    expect(await screen.findAllByText('No hemos podido cargar esto.')).not.toHaveLength(0);
    expect(names('video')).toEqual(['larga.mkv', 'corta.mp4']);
  });

  it('deletes for good only when asked twice, and then the room is free', async () => {
    shelf.gone = [{ id: 'vid_0', name: 'vieja.mp4', bytes: String(5 * GIB) }];
    const no = answerAll(false);
    show();
    expect(await screen.findByText(/Queda poco sitio/)).toBeVisible();
    const purge = await screen.findByRole('button', { name: 'Borrar del todo vieja.mp4' });
    fireEvent.click(purge);
    expect(no.count).toBe(1);
    expect(shelf.sent).not.toContain('DeleteVideo');
    no.stop();
    const yes = answerAll(true);
    fireEvent.click(purge);
    await vi.waitFor(() => expect(names('deleted')).toEqual([]));
    expect(screen.getByRole('meter')).toHaveAttribute('aria-valuetext', '5 GB de 10 GB');
    yes.stop();
  });

  it('says that it could not delete, and tries again', async () => {
    show();
    const button = await screen.findByRole('button', { name: 'Borrar corta.mp4' });
    shelf.isDown = true;
    fireEvent.click(button);
    const retry = await screen.findByRole('button', { name: 'Reintentar' });
    shelf.isDown = false;
    fireEvent.click(retry);
    expect(await screen.findByText('«corta.mp4» se ha borrado.')).toBeVisible();
    await vi.waitFor(() => expect([names('video'), names('deleted')]).toEqual([['larga.mkv'], ['corta.mp4']]));
  });

  it('says that the list could not be loaded, and loads it', async () => {
    shelf.isDown = true;
    show();
    const [retry] = await screen.findAllByRole('button', { name: 'Reintentar' });
    shelf.isDown = false;
    fireEvent.click(retry ?? document.body);
    await vi.waitFor(() => expect(names('video')).toHaveLength(2));
  });
});
