import HlsVideo from 'hls-video-element/react';
import {
  MediaControlBar,
  MediaController,
  MediaFullscreenButton,
  MediaLoadingIndicator,
  MediaMuteButton,
  MediaPlayButton,
  MediaPreviewThumbnail,
  MediaPreviewTimeDisplay,
  MediaSeekBackwardButton,
  MediaSeekForwardButton,
  MediaTimeDisplay,
  MediaTimeRange,
  MediaVolumeRange,
} from 'media-chrome/react';
import {
  MediaCaptionsMenu,
  MediaCaptionsMenuButton,
  MediaPlaybackRateMenu,
  MediaPlaybackRateMenuButton,
  MediaRenditionMenu,
  MediaRenditionMenuButton,
} from 'media-chrome/react/menu';
import 'media-chrome/lang/es.js';
import { Gauge } from 'lucide-react';
import { useEffect, useRef, type CSSProperties, type RefObject } from 'react';
import { useI18n } from '@/lib/i18n';
import { findMedia } from '@/lib/media';
import { usePlayerKeys } from './player-keys';

const RATES = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];
const colours: CSSProperties & Record<`--${string}`, string> = {
  '--media-primary-color': 'oklch(0.97 0.01 120)',
  '--media-secondary-color': 'oklch(0.22 0.03 177 / 0.82)',
  '--media-range-bar-color': 'oklch(0.83 0.152 82)',
  '--media-font-family': 'var(--font-body)',
  '--media-menu-background': 'oklch(0.22 0.03 177 / 0.96)',
  '--media-control-hover-background': 'oklch(1 0 0 / 0.14)',
};

type Props = {
  title: string;
  hlsUrl: string;
  poster?: string | null;
  thumbnailsUrl?: string | null;
  startAtMs: number;
  controlsRef: RefObject<HTMLVideoElement | null>;
  onNext: () => void;
  onPlaying: (media: HTMLVideoElement) => void;
  onTime: (media: HTMLVideoElement) => void;
  onStopped: (media: HTMLVideoElement) => void;
  onFailed: () => void;
};

/** The one place that knows which player library we use. */
export function LessonPlayer({ title, hlsUrl, poster, thumbnailsUrl, startAtMs, controlsRef, onNext, ...on }: Props) {
  const { t, locale } = useI18n();
  const frame = useRef<HTMLDivElement>(null);
  const latest = useRef(on);
  useEffect(() => {
    latest.current = on;
  });
  usePlayerKeys(frame, controlsRef, onNext);

  useEffect(() => {
    const media = findMedia(frame.current);
    if (!media) return;
    controlsRef.current = media;
    const abort = new AbortController();
    const listen = (name: string, act: () => void) => media.addEventListener(name, act, { signal: abort.signal });
    listen('playing', () => latest.current.onPlaying(media));
    listen('timeupdate', () => latest.current.onTime(media));
    for (const name of ['pause', 'seeking', 'ended', 'waiting']) listen(name, () => latest.current.onStopped(media));
    listen('seeked', () => void (!media.paused && latest.current.onPlaying(media)));
    listen('error', () => latest.current.onFailed());
    const resume = () => {
      if (startAtMs > 0 && media.currentTime < 0.5) media.currentTime = startAtMs / 1000;
    };
    if (media.readyState > 0) resume();
    // Again after a renewed address: the element starts it at zero.
    listen('loadedmetadata', resume);
    return () => abort.abort();
  }, [controlsRef, startAtMs]);

  return (
    <div ref={frame} role="region" aria-label={t('player.region', { title })} className="aspect-video w-full overflow-hidden bg-black sm:rounded-lg">
      <MediaController key={locale} lang={locale} noHotkeys className="size-full" style={colours}>
        <HlsVideo slot="media" src={hlsUrl} poster={poster ?? undefined} playsInline preload="auto" className="size-full">
          {thumbnailsUrl && <track kind="metadata" label="thumbnails" src={thumbnailsUrl} default />}
        </HlsVideo>
        <MediaLoadingIndicator slot="centered-chrome" noAutohide />
        <MediaPlaybackRateMenu hidden anchor="auto" rates={RATES} />
        <MediaCaptionsMenu hidden anchor="auto" />
        <MediaRenditionMenu hidden anchor="auto" />
        <MediaTimeRange className="w-full">
          <MediaPreviewThumbnail slot="preview" />
          <MediaPreviewTimeDisplay slot="preview" />
        </MediaTimeRange>
        {/* The reset of our styles reaches the controls' hosts and takes their padding. */}
        <MediaControlBar className="w-full [&>:not(span)]:p-2.5">
          <MediaPlayButton />
          <MediaSeekBackwardButton seekOffset={10} className="max-sm:hidden" />
          <MediaSeekForwardButton seekOffset={10} className="max-sm:hidden" />
          <MediaMuteButton />
          <MediaVolumeRange className="max-sm:hidden" />
          <MediaTimeDisplay showDuration noToggle />
          <span className="flex-1 bg-[var(--media-secondary-color)]" />
          <MediaPlaybackRateMenuButton>
            <span slot="icon">
              <Gauge aria-hidden="true" className="size-6" />
            </span>
          </MediaPlaybackRateMenuButton>
          <MediaCaptionsMenuButton />
          <MediaRenditionMenuButton />
          <MediaFullscreenButton />
        </MediaControlBar>
      </MediaController>
    </div>
  );
}
