import { describe, expect, it } from 'vitest';
import { captionPreferences, parsePreferences } from './caption-preferences';

describe('the preferences of captions', () => {
  it('are off until somebody turns them on', () => expect(parsePreferences(null)).toEqual({ isOn: false, locale: null, size: 'normal', background: 'shade' }));

  it.each(['{', 'null', '3', '{"size":"gigantic","background":7,"isOn":"yes","locale":[]}'])('take what is not understood as unset: %s', (text) =>
    expect(parsePreferences(text)).toEqual(parsePreferences(null)));

  it('are remembered by the browser', () => {
    captionPreferences.change({ isOn: true, locale: 'en' });
    captionPreferences.change({ size: 'huge', background: 'none' });
    expect(parsePreferences(localStorage.getItem('aula.captions'))).toEqual({ isOn: true, locale: 'en', size: 'huge', background: 'none' });
  });
});
