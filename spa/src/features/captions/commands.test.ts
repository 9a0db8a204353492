import { expect, it } from 'vitest';
import { commandOf, KEYS } from './commands';

const key = (name: string, code: string, more: object = {}) => ({ key: name, code, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, isComposing: false, ...more });

it('letters alone are the text’s, and so is what AltGr makes', () => {
  expect(commandOf(key('k', 'KeyK'))).toBeNull();
  expect(commandOf(key('€', 'KeyE', { altKey: true, ctrlKey: true }))).toBeNull();
});

it('keys with Alt count by their place, whatever letter the machine makes of them', () => {
  expect(commandOf(key('˚', 'KeyK', { altKey: true }))).toBe('play');
  expect(commandOf(key('Enter', 'Enter', { altKey: true }))).toBe('split');
  expect(commandOf(key('Ω', 'KeyZ', { altKey: true }))).toBe('startEarlier');
  expect(commandOf(key('Z', 'KeyZ', { altKey: true, shiftKey: true }))).toBe('earlier');
});

it('undo, redo and save are where every program has them', () => {
  expect(commandOf(key('z', 'KeyW', { ctrlKey: true }))).toBe('undo');
  expect(commandOf(key('Z', 'KeyZ', { metaKey: true, shiftKey: true }))).toBe('redo');
  expect(commandOf(key('s', 'KeyS', { ctrlKey: true }))).toBe('save');
});

it('while a word is composed every key is the composition’s', () => {
  expect(commandOf(key('Enter', 'Enter', { altKey: true, isComposing: true }))).toBeNull();
  expect(commandOf(key('z', 'KeyZ', { ctrlKey: true, isComposing: true }))).toBeNull();
});

it('no two commands share a key', () => expect(new Set(Object.values(KEYS)).size).toBe(Object.keys(KEYS).length));
