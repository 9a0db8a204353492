import { renderHook } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
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

test('N writes a note, with shift it goes to the next lesson, and the browser keeps its own shortcuts', () => {
  expect(actOf(key('n'))).toEqual({ kind: 'note' });
  expect(actOf(key('N', { shiftKey: true }))).toEqual({ kind: 'next' });
  expect(actOf(key('f', { ctrlKey: true }))).toBeNull();
});

test('a question mark asks for help', () => expect(actOf(key('?', { shiftKey: true }))).toEqual({ kind: 'help' }));

const press = (target: Element, name = 'c') => target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true }));

function listen() {
  const told = { onNext: vi.fn(), onNote: vi.fn(), onHelp: vi.fn(), onNoFullscreen: vi.fn(), onCaptions: vi.fn() };
  const frame = { current: document.createElement('div') };
  const media = { current: document.createElement('video') };
  renderHook(() => usePlayerKeys(frame, media, told));
  return { told, media: media.current };
}

function control(tag: string, type?: string) {
  const element = document.body.appendChild(document.createElement(tag));
  if (type) element.setAttribute('type', type);
  return element;
}

afterEach(() => document.body.replaceChildren());

test('C asks for captions, except where a person is writing', () => {
  const { told } = listen();
  press(document.body);
  expect(told.onCaptions).toHaveBeenCalledTimes(1);
  press(control('textarea'));
  press(control('input', 'search'));
  expect(told.onCaptions).toHaveBeenCalledTimes(1);
});

test('keys are alive after a click on any control, each of which keeps its own', () => {
  const { told, media } = listen();
  const controls = [control('input', 'range'), control('input', 'checkbox'), control('button')];
  for (const each of controls) press(each);
  expect(told.onCaptions).toHaveBeenCalledTimes(controls.length);
  media.currentTime = 60;
  press(controls[0] ?? document.body, 'ArrowRight');
  expect(media.currentTime).toBe(60);
  press(controls[2] ?? document.body, 'ArrowRight');
  expect(media.currentTime).toBe(65);
});

test('nothing of it reaches the film from a question over the page', () => {
  const { told } = listen();
  const dialog = control('dialog');
  press(dialog.appendChild(document.createElement('button')));
  expect(told.onCaptions).not.toHaveBeenCalled();
});
