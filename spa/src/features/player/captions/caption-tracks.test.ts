import { describe, expect, it } from 'vitest';
import { FakeTrack, FakeVideo } from '@/testing/fake-captions';
import { CaptionTracks, fittingCaption } from './caption-tracks';

const three = () => {
  const video = new FakeVideo();
  const tracks = new CaptionTracks(video.media);
  const stop = tracks.subscribe(() => undefined);
  video.bring(new FakeTrack('', 'thumbnails', 'metadata'));
  const es = video.bring(new FakeTrack('es', 'Español'));
  const en = video.bring(new FakeTrack('en', 'English (auto)'), 'public.accessibility.transcribes-spoken-dialog,public.machine-generated');
  const pt = video.bring(new FakeTrack('pt-BR', 'Português'));
  return { video, tracks, stop, es, en, pt };
};
const locales = (tracks: CaptionTracks) => tracks.current().map(({ locale }) => locale);

describe('the captions of a player', () => {
  it('are all languages of the manifest, and not its thumbnails', () => expect(locales(three().tracks)).toEqual(['es', 'en', 'pt-BR']));

  it('know which of them a machine made', () =>
    expect(three().tracks.current().map(({ isMachineMade }) => isMachineMade)).toEqual([false, true, false]));

  it('load one of them without letting the browser draw it', () => {
    const { tracks, es, en, pt } = three();
    tracks.select(tracks.current()[1] ?? null);
    expect([es, en, pt].map(({ mode }) => mode)).toEqual(['disabled', 'hidden', 'disabled']);
    tracks.select(null);
    expect([es, en, pt].map(({ mode }) => mode)).toEqual(['disabled', 'disabled', 'disabled']);
  });

  it('stay as the person wants them when the engine chooses its default', () => {
    const { video, es, en, tracks } = three();
    tracks.select(tracks.current()[1] ?? null);
    video.setMode(es, 'showing');
    video.setMode(en, 'disabled');
    expect([es.mode, en.mode]).toEqual(['disabled', 'hidden']);
  });

  it('are drawn by the browser in a phone’s own full screen, and by the page again after it', () => {
    const { video, tracks, es } = three();
    tracks.select(tracks.current()[0] ?? null);
    video.media.dispatchEvent(new Event('webkitbeginfullscreen'));
    expect(es.mode).toBe('showing');
    video.media.dispatchEvent(new Event('webkitendfullscreen'));
    expect(es.mode).toBe('hidden');
  });

  it('go with their engine, and are let alone when nobody looks', () => {
    const { video, tracks, stop } = three();
    video.loseAll();
    expect(locales(tracks)).toEqual([]);
    stop();
    video.bring(new FakeTrack('es', 'Español'));
    expect(locales(tracks)).toEqual([]);
  });
});

describe('the caption that is shown', () => {
  const { tracks } = three();
  const shown = (chosen: string | null, page: string) => fittingCaption(tracks.current(), chosen, page)?.locale;

  it('is the language that was chosen, in any lesson', () => expect(shown('EN', 'es')).toBe('en'));
  it('is a dialect of it where it is not there itself', () => expect(shown('pt-PT', 'es')).toBe('pt-BR'));
  it('is in the language of the page where the chosen one is missing', () => expect(shown('de', 'en')).toBe('en'));
  it('is in the language of the page before the first choice', () => expect(shown(null, 'es')).toBe('es'));
  it('is the first where no language fits', () => expect(shown('de', 'fr')).toBe('es'));
  it('is none where there are none', () => expect(fittingCaption([], 'es', 'es')).toBeNull());
});
