import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeDatabases } from '@/testing/fake-database';
import { Draft, SignedOut, type Port, type Version } from './draft';

type Text = { title: string; html: string };
const start = (): Version<Text> => ({ value: { title: 'Índices', html: '<p>a</p>' }, revision: 1 });

/** A server with one text; `answer` may be told to fail. */
class Server {
  now = start();
  sent: Partial<Text>[] = [];
  underWay = 0;
  most = 0;
  fails: 'no' | 'network' | 'signedOut' = 'no';
  delay = 0;
  readonly port: Port<Text> = {
    load: async () => {
      this.refuse();
      return this.now;
    },
    save: async (changes, { revision }) => {
      this.most = Math.max(this.most, ++this.underWay);
      await new Promise((done) => setTimeout(done, this.delay));
      this.underWay--;
      this.refuse();
      if (revision !== this.now.revision) return { kind: 'stale' };
      this.sent.push(changes);
      this.write(changes);
      return { kind: 'saved', revision: this.now.revision };
    },
  };
  write(changes: Partial<Text>) {
    this.now = { value: { ...this.now.value, ...changes }, revision: (this.now.revision ?? 0) + 1 };
  }
  private refuse() {
    if (this.fails === 'network') throw new TypeError('Failed to fetch');
    if (this.fails === 'signedOut') throw new SignedOut();
  }
}

