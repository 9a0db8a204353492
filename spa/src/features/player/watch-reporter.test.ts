import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeDatabases } from '@/testing/fake-database';
import type { WatchState } from './watch-reporter';

type Sent = { sessionId: string; seq: number; intervals: { startMs: number; endMs: number }[]; positionMs: number; final: boolean };
type Reply = 'taken' | 'superseded' | 'left' | 'down' | 'visitor';

const progress = { coverage: 0.1, watched: [{ startMs: 0, endMs: 1000 }], completedAt: null };
const bodyOf = (reply: Reply) => {
  if (reply === 'visitor') return { data: null, errors: [{ message: 'UNAUTHENTICATED' }] };
  const userErrors = {
    superseded: [{ code: 'SESSION_SUPERSEDED', message: 'Elsewhere.' }],
    left: [{ code: 'NOT_ENTITLED', message: 'Enroll to go on.' }],
    taken: [],
    down: [],
  }[reply];
  return {
    data: { recordWatch: { nextHeartbeatMs: 12_000, courseCompleted: false, progress: reply === 'superseded' ? null : progress, userErrors } },
  };
};

let databases: FakeDatabases;
let reply: Reply;
let sent: Sent[];
let calls: { keepalive?: boolean }[];

/** Each visit is a page of its own, over the same database. */
async function visit({ session = 'wse_1', viewer = 'usr_ana', startAtMs = 0 } = {}) {
  vi.resetModules();
  const { WatchReporter } = await import('./watch-reporter');
  const { WatchTracker } = await import('./watch-tracker');
  const tracker = new WatchTracker();
  const states: WatchState[] = [];
  const media = { positionMs: startAtMs, rate: 1, isPlaying: false };
  let isPlaced = true;
  const reporter = new WatchReporter({ id: session, viewerId: viewer, startAtMs }, tracker, () => (isPlaced ? media : null), (s) => states.push(s));
  const play = (from: number, to: number) => {
    tracker.playing(from, 1);
    for (let at = from; at <= to; at += 250) tracker.tick(at, 1);
    media.positionMs = to;
  };
  return { reporter, tracker, states, media, play, unplace: () => (isPlaced = false) };
}
const settle = async () => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve, 5));
};
const stored = () => databases.shelves.get('watch')?.size ?? 0;

