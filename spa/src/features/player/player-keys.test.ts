import { renderHook } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { actOf, usePlayerKeys } from './player-keys';

const key = (name: string, more = {}) => ({ key: name, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });

test('space and K toggle, J and L jump ten seconds, arrows five', () => {
  expect(actOf(key(' '))).toEqual({ kind: 'toggle' });
  expect(actOf(key('j'))).toEqual({ kind: 'seekBy', seconds: -10 });
  expect(actOf(key('ArrowRight'))).toEqual({ kind: 'seekBy', seconds: 5 });
});

test('a digit jumps to that tenth of the lesson', () => {
  expect(actOf(key('7'))).toEqual({ kind: 'seekTo', share: 0.7 });
});

test('next needs shift, and the browser keeps its own shortcuts', () => {
  expect(actOf(key('n'))).toBeNull();
  expect(actOf(key('N', { shiftKey: true }))).toEqual({ kind: 'next' });
  expect(actOf(key('f', { ctrlKey: true }))).toBeNull();
});

const press = (target: Element) => target.dispatchEvent(new KeyboardEvent('keydown', { key: 'c', bubbles: true, composed: true }));

test('C asks for captions, except where a person is writing', () => {
  const told = { onNext: vi.fn(), onNoFullscreen: vi.fn(), onCaptions: vi.fn() };
  const frame = { current: document.createElement('div') };
  const media = { current: document.createElement('video') };
  renderHook(() => usePlayerKeys(frame, media, told));
  const box = document.body.appendChild(document.createElement('textarea'));
  press(document.body);
  expect(told.onCaptions).toHaveBeenCalledTimes(1);
  press(box);
  expect(told.onCaptions).toHaveBeenCalledTimes(1);
  box.remove();
});
