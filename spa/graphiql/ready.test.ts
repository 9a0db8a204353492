import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { holdUntilReady } from './ready';

let root: HTMLElement;
beforeEach(() => {
  vi.useFakeTimers();
  root = document.createElement('div');
  holdUntilReady(root);
});
afterEach(() => void vi.useRealTimers());

it('nothing can be pressed before both editors are there', async () => {
  root.innerHTML = '<div class="graphiql-query-editor"><div class="CodeMirror"></div></div><section class="result-window"></section>';
  await vi.advanceTimersByTimeAsync(1_000);
  expect(root.inert).toBe(true);
  root.querySelector('.result-window')?.append(Object.assign(document.createElement('div'), { className: 'CodeMirror' }));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(root.inert).toBe(false);
});

it('editors that never come keep nobody out for good', async () => {
  await vi.advanceTimersByTimeAsync(20_000);
  expect(root.inert).toBe(false);
});
