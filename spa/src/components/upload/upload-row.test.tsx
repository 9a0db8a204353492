import { ApolloProvider } from '@apollo/client/react';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, it, vi } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver } from '@/testing/client';
import { TusServer } from '@/testing/tus-server';
import { newItem, type Phase } from './upload-list';
import { UploadRow } from './upload-row';
import { Uploads } from './upload-store';

const alone = { take: async () => () => undefined, isTaken: async () => false, onFree: () => () => undefined };

afterEach(() => void vi.useRealTimers());

function show(phase: Phase, sent: number, perSecond: number, status: string | null = 'PROCESSING') {
  let asked = 0;
  const target = { lessonId: 'l1', lessonTitle: 'Índices', path: '/teach/c' };
  const item = { ...newItem(target, { id: 'u1', name: 'clase.mkv', total: 600_000_000, videoId: 'v1', sent, phase }), perSecond };
  const link = answering(() => {
    asked += 1;
    return { data: { video: status && { __typename: 'Video', id: 'v1', status } } };
  });
  const uploads = new Uploads(new TusServer().port, 'usr_1', alone);
  render(
    <ApolloProvider client={clientOver(link)}>
      <I18nProvider>
        <MemoryRouter>
          <UploadRow item={item} uploads={uploads} />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
  return { uploads, asked: () => asked };
}

it.each([
  [120_000_000, 1_000_000, '120 MB de 600 MB · 1 MB/s · quedan 8 min'],
  [590_000_000, 2_000_000, '590 MB de 600 MB · 2 MB/s · quedan 5 s'],
  [0, 50_000, '0 B de 600 MB · 50 kB/s · quedan 3,3 h'],
  [120_000_000, 0, '120 MB de 600 MB'],
])('tells how much has come, how fast, and how long it still takes', (sent, perSecond, text) => {
  show({ kind: 'moving' }, sent, perSecond);
  expect(screen.getByTestId('upload')).toHaveTextContent(text);
});

it('leads to where room is made when there is none', () => {
  show({ kind: 'refused', code: 'QUOTA_EXCEEDED', message: 'No cabe.' }, 0, 0);
  expect(screen.getByRole('alert')).toHaveTextContent('No cabe.');
  expect(screen.getByRole('link')).toHaveAttribute('href', '/teach/videos');
});

it.each([
  ['PROCESSING', 'Preparándose'],
  ['READY', 'Listo'],
  ['FAILED', 'No se ha podido preparar'],
])('says of one that was sent that its video is %s now', async (status, text) => {
  show({ kind: 'sent' }, 600_000_000, 0, status);
  expect(await screen.findByText(text)).toBeVisible();
});

it('a file of a refused kind can be changed for another one at once', () => {
  const { uploads } = show({ kind: 'refused', code: '415', message: '' }, 0, 0);
  const replace = vi.spyOn(uploads, 'replace');
  const file = new File(['x'], 'otra.mp4');
  fireEvent.change(screen.getByLabelText('Elegir otro archivo en lugar de clase.mkv', { selector: 'input' }), { target: { files: [file] } });
  expect(replace).toHaveBeenCalledWith('u1', file);
});

it.each([
  ['is being prepared', 'PROCESSING', 'Preparándose', 4],
  ['was deleted', null, 'El vídeo se ha borrado', 1],
])('asks as long as there is something to hear of a video: one that %s', async (_, status, text, times) => {
  vi.useFakeTimers();
  const { asked } = show({ kind: 'sent' }, 600_000_000, 0, status);
  await act(() => vi.advanceTimersByTimeAsync(16_000));
  expect(screen.getByText(text)).toBeVisible();
  expect(asked()).toBe(times);
});