beforeEach(() => {
  databases = new FakeDatabases();
  reply = 'taken';
  sent = [];
  calls = [];
  vi.stubGlobal('indexedDB', databases);
  vi.stubGlobal('fetch', async (_url: string, init: { body: string; keepalive?: boolean }) => {
    calls.push(init);
    const { variables }: { variables: { input: Sent } } = JSON.parse(init.body);
    sent.push(variables.input);
    if (reply === 'down') throw new TypeError('Failed to fetch');
    return new Response(JSON.stringify(bodyOf(reply)));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('what was watched', () => {
  it('is sent in the very turn in which the page is closed, with keepalive', async () => {
    const { reporter, play } = await visit();
    play(0, 5_000);
    reporter.flush({ isFinal: true });
    expect(sent).toHaveLength(1);
    expect(calls[0]?.keepalive).toBe(true);
    expect(sent[0]).toMatchObject({ seq: 1, positionMs: 5_000, final: true });
    await settle();
    expect(stored()).toBe(0);
  });

  it('names the device, and says nothing of a film that only followed another', async () => {
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/128.0');
    const { reporter, play, media } = await visit();
    play(0, 5_000);
    reporter.flush();
    expect(sent[0]).toMatchObject({ deviceLabel: 'Firefox · Linux' });
    reporter.follow(60_000);
    media.positionMs = 60_000;
    reporter.flush();
    reporter.flush({ isFinal: true });
    expect(sent).toHaveLength(1);
    play(60_000, 62_000);
    reporter.flush();
    expect(sent[1]).toMatchObject({ seq: 2, positionMs: 62_000, final: false });
  });

  it('is kept when it cannot be sent, and sent once at the next visit', async () => {
    reply = 'down';
    const first = await visit();
    first.play(0, 5_000);
    first.reporter.flush();
    await settle();
    expect(first.states).toEqual([{ kind: 'kept' }]);
    expect(stored()).toBe(1);
    reply = 'taken';
    sent.length = 0;
    const second = await visit({ session: 'wse_2' });
    second.reporter.start();
    await settle();
    expect(sent.map(({ sessionId, seq }) => [sessionId, seq])).toEqual([['wse_1', 1]]);
    expect(stored()).toBe(0);
    second.reporter.stop();
  });

  it('goes out with the next heartbeat when the network is back, in the same visit', async () => {
    reply = 'down';
    const { reporter, play } = await visit();
    play(0, 2_000);
    reporter.flush();
    await settle();
    reply = 'taken';
    play(2_000, 4_000);
    reporter.flush();
    await settle();
    expect(sent.map(({ seq }) => seq)).toEqual([1, 2, 1]);
    expect(stored()).toBe(0);
  });

  it('stays for whoever watched it when another person signs in here', async () => {
    reply = 'down';
    const ana = await visit();
    ana.play(0, 2_000);
    ana.reporter.flush();
    await settle();
    reply = 'taken';
    sent.length = 0;
    const eva = await visit({ session: 'wse_9', viewer: 'usr_eva' });
    eva.reporter.start();
    await settle();
    expect(sent).toEqual([]);
    expect(stored()).toBe(1);
    eva.reporter.stop();
  });

  it('is kept and not sent while it is a visitor who watches, and counts for who signs in here next', async () => {
    const { reporter, states, play } = await visit({ viewer: 'visitor' });
    reporter.start();
    play(0, 5_000);
    reporter.flush();
    await settle();
    reporter.stop();
    await settle();
    expect(sent).toEqual([]);
    expect(states).toEqual([]);
    expect(stored(), 'and that it ended').toBe(2);
    const next = await visit({ session: 'wse_2', viewer: 'usr_ana' });
    next.reporter.start();
    await settle();
    expect(sent.map(({ sessionId, seq }) => [sessionId, seq])).toEqual([
      ['wse_1', 1],
      ['wse_1', 2],
    ]);
    expect(stored()).toBe(0);
    next.reporter.stop();
  });

  it('stays while nobody is signed in', async () => {
    reply = 'visitor';
    const { reporter, play, states } = await visit();
    play(0, 2_000);
    reporter.flush();
    await settle();
    expect(states).toEqual([{ kind: 'kept' }]);
  });

  it('is reported as unsaved where the browser keeps nothing either', async () => {
    vi.stubGlobal('indexedDB', new FakeDatabases(() => true));
    reply = 'down';
    const { reporter, play, states } = await visit();
    play(0, 2_000);
    reporter.flush();
    await settle();
    expect(states).toEqual([{ kind: 'unsaved' }]);
  });

  it('includes a place that was only looked for, but never one from before the media stood there', async () => {
    const { reporter, media, unplace } = await visit({ startAtMs: 60_000 });
    reporter.flush();
    expect(sent).toEqual([]);
    media.positionMs = 90_000;
    reporter.flush();
    expect(sent[0]).toMatchObject({ intervals: [], positionMs: 90_000 });
    media.positionMs = 0;
    unplace();
    reporter.flush({ isFinal: true });
    expect(sent[1]).toMatchObject({ positionMs: 90_000, final: true });
  });
});

describe('a lesson that may be watched no more', () => {
  it('says why and sends nothing more, and what could not be sent before is kept for later', async () => {
    reply = 'down';
    const { reporter, play, states } = await visit();
    play(0, 2_000);
    reporter.flush();
    await settle();
    expect(stored()).toBe(1);
    reply = 'left';
    play(2_000, 4_000);
    reporter.flush();
    await settle();
    expect(states.at(-1)).toEqual({ kind: 'ended', message: 'Enroll to go on.' });
    const before = sent.length;
    play(4_000, 9_000);
    reporter.flush();
    reporter.stop();
    await settle();
    expect(sent).toHaveLength(before);
    expect(stored()).toBe(1);
  });
});

describe('a superseded session', () => {
  it.each([0, 0.999_999])('hears of it within 15 seconds while it plays, whatever the dice say (%s)', async (dice) => {
    const { reporter, play, states } = await visit();
    vi.useFakeTimers();
    vi.spyOn(Math, 'random').mockReturnValue(dice);
    reporter.start();
    play(0, 11_000);
    await vi.advanceTimersByTimeAsync(11_000);
    expect(sent).toHaveLength(1);
    expect(states.at(-1)).toMatchObject({ kind: 'saved' });
    // Two newer players have begun right behind this answer.
    reply = 'superseded';
    play(11_000, 26_000);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(states.at(-1)).toEqual({ kind: 'superseded' });
    const heard = sent.length;
    play(26_000, 90_000);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(sent).toHaveLength(heard);
    reporter.stop();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('ends with its reason, and nothing of it is counted, queued or sent any more', async () => {
    reply = 'down';
    const { reporter, play, states } = await visit();
    play(0, 2_000);
    reporter.flush();
    await settle();
    reply = 'superseded';
    play(2_000, 4_000);
    reporter.flush();
    await settle();
    expect(states.at(-1)).toEqual({ kind: 'superseded' });
    const before = sent.length;
    play(4_000, 9_000);
    reporter.flush();
    reporter.stop();
    await settle();
    expect(sent).toHaveLength(before);
    expect(stored()).toBe(0);
  });
});
