/** As much of a text track as a player uses; jsdom has none. */
export class FakeTrack extends EventTarget {
  mode: TextTrackMode = 'disabled';
  activeCues: object[] = [];
  constructor(readonly language: string, readonly label: string, readonly kind = 'subtitles') {
    super();
  }
  say(...texts: string[]) {
    this.activeCues = texts.map((html, n) => ({ startTime: n, getCueAsHTML: () => document.createRange().createContextualFragment(html) }));
    this.dispatchEvent(new Event('cuechange'));
  }
}

type Described = { name: string; lang: string; characteristics?: string };

/** A video whose engine brings tracks, as hls.js does: later, one after the other, and choosing one by itself. */
export class FakeVideo {
  readonly tracks: FakeTrack[] = [];
  readonly described: Described[] = [];
  private readonly list = Object.assign(new EventTarget(), { [Symbol.iterator]: () => this.tracks[Symbol.iterator]() });
  readonly media = Object.assign(new EventTarget(), { textTracks: this.list, api: { subtitleTracks: this.described } }) as unknown as HTMLVideoElement;

  bring(track: FakeTrack, characteristics?: string) {
    this.tracks.push(track);
    this.described.push({ name: track.label, lang: track.language, characteristics });
    this.list.dispatchEvent(new Event('addtrack'));
    return track;
  }

  loseAll() {
    this.tracks.length = 0;
    this.list.dispatchEvent(new Event('removetrack'));
  }

  setMode(track: FakeTrack, mode: TextTrackMode) {
    track.mode = mode;
    this.list.dispatchEvent(new Event('change'));
  }
}
