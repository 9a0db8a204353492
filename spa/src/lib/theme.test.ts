import { afterEach, expect, it, vi } from 'vitest';
import { store } from './store';
import { followDevice, toggleTheme } from './theme';

afterEach(() => {
  document.documentElement.removeAttribute('class');
  store.write('theme', null);
  vi.unstubAllGlobals();
});

it('changes in one step: nothing fades through the old colours', () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  const seen: string[] = [];
  const measure = vi.spyOn(document.documentElement, 'getBoundingClientRect').mockImplementation(() => {
    seen.push(document.documentElement.className);
    return new DOMRect();
  });
  toggleTheme();
  expect(seen).toEqual(['in-one-step dark']);
  expect(document.documentElement.className).toBe('dark');
  measure.mockRestore();
  vi.unstubAllGlobals();
});

it('what the device has anyway is no choice: the page follows it again', () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  toggleTheme();
  expect(store.read('theme')).toBe('dark');
  toggleTheme();
  expect(store.read('theme')).toBeNull();
  expect(document.documentElement.className).toBe('');
});

it('goes along when the device turns dark, unless something was chosen', () => {
  const device = { matches: false, turn: () => undefined as void, addEventListener: (_: string, act: () => void) => void (device.turn = act) };
  vi.stubGlobal('matchMedia', () => device);
  followDevice();
  device.matches = true;
  device.turn();
  expect(document.documentElement.className).toBe('dark');
  store.write('theme', 'light');
  device.turn();
  expect(document.documentElement.className).toBe('');
});
