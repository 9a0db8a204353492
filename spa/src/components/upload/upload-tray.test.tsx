import { ApolloProvider } from '@apollo/client/react';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { noticeStore } from '@/lib/notify';
import { answering, clientOver } from '@/testing/client';
import { FakeDatabases } from '@/testing/fake-database';
import { TusServer, xhrOver } from '@/testing/tus-server';
import { Uploads } from './upload-store';
import { Tray } from './upload-tray';

let server: TusServer;
let visibility: DocumentVisibilityState = 'visible';
const alone = { take: async () => () => undefined, isTaken: async () => false, onFree: () => () => undefined };

async function pass(ms: number) {
  for (let n = 0; n < 20; n++) {
    await act(() => vi.advanceTimersByTimeAsync(ms / 20));
    await act(() => new Promise((done) => setImmediate(done)));
  }
}

const draw = (uploads: Uploads) =>
  render(
    <ApolloProvider client={clientOver(answering(() => undefined))}>
      <I18nProvider>
        <MemoryRouter>
          <Tray uploads={uploads} />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );

/** A tray whose one upload has just ended. */
async function ended() {
  const uploads = new Uploads(server.port, 'usr_1', alone);
  draw(uploads);
  act(() => void uploads.add(new File(['x'.repeat(20)], 'clase.mkv'), { lessonId: 'l1', lessonTitle: 'Índices', path: '/teach/c' }));
  await pass(1_000);
  expect(screen.getByText('Subidas terminadas')).toBeVisible();
  return uploads;
}

/** jsdom lays nothing out: what a browser would notice is said by hand. */
let resized = () => undefined;
class FakeResizeObserver implements ResizeObserver {
  constructor(private readonly told: ResizeObserverCallback) {}
  observe() {
    resized = () => void this.told([], this);
    resized();
  }
  unobserve() {}
  disconnect() {}
}

beforeEach(async () => {
  vi.stubGlobal('ResizeObserver', FakeResizeObserver);
  await import('tus-js-client');
  server = new TusServer();
  visibility = 'visible';
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
  vi.stubGlobal('XMLHttpRequest', xhrOver(server));
  vi.stubGlobal('indexedDB', new FakeDatabases());
  const random = crypto.getRandomValues.bind(crypto);
  vi.stubGlobal('crypto', { getRandomValues: random });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('leaves its place to no notice: says how high it is, as long as it is there', async () => {
  const root = document.documentElement.style;
  let height = 48;
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockImplementation(() => height);
  const uploads = await ended();
  expect(root.getPropertyValue('--tray-height')).toBe('48px');
  height = 320;
  act(resized);
  expect(root.getPropertyValue('--tray-height')).toBe('320px');
  act(() => uploads.putAway());
  expect(root.getPropertyValue('--tray-height')).toBe('');
});

it('stays long enough to be read, and then goes by itself', async () => {
  await ended();
  await pass(15_000);
  expect(screen.getByText('Subidas terminadas')).toBeVisible();
  await pass(10_000);
  expect(screen.queryByRole('complementary')).toBeNull();
});

it('waits for a person who looks elsewhere', async () => {
  await ended();
  visibility = 'hidden';
  document.dispatchEvent(new Event('visibilitychange'));
  await pass(600_000);
  expect(screen.getByText('Subidas terminadas')).toBeVisible();
  visibility = 'visible';
  document.dispatchEvent(new Event('visibilitychange'));
  await pass(25_000);
  expect(screen.queryByRole('complementary')).toBeNull();
});

it('does not go from under the hands of somebody who reads it', async () => {
  await ended();
  const toggle = screen.getByRole('button', { name: /Subidas terminadas/ });
  fireEvent.click(toggle);
  await pass(60_000);
  expect(screen.getByText('clase.mkv')).toBeVisible();
  fireEvent.click(toggle);
  toggle.focus();
  await pass(60_000);
  expect(toggle).toBeVisible();
  toggle.blur();
  await pass(25_000);
  expect(screen.queryByRole('complementary')).toBeNull();
});

it('is closed by hand, and is there again for the next upload', async () => {
  const uploads = await ended();
  fireEvent.click(screen.getByRole('button', { name: 'Quitar las subidas terminadas' }));
  expect(screen.queryByRole('complementary')).toBeNull();
  server.isOnline = false;
  act(() => void uploads.add(new File(['y'.repeat(20)], 'otra.mkv'), { lessonId: 'l2', lessonTitle: 'Planes', path: '/teach/c' }));
  await pass(1_000);
  expect(screen.getByText('1 subida')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Quitar las subidas terminadas' })).toBeNull();
});

it('counts what is whole by now: of two that are as large half has come', async () => {
  const uploads = await ended();
  server.isOnline = false;
  act(() => void uploads.add(new File(['y'.repeat(20)], 'otra.mkv'), { lessonId: 'l2', lessonTitle: 'Planes', path: '/teach/c' }));
  await pass(1_000);
  expect(screen.getByRole('button', { name: /1 subida/ })).toHaveTextContent(/50\s%/);
});

const told = () => noticeStore.current().filter(({ message }) => message.includes('notas.txt'));

it('what is said of a refused file goes when another is chosen in its place', async () => {
  const uploads = new Uploads({ ...server.port, create: async () => ({ kind: 'refused', code: 'UNSUPPORTED', message: 'No.' }) }, 'usr_1', alone);
  draw(uploads);
  act(() => void uploads.add(new File(['x'], 'notas.txt'), { lessonId: 'l1', lessonTitle: 'Índices', path: '/teach/c' }));
  await pass(1_000);
  expect(told().map(({ message }) => message)).toEqual(['La subida de notas.txt se ha detenido.']);
  const refused = uploads.current()[0];
  act(() => refused && uploads.replace(refused.id, new File(['y'], 'clase.mp4')));
  expect(told()).toEqual([]);
  expect(uploads.current().map(({ name, lessonId }) => [name, lessonId])).toEqual([['clase.mp4', 'l1']]);
});