let server: Server;
let lesson = 0;
const open = () => new Draft(`u1:lesson${lesson}`, server.now, server.port);
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const kind = (draft: Draft<Text>) => draft.current().status.kind;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('indexedDB', new FakeDatabases());
  server = new Server();
  // The database stays open from one test to the next.
  lesson += 1;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a text that saves itself', () => {
  it('is saved after a pause, and only what was changed of it', async () => {
    const draft = open();
    draft.edit({ title: 'Ín' });
    draft.edit({ title: 'Índices parciales' });
    expect(kind(draft)).toBe('unsaved');
    await wait(2000);
    expect(server.sent).toEqual([{ title: 'Índices parciales' }]);
    expect(kind(draft)).toBe('saved');
  });

  it('has one save under way at a time, and keeps what is typed meanwhile', async () => {
    server.delay = 5000;
    const draft = open();
    draft.edit({ html: '<p>ab</p>' });
    await wait(2000);
    expect(kind(draft)).toBe('saving');
    draft.edit({ html: '<p>abc</p>' });
    await wait(1000);
    draft.flush();
    expect(draft.current().value.html).toBe('<p>abc</p>');
    await wait(15_000);
    expect(server.most).toBe(1);
    expect(server.now.value.html).toBe('<p>abc</p>');
    expect(kind(draft)).toBe('saved');
  });

  it('is saved at once when one leaves, without the pause', async () => {
    const draft = open();
    draft.edit({ html: '<p>ab</p>' });
    draft.flush();
    await wait(1);
    expect(server.now.value.html).toBe('<p>ab</p>');
  });

  it('is sent again until the network is back', async () => {
    server.fails = 'network';
    const draft = open();
    draft.edit({ html: '<p>ab</p>' });
    await wait(2000);
    expect(kind(draft)).toBe('offline');
    await wait(10 * 60_000);
    server.fails = 'no';
    window.dispatchEvent(new Event('online'));
    await wait(1);
    expect(server.now.value.html).toBe('<p>ab</p>');
    expect(kind(draft)).toBe('saved');
  });

  it('takes in what somebody changed beside it', async () => {
    const draft = open();
    server.write({ title: 'Otro título' });
    draft.edit({ html: '<p>mío</p>' });
    await wait(2000);
    expect(server.now.value).toEqual({ title: 'Otro título', html: '<p>mío</p>' });
    expect(draft.current().value.title).toBe('Otro título');
    expect(kind(draft)).toBe('saved');
  });

  it('asks when somebody changed the same words, and sends nothing before', async () => {
    const draft = open();
    server.write({ html: '<p>suyo</p>' });
    draft.edit({ html: '<p>mío</p>' });
    await wait(2000);
    expect(kind(draft)).toBe('conflict');
    draft.edit({ html: '<p>mío y más</p>' });
    await wait(60_000);
    expect(server.now.value.html).toBe('<p>suyo</p>');
    const kept = draft.keepMine();
    await wait(10);
    await kept;
    expect(server.now.value.html).toBe('<p>mío y más</p>');
  });

  it('leaves them what only they changed when one keeps one’s own', async () => {
    const draft = open();
    server.write({ title: 'Otro título', html: '<p>suyo</p>' });
    draft.edit({ html: '<p>mío</p>' });
    await wait(2000);
    expect(kind(draft)).toBe('conflict');
    const kept = draft.keepMine();
    await wait(10);
    await kept;
    expect(server.now.value).toEqual({ title: 'Otro título', html: '<p>mío</p>' });
    expect(draft.current().value.title).toBe('Otro título');
  });

  it('stays as it is being typed when its own save comes back in the server’s form', async () => {
    const draft = open();
    draft.edit({ title: 'Índices ' });
    await wait(2000);
    draft.refresh({ value: { ...server.now.value, title: 'Índices' }, revision: server.now.revision });
    expect(draft.current()).toMatchObject({ value: { title: 'Índices ' }, epoch: 0 });
  });

  it('keeps what is being written when one drops what was left', async () => {
    server.fails = 'network';
    const before = open();
    before.edit({ html: '<p>antes</p>' });
    await wait(500);
    const draft = open();
    await wait(10);
    draft.edit({ html: '<p>ahora</p>' });
    await wait(500);
    draft.dropLeft();
    await wait(10);
    const after = open();
    await wait(10);
    expect(after.current().left?.value.html).toBe('<p>ahora</p>');
  });

  it.each([10, 0])('keeps what was left while one writes on without deciding, %i ms after the page came', async (ms) => {
    server.fails = 'network';
    const before = open();
    before.edit({ html: '<p>antes</p>' });
    await wait(500);
    const draft = open();
    if (ms > 0) await wait(ms);
    draft.edit({ html: '<p>ahora</p>' });
    await wait(500);
    expect(draft.current().left?.value.html).toBe('<p>antes</p>');
    // The tab is closed: neither is lost.
    const after = open();
    await wait(10);
    expect(after.current().left?.value.html).toBe('<p>ahora</p>');
    after.dropLeft();
    expect(after.current().left?.value.html).toBe('<p>antes</p>');
    after.takeUp({ title: 'Índices', html: '<p>antes</p>' });
    expect(after.current()).toMatchObject({ value: { html: '<p>antes</p>' }, left: null });
    server.fails = 'no';
    await wait(20_000);
    expect(server.now.value.html).toBe('<p>antes</p>');
    const last = open();
    await wait(10);
    expect(last.current().left).toBeNull();
  });

  it('keeps what was left when what is written meanwhile has been saved', async () => {
    server.fails = 'network';
    const before = open();
    before.edit({ html: '<p>antes</p>' });
    await wait(500);
    // That tab is gone, and what it would still send.
    vi.clearAllTimers();
    server.fails = 'no';
    const draft = open();
    draft.edit({ html: '<p>ahora</p>' });
    await wait(2000);
    expect(server.now.value.html).toBe('<p>ahora</p>');
    const after = open();
    await wait(10);
    expect(after.current().left).toMatchObject({ value: { html: '<p>antes</p>' }, isServerNewer: true });
    after.dropLeft();
    await wait(10);
    const last = open();
    await wait(10);
    expect(last.current().left).toBeNull();
  });

  it('keeps one’s own words beside when one takes the others', async () => {
    const draft = open();
    server.write({ html: '<p>suyo</p>' });
    draft.edit({ html: '<p>mío</p>' });
    await wait(2000);
    await draft.takeTheirs();
    const { value, aside, epoch } = draft.current();
    expect([value.html, aside?.html, epoch]).toEqual(['<p>suyo</p>', '<p>mío</p>', 1]);
    if (aside) draft.takeUp(aside);
    await wait(2000);
    expect(server.now.value.html).toBe('<p>mío</p>');
  });

  it('is offered again after a session that ran out, and sent only when one says so', async () => {
    server.fails = 'signedOut';
    const draft = open();
    draft.edit({ html: '<p>mío</p>' });
    await wait(2000);
    expect(kind(draft)).toBe('signedOut');
    server.fails = 'no';
    const later = open();
    await wait(10);
    expect(later.current().left).toMatchObject({ value: { html: '<p>mío</p>' }, isServerNewer: false });
    expect(server.sent).toEqual([]);
    later.takeUp({ title: 'Índices', html: '<p>mío</p>' });
    await wait(2000);
    expect(server.now.value.html).toBe('<p>mío</p>');
    const after = open();
    await wait(10);
    expect(after.current().left).toBeNull();
  });

  it('says that the server’s text is newer than what was left', async () => {
    server.fails = 'network';
    const draft = open();
    draft.edit({ html: '<p>mío</p>' });
    await wait(500);
    server.write({ html: '<p>posterior</p>' });
    const later = open();
    await wait(10);
    expect(later.current().left?.isServerNewer).toBe(true);
    expect(later.current().value.html).toBe('<p>posterior</p>');
  });

  it('is at risk only while neither the server nor the browser has it', async () => {
    server.fails = 'network';
    const draft = open();
    draft.edit({ html: '<p>mío</p>' });
    expect(draft.isAtRisk()).toBe(true);
    await wait(500);
    expect(draft.isAtRisk()).toBe(false);
  });
});
