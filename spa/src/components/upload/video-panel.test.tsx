import { ApolloProvider } from '@apollo/client/react';
import { act, render } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, it, vi } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver } from '@/testing/client';
import { newItem, type UploadItem } from './upload-list';
import { VideoPanel } from './video-panel';

let items: UploadItem[] = [];
vi.mock('./use-uploads', () => ({ useUploads: () => [items, {}] }));

it('asks for the lesson anew as soon as its file has come, so that it no longer lacks a video', () => {
  const target = { lessonId: 'l1', lessonTitle: 'Índices', path: '/teach/c' };
  const client = clientOver(answering(() => undefined));
  const onRefresh = vi.fn();
  const panel = (video: { id: string; status: string } | null) => (
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter>
          <VideoPanel target={target} accountId="usr_1" video={video} replacement={null} onRefresh={onRefresh} />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>
  );
  const upload = (kind: 'moving' | 'sent') => newItem(target, { id: 'u1', name: 'clase.mkv', total: 20, sent: 20, videoId: 'v1', phase: { kind } });
  items = [upload('moving')];
  const { rerender } = render(panel(null));
  expect(onRefresh).not.toHaveBeenCalled();
  items = [upload('sent')];
  act(() => rerender(panel(null)));
  expect(onRefresh).toHaveBeenCalledTimes(1);
  act(() => rerender(panel({ id: 'v1', status: 'QUEUED' })));
  expect(onRefresh).toHaveBeenCalledTimes(1);
});
