import { isMadeByMachine } from '@/lib/hls-engine';

/** The words of a video in one language. */
export type Caption = { id: string; locale: string; label: string; isMachineMade: boolean; track: TextTrack };

const IS_SPOKEN = new Set<string>(['captions', 'subtitles']);

function captionsOf(media: HTMLVideoElement): Caption[] {
  return [...media.textTracks].flatMap((track, n) =>
    IS_SPOKEN.has(track.kind) ? [{ id: `${n} ${track.language}`, locale: track.language, label: track.label, isMachineMade: isMadeByMachine(media, track), track }] : [],
  );
}

const primary = (locale: string) => locale.toLowerCase().split('-')[0];

/** The caption in the language that was chosen, else in a dialect of it, else in the language of the page; the first where none fits. */
export function fittingCaption(captions: readonly Caption[], chosen: string | null, page: string): Caption | null {
  for (const wanted of [chosen, page]) {
    if (wanted === null) continue;
    const exact = captions.find(({ locale }) => locale.toLowerCase() === wanted.toLowerCase());
    const near = exact ?? captions.find(({ locale }) => primary(locale) === primary(wanted));
    if (near) return near;
  }
  return captions[0] ?? null;
}

/**
 * The captions of one player. The page draws the cues itself, so that their size and ground are the person's and they stand
 * above the controls: the chosen track is `hidden`, which loads it without drawing. A phone's own full screen knows no page,
 * there the browser draws.
 */
export class CaptionTracks {
  private captions: readonly Caption[] = [];
  private wanted: TextTrack | null = null;
  private isNative = false;

  constructor(private readonly media: HTMLVideoElement) {}

  readonly current = () => this.captions;

  readonly subscribe = (listener: () => void) => {
    const { media } = this;
    const stop = new AbortController();
    const on = (target: EventTarget, name: string, act: () => void) => target.addEventListener(name, act, { signal: stop.signal });
    const read = () => {
      this.captions = captionsOf(media);
      this.hold();
      listener();
    };
    // The engine's tracks come and go with each address, and it chooses one by itself.
    for (const name of ['addtrack', 'removetrack']) on(media.textTracks, name, read);
    on(media.textTracks, 'change', () => this.hold());
    on(media, 'webkitbeginfullscreen', () => this.draw(true));
    on(media, 'webkitendfullscreen', () => this.draw(false));
    read();
    return () => stop.abort();
  };

  select(caption: Caption | null) {
    this.wanted = caption?.track ?? null;
    this.hold();
  }

  private draw(isNative: boolean) {
    this.isNative = isNative;
    this.hold();
  }

  private hold() {
    const shown = this.isNative ? 'showing' : 'hidden';
    for (const { track } of this.captions) {
      const mode = track === this.wanted ? shown : 'disabled';
      if (track.mode !== mode) track.mode = mode;
    }
  }
}

const NO_CUES: readonly TextTrackCue[] = [];

/** What is said now in one track. */
export class LiveCues {
  private cues = NO_CUES;

  constructor(private readonly track: TextTrack) {}

  readonly current = () => this.cues;

  readonly subscribe = (listener: () => void) => {
    const read = () => {
      this.cues = this.track.activeCues ? [...this.track.activeCues] : NO_CUES;
      listener();
    };
    this.track.addEventListener('cuechange', read);
    read();
    return () => this.track.removeEventListener('cuechange', read);
  };
}
