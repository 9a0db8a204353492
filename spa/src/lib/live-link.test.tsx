import { ApolloClient, gql, InMemoryCache } from '@apollo/client';
import { act, render, screen } from '@testing-library/react';
import type { ClientOptions, Sink } from 'graphql-ws';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { currentLocale, I18nProvider, useI18n } from './i18n';
import { LiveLink } from './live-link';

type Subscription = { language: unknown; sink: Sink; isStopped: boolean };
const begun = vi.hoisted((): Subscription[] => []);
vi.mock('graphql-ws', () => ({
  createClient: ({ connectionParams }: ClientOptions) => ({
    subscribe: (_payload: unknown, sink: Sink) => {
      const made: Subscription = { language: connectionParams, sink, isStopped: false };
      begun.push(made);
      // As the library does: who stops is told of the end.
      return () => {
        made.isStopped = true;
        sink.complete();
      };
    },
  }),
}));

const Told = gql`subscription Told { resumeChanged { positionMs } }`;

function listen() {
  const told: unknown[] = [];
  const ended: unknown[] = [];
  const client = new ApolloClient({ link: new LiveLink(), cache: new InMemoryCache(), defaultOptions: { watchQuery: { errorPolicy: 'all' }, query: { errorPolicy: 'all' } } });
  const subscription = client.subscribe<{ resumeChanged: { positionMs: number } }>({ query: Told, fetchPolicy: 'no-cache' }).subscribe({
    next: ({ data, error }) => told.push(error ?? data?.resumeChanged.positionMs),
    complete: () => ended.push('complete'),
    error: (error: unknown) => ended.push(error),
  });
  return { told, ended, stop: () => subscription.unsubscribe() };
}

const news = (positionMs: number) => ({ data: { resumeChanged: { positionMs } } });
const refused = (code: string) => [{ message: code, extensions: { code } }];
const last = () => {
  const found = begun.at(-1);
  if (!found) throw new Error('nobody listens');
  return found;
};
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

function Switch() {
  const { setLocale } = useI18n();
  return <button onClick={() => setLocale(currentLocale() === 'en' ? 'es' : 'en')}>switch</button>;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  begun.length = 0;
});

it('speaks the language that is read, and goes on in the other when that changes', async () => {
  render(<I18nProvider><Switch /></I18nProvider>);
  const before = currentLocale();
  const { told, ended, stop } = listen();
  await pass(0);
  expect(last().language).toEqual({ 'accept-language': before });
  act(() => screen.getByText('switch').click());
  await pass(0);
  expect(begun[0]?.isStopped).toBe(true);
  expect(last().language).toEqual({ 'accept-language': before === 'es' ? 'en' : 'es' });
  last().sink.next(news(1));
  begun[0]?.sink.next(news(2));
  expect({ told, ended }).toEqual({ told: [1], ended: [] });
  stop();
  expect(last().isStopped).toBe(true);
  act(() => screen.getByText('switch').click());
  await pass(0);
  expect(begun).toHaveLength(2);
});

it.each(['UNAVAILABLE', 'INTERNAL', 'SUBGRAPH_UNAVAILABLE'])('is taken up again after %s', async (code) => {
  const { told, ended } = listen();
  await pass(0);
  last().sink.error(refused(code));
  await pass(500);
  expect(begun, 'not at once').toHaveLength(1);
  await pass(1_000);
  expect(begun).toHaveLength(2);
  last().sink.next(news(1));
  expect({ told, ended }).toEqual({ told: [1], ended: [] });
});

it('waits longer each time, and says in the end that nothing comes', async () => {
  const { told, ended } = listen();
  await pass(0);
  const gaps: number[] = [];
  let since = 0;
  for (let seconds = 0; told.length + ended.length === 0 && seconds < 3_600; seconds++) {
    const before = begun.length;
    if (!last().isStopped) last().sink.error(refused('INTERNAL'));
    last().isStopped = true;
    await pass(1_000);
    if (begun.length > before) {
      gaps.push(seconds - since);
      since = seconds;
    }
  }
  expect(gaps.length).toBe(20);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(40);
  expect(Math.min(...gaps.slice(-5))).toBeGreaterThan(20);
});

it('takes a refusal for what it is', async () => {
  const { told, ended } = listen();
  await pass(0);
  last().sink.error(refused('NOT_FOUND'));
  await pass(60_000);
  expect(begun).toHaveLength(1);
  expect(told.length + ended.length).toBeGreaterThan(0);
});
