import { ApolloProvider } from '@apollo/client/react';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { answering, clientOver, type Answer } from '@/testing/client';
import type { Grant } from './use-playback';
import { useRenewal } from './use-renewal';

const START = new Date('2026-01-01T00:00:00Z').getTime();
const at = (ms: number) => new Date(START + ms).toISOString();
const granted = (hlsUrl: string, renewAfter: string): Answer => ({
  data: { renewPlayback: { __typename: 'PlaybackGrant', sessionId: 's1', hlsUrl, renewAfter } },
});

beforeEach(() => void vi.useFakeTimers({ now: START, toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => void vi.useRealTimers());

const pass = async (ms: number) => {
  await act(() => vi.advanceTimersByTimeAsync(ms));
  await act(() => new Promise((done) => setImmediate(done)));
};

function renewing(answers: Answer[]) {
  const told = { onDenied: vi.fn(), onSuperseded: vi.fn() };
  const asked: string[] = [];
  const client = clientOver(
    answering((name) => {
      asked.push(name);
      return answers.shift();
    }),
  );
  const grant: Grant = { __typename: 'PlaybackGrant', sessionId: 's1', hlsUrl: '/a', renewAfter: at(60_000), startAtMs: 0, thumbnailsUrl: null };
  const wrapper = ({ children }: { children: ReactNode }) => <ApolloProvider client={client}>{children}</ApolloProvider>;
  const { result } = renderHook(() => useRenewal(grant, true, told), { wrapper });
  return { told, asked, result };
}

it('renews the address in time, again and again, and says nothing of where to play', async () => {
  const { result, asked, told } = renewing([granted('/b', at(120_000)), granted('/c', at(180_000))]);
  await pass(59_000);
  expect(asked).toEqual([]);
  await pass(1_500);
  expect(result.current.address.current).toBe('/b');
  await pass(60_000);
  expect(result.current.address.current).toBe('/c');
  expect(asked).toHaveLength(2);
  expect(told.onDenied).not.toHaveBeenCalled();
});

it('goes on trying without a network', async () => {
  const { result } = renewing([new Error('network'), new Error('network'), granted('/b', at(600_000))]);
  await pass(60_500);
  await pass(30_500);
  expect(result.current.address.current).toBe('/a');
  await pass(30_500);
  expect(result.current.address.current).toBe('/b');
});

it.each([
  ['SESSION_SUPERSEDED', 'onSuperseded'],
  ['NOT_ENROLLED', 'onDenied'],
] as const)('asks no more once it was refused: %s', async (reason, told) => {
  const renewal = renewing([{ data: { renewPlayback: { __typename: 'PlaybackDenied', reason, message: 'no' } } }]);
  await pass(60_500);
  expect(renewal.told[told]).toHaveBeenCalledTimes(1);
  await pass(600_000);
  expect(renewal.asked).toHaveLength(1);
});
