import { ApolloLink, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { currentLocale, I18nProvider, useI18n } from '@/lib/i18n';
import { clientOver } from '@/testing/client';
import { Processing } from './processing';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

it.each(['ends', 'fails'])('asks until it knows what came of a video when the live connection %s', async (how) => {
  let status = 'PROCESSING';
  let isDown = false;
  let asked = 0;
  const link = new ApolloLink(
    ({ operationName }) =>
      new Observable((observer) => {
        if (operationName === 'VideoProcessingLive') {
          setTimeout(() => (how === 'ends' ? observer.complete() : observer.error(new Error('4500'))), 1_000);
          return;
        }
        asked += 1;
        if (isDown) return observer.error(new Error('network'));
        observer.next({ data: { video: { __typename: 'Video', id: 'vid_1', status, processing: null } } });
        observer.complete();
      }),
  );
  const onDone = vi.fn();
  render(
    <ApolloProvider client={clientOver(link)}>
      <I18nProvider>
        <Processing videoId="vid_1" onDone={onDone} />
      </I18nProvider>
    </ApolloProvider>,
  );
  await pass(500);
  expect(screen.getByTestId('percent')).toBeVisible();
  isDown = true;
  await pass(30_000);
  isDown = false;
  status = 'READY';
  await pass(30_000);
  expect(onDone).toHaveBeenCalled();
  expect(screen.queryByTestId('percent')).toBeNull();
  const before = asked;
  await pass(60_000);
  expect(asked).toBe(before);
});

function Switch() {
  const { setLocale } = useI18n();
  return <button onClick={() => setLocale(currentLocale() === 'en' ? 'es' : 'en')}>switch</button>;
}

it.each([
  ['PROCESSING', /Sustituirá al vídeo actual/],
  ['FAILED', /conserva su vídeo actual/],
])('says of a replacement that is %s what becomes of the video before it', async (status, fate) => {
  const link = new ApolloLink(
    ({ operationName }) =>
      new Observable((observer) => {
        if (operationName === 'VideoProcessingLive') return;
        observer.next({ data: { video: { __typename: 'Video', id: 'vid_2', status, processing: null } } });
        observer.complete();
      }),
  );
  render(
    <ApolloProvider client={clientOver(link)}>
      <I18nProvider>
        <Processing videoId="vid_2" isReplacement onDone={vi.fn()} />
      </I18nProvider>
    </ApolloProvider>,
  );
  await pass(500);
  expect(screen.getAllByText(/vídeo actual/)).toEqual([screen.getByText(fate)]);
});

it('tells what was found in a file, in the language that is read', async () => {
  const texts = { es: 'El sonido dice que dura 8 s y termina a los 3 s.', en: 'The sound says 8 s and ends at 3 s.' };
  const link = new ApolloLink(
    ({ operationName }) =>
      new Observable((observer) => {
        if (operationName === 'VideoProcessingLive') return;
        const failure = { __typename: 'ProcessingFailure', code: 'CORRUPT_FILE', message: texts[currentLocale()], retryable: false };
        const processing = { __typename: 'ProcessingState', jobId: 'job_1', queuePosition: null, percent: 1, steps: [], failure };
        observer.next({ data: { video: { __typename: 'Video', id: 'vid_1', status: 'FAILED', processing } } });
        observer.complete();
      }),
  );
  render(
    <ApolloProvider client={clientOver(link)}>
      <I18nProvider>
        <Switch />
        <Processing videoId="vid_1" onDone={vi.fn()} />
      </I18nProvider>
    </ApolloProvider>,
  );
  await pass(500);
  const first = currentLocale();
  expect(screen.getByRole('alert')).toHaveTextContent(texts[first]);
  expect(screen.queryByRole('button', { name: /Reintentar|Retry|again/i })).toBeNull();
  act(() => screen.getByText('switch').click());
  await pass(500);
  expect(currentLocale()).not.toBe(first);
  expect(screen.getByRole('alert')).toHaveTextContent(texts[currentLocale()]);
  act(() => screen.getByText('switch').click());
});

it('shows what an event says of a failure as it was said, and asks nobody again', async () => {
  let asked = 0;
  const link = new ApolloLink(
    ({ operationName }) =>
      new Observable((observer) => {
        const failed = { __typename: 'ProcessingFailure', code: 'TOO_LONG', message: 'El vídeo es demasiado largo.', retryable: false };
        const processing = { __typename: 'ProcessingState', jobId: 'job_1', queuePosition: null, percent: 1, steps: [] };
        if (operationName === 'VideoProcessingLive') {
          setTimeout(() => observer.next({ data: { videoProcessing: { __typename: 'Video', id: 'vid_3', status: 'FAILED', processing: { ...processing, failure: failed } } } }), 1_000);
          return;
        }
        asked += 1;
        observer.next({ data: { video: { __typename: 'Video', id: 'vid_3', status: 'PROCESSING', processing: { ...processing, failure: null } } } });
        observer.complete();
      }),
  );
  render(
    <ApolloProvider client={clientOver(link)}>
      <I18nProvider>
        <Processing videoId="vid_3" onDone={vi.fn()} />
      </I18nProvider>
    </ApolloProvider>,
  );
  await pass(5_000);
  expect(screen.getByRole('alert')).toHaveTextContent('El vídeo es demasiado largo.');
  expect(asked).toBe(1);
});

it('says of an upload that never ended that there is no video, not that it could not be prepared', async () => {
  vi.useRealTimers();
  const link = new ApolloLink(
    ({ operationName }) =>
      new Observable((observer) => {
        if (operationName === 'VideoProcessing') observer.next({ data: { video: { __typename: 'Video', id: 'vid_1', status: 'FAILED', processing: null } } });
        observer.complete();
      }),
  );
  render(
    <ApolloProvider client={clientOver(link)}>
      <I18nProvider>
        <Processing videoId="vid_1" onDone={vi.fn()} />
      </I18nProvider>
    </ApolloProvider>,
  );
  expect(await screen.findByText(/La subida no llegó a terminar/)).toBeVisible();
  expect(screen.queryByRole('alert')).toBeNull();
});
