import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeDatabases } from '@/testing/fake-database';
import { TusServer, xhrOver } from '@/testing/tus-server';
import type { Claims } from './claims';
import { Pace } from './pace';
import { verdictOn } from './transfer';
import { Uploads } from './upload-store';

// Long because every sentence is about the same uploads and the same server, which two files would have to share.

let server: TusServer;

const target = (lessonId: string) => ({ lessonId, lessonTitle: lessonId, path: '/teach/c' });
const file = (name = 'clase.mkv', content = 'x'.repeat(20)) => new File([content], name);
let account = 0;
/** A browser's tabs: what one has taken another cannot, until it lets go. */
class Tabs {
  private readonly taken = new Map<string, number>();
  private readonly waiting = new Map<string, () => void>();
  private count = 0;
  tab(): Claims & { close: () => void } {
    const number = ++this.count;
    const free = (uploadId: string) => {
      if (this.taken.get(uploadId) !== number) return;
      this.taken.delete(uploadId);
      this.waiting.get(uploadId)?.();
    };
    return {
      take: async (uploadId) => (this.taken.has(uploadId) ? null : (this.taken.set(uploadId, number), () => free(uploadId))),
      isTaken: async (uploadId) => this.taken.has(uploadId),
      onFree: (uploadId, tell) => (this.waiting.set(uploadId, tell), () => void this.waiting.delete(uploadId)),
      close: () => [...this.taken.keys()].forEach(free),
    };
  }
}
const uploads = (name = `u${account}`, claims: Claims = new Tabs().tab()) => new Uploads(server.port, name, claims);
const kinds = (all: Uploads) => all.current().map((item) => item.phase.kind);
/** Time passes, and with it what waits on real reads of files. */
async function pass(ms: number) {
  for (let n = 0; n < 20; n++) {
    await vi.advanceTimersByTimeAsync(ms / 20);
    await new Promise((done) => setImmediate(done));
  }
}

/** Whether the page warned. */
function leave(): boolean {
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
}

