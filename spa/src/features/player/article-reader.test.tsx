import { ApolloProvider } from '@apollo/client/react';
import { act, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { dismiss, noticeStore } from '@/lib/notify';
import { answering, clientOver, type Answer } from '@/testing/client';
import { ArticleReader, timeToRead } from './article-reader';

let showEnd: () => void;
class FakeObserver {
  constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
    showEnd = () => act(() => tell([{ isIntersecting: true }]));
  }
  observe() {}
  disconnect() {}
}

function open(props: { readAt?: string | null; isCounted?: boolean; readingMs?: number } = {}, answer?: Answer) {
  const asked: string[] = [];
  const client = clientOver(
    answering((name) => {
      asked.push(name);
      return answer ?? { data: { recordRead: { __typename: 'LessonProgressPayload', progress: null, userErrors: [] } } };
    }),
  );
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <ArticleReader lessonId="les_1" html="<p>text</p>" readingMs={props.readingMs ?? 60_000} readAt={props.readAt ?? null} isCounted={props.isCounted ?? true} />
      </I18nProvider>
    </ApolloProvider>,
  );
  return asked;
}
const wait = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('IntersectionObserver', FakeObserver);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  for (const { id } of noticeStore.current()) dismiss(id);
});

describe('an article', () => {
  it('counts as read once its end was seen and the time to read it has passed', async () => {
    const asked = open();
    await wait(60_000);
    expect(asked).toEqual([]);
    showEnd();
    await wait(500);
    expect(asked).toEqual(['RecordRead']);
  });

  it('is not read by jumping to its end', async () => {
    const asked = open();
    showEnd();
    await wait(11_000);
    expect(asked).toEqual([]);
    await wait(2_000);
    expect(asked).toEqual(['RecordRead']);
  });

  it('takes the time in which it is on screen only', async () => {
    const asked = open();
    showEnd();
    const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    await wait(120_000);
    expect(asked).toEqual([]);
    hidden.mockRestore();
  });

  it('is told once, and not at all to whom it does not count or who has read it', async () => {
    const asked = [open(), open({ isCounted: false }), open({ readAt: '2026-01-01T00:00:00Z' })];
    for (const each of [showEnd]) each();
    await wait(120_000);
    expect(asked[1]).toEqual([]);
    expect(asked[2]).toEqual([]);
  });

  it('says when that could not be saved, with a way to try again', async () => {
    open({}, new Error('down'));
    showEnd();
    await wait(60_000);
    expect(noticeStore.current()).toMatchObject([{ tone: 'error', action: { label: 'Reintentar' } }]);
  });

  it('asks for three seconds at least and half a minute at most', () => {
    expect([1_000, 60_000, 3_600_000].map(timeToRead)).toEqual([3_000, 12_000, 30_000]);
  });
});
