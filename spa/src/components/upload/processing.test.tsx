import { ApolloLink, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
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
