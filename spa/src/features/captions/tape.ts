import { play } from '@/lib/media';

/** The video that the words belong to, as far as writing them needs it. Without a video it stands at its beginning. */
export class Tape {
  private video: HTMLVideoElement | null = null;
  private readonly listeners = new Set<() => void>();
  private stopAtMs: number | null = null;

  readonly nowMs = () => (this.video?.currentTime ?? 0) * 1000;
  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** Takes a video in; returns what lets go of it. */
  hold(video: HTMLVideoElement): () => void {
    this.video = video;
    const names = ['timeupdate', 'seeking', 'loadedmetadata'];
    const onMove = () => {
      if (this.stopAtMs !== null && this.nowMs() >= this.stopAtMs) this.pause();
      for (const listener of this.listeners) listener();
    };
    for (const name of names) video.addEventListener(name, onMove);
    return () => {
      for (const name of names) video.removeEventListener(name, onMove);
      this.video = null;
    };
  }

  seekTo(ms: number) {
    this.stopAtMs = null;
    if (this.video) this.video.currentTime = Math.max(0, ms) / 1000;
  }

  toggle() {
    if (!this.video?.paused) return this.pause();
    this.stopAtMs = null;
    void play(this.video);
  }

  /** Plays a part and stops at its end. */
  replay(startMs: number, endMs: number) {
    this.seekTo(startMs);
    this.stopAtMs = endMs;
    if (this.video) void play(this.video);
  }

  private pause() {
    this.stopAtMs = null;
    this.video?.pause();
  }
}