// It is loaded when it is needed, which takes real time.
beforeAll(() => import('tus-js-client'));
beforeEach(() => {
  account += 1;
  server = new TusServer();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
  vi.stubGlobal('XMLHttpRequest', xhrOver(server));
  vi.stubGlobal('indexedDB', new FakeDatabases());
  // As on plain http: the sums of files are our own there, and jsdom's buffers are no others' business.
  const random = crypto.getRandomValues.bind(crypto);
  vi.stubGlobal('crypto', { getRandomValues: random });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('an upload', () => {
  it('goes to its end whatever row or page is shown', async () => {
    const all = uploads();
    all.add(file(), target('l1'));
    await pass(2000);
    expect(kinds(all)).toEqual(['sent']);
    expect([...server.offsets.values()]).toEqual([20]);
  });

  it.each([40_000, 600_000])('goes on by itself when the network returns after %i ms', async (ms) => {
    const all = uploads();
    server.isOnline = false;
    all.add(file(), target('l1'));
    await pass(ms);
    expect(kinds(all)).toEqual(['waiting']);
    server.isOnline = true;
    window.dispatchEvent(new Event('online'));
    await pass(1000);
    expect(kinds(all)).toEqual(['sent']);
    expect(server.created).toBe(1);
  });

  it('goes on without any word from the browser that the network is back', async () => {
    const all = uploads();
    server.isOnline = false;
    all.add(file(), target('l1'));
    await pass(600_000);
    server.isOnline = true;
    await pass(40_000);
    expect(kinds(all)).toEqual(['sent']);
  });

  it.each([404, 410])('forgets a resource that the server dropped (%i) and begins anew', async (status) => {
    const all = uploads();
    server.answers = [status];
    all.add(file(), target('l1'));
    await pass(3000);
    expect(server.created).toBe(2);
    expect(kinds(all)).toEqual(['sent']);
  });

  it('leaves nothing behind at a server that has the resource after all', async () => {
    const all = uploads();
    server.answers = [404];
    server.state = { status: 'RECEIVING', received: 5 };
    all.add(file(), target('l1'));
    await pass(3000);
    expect(server.aborted).toEqual(['upl_1']);
    expect(kinds(all)).toEqual(['sent']);
  });

  it('does not begin anew for ever', async () => {
    const all = uploads();
    server.answers = Array.from({ length: 50 }, () => 404);
    all.add(file(), target('l1'));
    await pass(60_000);
    expect(server.created).toBe(4);
    expect(kinds(all)).toEqual(['failed']);
  });

  it.each([409, 423])('waits and asks again where the resource is busy (%i)', async (status) => {
    const all = uploads();
    server.answers = [status, status];
    all.add(file(), target('l1'));
    await pass(10_000);
    expect(server.created).toBe(1);
    expect(kinds(all)).toEqual(['sent']);
  });

  it('says that it was refused', async () => {
    const all = uploads();
    server.answers = [413];
    all.add(file(), target('l1'));
    await pass(3000);
    expect(kinds(all)).toEqual(['refused']);
  });

  it('is paused, resumed and cancelled by hand', async () => {
    const all = uploads();
    server.isOnline = false;
    const item = all.add(file(), target('l1'));
    await pass(1000);
    all.pause(item?.id ?? '');
    server.isOnline = true;
    await pass(60_000);
    expect(kinds(all)).toEqual(['paused']);
    expect(server.offsets.size).toBe(0);
    all.resume(item?.id ?? '');
    await pass(1000);
    expect(kinds(all)).toEqual(['sent']);
    server.isOnline = false;
    const other = all.add(file(), target('l2'));
    await pass(1000);
    await all.cancel(other?.id ?? '');
    expect(server.aborted).toEqual(['upl_2']);
    expect(kinds(all)).toEqual(['sent']);
  });

  it('has company: the same file for two lessons, never two for one', async () => {
    const all = uploads();
    const same = file();
    expect(all.add(same, target('l1'))).not.toBeNull();
    expect(all.add(same, target('l1'))).toBeNull();
    expect(all.add(same, target('l2'))).not.toBeNull();
    await pass(5000);
    expect(kinds(all)).toEqual(['sent', 'sent']);
  });

  it('is found again after a reload, and takes only the same file', async () => {
    const before = uploads();
    server.isOnline = false;
    before.add(file(), target('l1'));
    await pass(1000);
    before.pause(before.current()[0]?.id ?? '');
    server.isOnline = true;
    const after = uploads();
    await after.recall();
    const id = after.current()[0]?.id ?? '';
    expect(kinds(after)).toEqual(['needsFile']);
    await after.giveFile(id, file('clase.mkv', 'y'.repeat(20)));
    expect(after.current()[0]?.phase).toEqual({ kind: 'needsFile', wrong: true });
    await after.giveFile(id, file());
    await pass(2000);
    expect(kinds(after)).toEqual(['sent']);
    expect(server.created).toBe(1);
  });

  it('of another account is not shown', async () => {
    const before = uploads();
    server.isOnline = false;
    before.add(file(), target('l1'));
    await pass(1000);
    before.pause(before.current()[0]?.id ?? '');
    const other = uploads('somebody else');
    await other.recall();
    expect(other.current()).toEqual([]);
  });

  it('that the server still waits for is offered, though this browser never saw it', async () => {
    const all = uploads();
    server.resources.add('https://aula.test/uploads/7');
    server.unfinished = [{ ...target('l1'), uploadId: 'upl_7', videoId: 'vid_7', tusUrl: 'https://aula.test/uploads/7', name: 'clase.mkv', total: 20, received: 0 }];
    await all.recall();
    expect(kinds(all)).toEqual(['needsFile']);
    await all.giveFile(all.current()[0]?.id ?? '', file());
    await pass(2000);
    expect(kinds(all)).toEqual(['sent']);
  });

  it('whose creation was not answered is tried again by itself, as the same one', async () => {
    const all = uploads();
    server.lost = 2;
    all.add(file(), target('l1'));
    await pass(100);
    expect(kinds(all)).toEqual(['waiting']);
    await pass(10_000);
    expect(kinds(all)).toEqual(['sent']);
    expect([server.created, new Set(server.keys).size]).toEqual([1, 1]);
  });

  it('is created as soon as the browser says that the network is back', async () => {
    const all = uploads();
    server.lost = 12;
    all.add(file(), target('l1'));
    await pass(120_000);
    expect(kinds(all)).toEqual(['waiting']);
    server.lost = 0;
    window.dispatchEvent(new Event('online'));
    await pass(1000);
    expect(kinds(all)).toEqual(['sent']);
    expect(new Set(server.keys).size).toBe(1);
  });

  it('that waits to be created is paused, resumed and cancelled by hand', async () => {
    const all = uploads();
    server.lost = 1000;
    const id = all.add(file(), target('l1'))?.id ?? '';
    await pass(1000);
    all.pause(id);
    const asked = server.keys.length;
    await pass(120_000);
    expect([kinds(all), server.keys.length]).toEqual([['paused'], asked]);
    all.resume(id);
    await pass(1000);
    expect(kinds(all)).toEqual(['waiting']);
    await all.cancel(id);
    const last = server.keys.length;
    await pass(120_000);
    expect([kinds(all), server.keys.length]).toEqual([[], last]);
  });

  it('whose creation went wrong at the server waits for a person', async () => {
    const all = uploads();
    server.fails = true;
    const id = all.add(file(), target('l1'))?.id ?? '';
    await pass(60_000);
    expect([kinds(all), server.keys.length]).toEqual([['failed'], 1]);
    server.fails = false;
    all.resume(id);
    await pass(2000);
    expect(kinds(all)).toEqual(['sent']);
    expect(new Set(server.keys).size).toBe(1);
  });

  it('of a file that cannot be read any more does not wait for the network', async () => {
    const all = uploads();
    const gone = file();
    gone.slice = () => {
      throw new DOMException('gone', 'NotReadableError');
    };
    all.add(gone, target('l1'));
    await pass(1000);
    expect(kinds(all)).toEqual(['failed']);
  });

  it('that was refused is tried again as another', async () => {
    const all = uploads();
    server.refuses = true;
    const item = all.add(file(), target('l1'));
    await pass(100);
    expect(kinds(all)).toEqual(['refused']);
    server.refuses = false;
    all.resume(item?.id ?? '');
    await pass(2000);
    expect(kinds(all)).toEqual(['sent']);
    expect(new Set(server.keys).size).toBe(2);
  });

  it('begun anew is another for the server', async () => {
    const all = uploads();
    server.answers = [404];
    all.add(file(), target('l1'));
    await pass(3000);
    expect(kinds(all)).toEqual(['sent']);
    expect(new Set(server.keys).size).toBe(2);
  });

  it('stays in the list when the server does not end it', async () => {
    const all = uploads();
    server.isOnline = false;
    const item = all.add(file(), target('l1'));
    await pass(1000);
    server.endsNothing = true;
    await expect(all.cancel(item?.id ?? '')).rejects.toThrow('not ended');
    expect(kinds(all)).toEqual(['paused']);
  });

  it('cancelled before it was created is back in the list when the server does not end it', async () => {
    const all = uploads();
    server.endsNothing = true;
    const create = server.port.create;
    server.port.create = async (...asked) => {
      await new Promise((resolve) => setTimeout(resolve, 10_000));
      return create(...asked);
    };
    const item = all.add(file(), target('l1'));
    await pass(1000);
    await all.cancel(item?.id ?? '');
    expect(kinds(all)).toEqual([]);
    await pass(20_000);
    expect(kinds(all)).toEqual(['needsFile']);
    server.endsNothing = false;
    await all.cancel(all.current()[0]?.id ?? '');
    expect([server.aborted, kinds(all)]).toEqual([['upl_1'], []]);
  });

  it('of this browser is offered once, from where the server has it', async () => {
    const before = uploads();
    server.isOnline = false;
    before.add(file(), target('l1'));
    await pass(1000);
    before.pause(before.current()[0]?.id ?? '');
    const mine = before.current()[0]?.videoId ?? '';
    server.unfinished = [{ ...target('l1'), uploadId: 'upl_1', videoId: mine, tusUrl: 'https://aula.test/uploads/1', name: 'clase.mkv', total: 20, received: 12 }];
    const after = uploads();
    await after.recall();
    expect(after.current().map(({ sent, phase }) => [sent, phase.kind])).toEqual([[12, 'needsFile']]);
  });

  it('that was cancelled elsewhere stops, and begins anew only for a person', async () => {
    const all = uploads();
    server.answers = [404];
    server.state = { status: 'ABORTED', received: 0 };
    const id = all.add(file(), target('l1'))?.id ?? '';
    await pass(60_000);
    expect(all.current()[0]?.phase).toMatchObject({ kind: 'refused', code: 'ABORTED' });
    expect(server.created).toBe(1);
    all.resume(id);
    await pass(2000);
    expect([kinds(all), server.created]).toEqual([['sent'], 2]);
  });

  it('that came to its end elsewhere is sent', async () => {
    const all = uploads();
    server.answers = [410];
    server.state = { status: 'COMPLETE', received: 20 };
    all.add(file(), target('l1'));
    await pass(3000);
    expect([kinds(all), server.created]).toEqual([['sent'], 1]);
  });

  it('whose state cannot be asked waits, and is asked again before it begins anew', async () => {
    const all = uploads();
    server.answers = [404];
    server.isMute = true;
    all.add(file(), target('l1'));
    await pass(60_000);
    expect([kinds(all), server.created]).toEqual([['waiting'], 1]);
    server.isMute = false;
    await pass(60_000);
    expect([kinds(all), server.created]).toEqual([['sent'], 2]);
  });

  it('that another tab moves is not asked for here, until that tab is closed', async () => {
    const tabs = new Tabs();
    const first = tabs.tab();
    const moving = uploads(undefined, first);
    server.isOnline = false;
    moving.add(file(), target('l1'));
    await pass(1000);
    const other = uploads(undefined, tabs.tab());
    await other.recall();
    expect([kinds(other), other.isBusy()]).toEqual([['elsewhere'], false]);
    expect(other.add(file(), target('l1'))).toBeNull();
    server.state = { status: 'RECEIVING', received: 12 };
    first.close();
    await pass(1000);
    expect(other.current().map(({ sent, phase }) => [sent, phase.kind])).toEqual([[12, 'needsFile']]);
    server.isOnline = true;
    await other.giveFile(other.current()[0]?.id ?? '', file());
    await pass(2000);
    expect(kinds(other)).toEqual(['sent']);
  });

  it('that another tab brings to its end goes from the list here', async () => {
    const tabs = new Tabs();
    const moving = uploads(undefined, tabs.tab());
    server.isOnline = false;
    moving.add(file(), target('l1'));
    await pass(1000);
    const other = uploads(undefined, tabs.tab());
    await other.recall();
    server.state = { status: 'COMPLETE', received: 20 };
    server.isOnline = true;
    await pass(60_000);
    expect([kinds(moving), kinds(other)]).toEqual([['sent'], []]);
  });

  it('that was put away stays known to its lesson', async () => {
    const all = uploads();
    all.add(file(), target('l1'));
    await pass(2000);
    all.putAway();
    expect(all.current().map(({ lessonId, isPutAway }) => [lessonId, isPutAway])).toEqual([['l1', true]]);
  });

  it('warns before the page is closed while it moves, and not after', async () => {
    const all = uploads();
    server.isOnline = false;
    all.add(file(), target('l1'));
    await pass(1000);
    expect(leave()).toBe(true);
    server.isOnline = true;
    await pass(60_000);
    expect(all.isBusy()).toBe(false);
  });
});

it.each([
  [0, 'wait'], [401, 'renew'], [404, 'gone'], [409, 'locked'], [410, 'gone'], [413, 'refused'], [415, 'refused'], [423, 'locked'], [429, 'wait'],
  [500, 'wait'], [503, 'wait'], [507, 'wait'],
])('the status %i means %s', (status, verdict) => expect(verdictOn(status)).toBe(verdict));

it('tells the pace over the last seconds, and forgets it after a restart', () => {
  const pace = new Pace();
  expect(pace.perSecond()).toBe(0);
  for (let n = 0; n <= 20; n++) pace.note(n * 1000, n * 1000);
  expect(pace.perSecond()).toBe(1000);
  pace.note(500, 21_000);
  expect(pace.perSecond()).toBe(0);
});
