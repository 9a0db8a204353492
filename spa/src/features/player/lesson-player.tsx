import HlsVideo from 'hls-video-element/react';
import {
  MediaControlBar,
  MediaController,
  MediaFullscreenButton,
  MediaLoadingIndicator,
  MediaMuteButton,
  MediaPlayButton,
  MediaPreviewChapterDisplay,
  MediaPreviewThumbnail,
  MediaPreviewTimeDisplay,
  MediaSeekBackwardButton,
  MediaSeekForwardButton,
  MediaTimeDisplay,
  MediaTimeRange,
  MediaVolumeRange,
} from 'media-chrome/react';
import {
  MediaPlaybackRateMenu,
  MediaPlaybackRateMenuButton,
  MediaRenditionMenu,
  MediaRenditionMenuButton,
} from 'media-chrome/react/menu';
import 'media-chrome/lang/es.js';
import { Gauge } from 'lucide-react';
import { Fragment, useDeferredValue, useEffect, useRef, useState, type CSSProperties, type ReactNode, type RefObject } from 'react';
import { useI18n } from '@/lib/i18n';
import type { engineConfig } from '@/lib/hls-engine';
import { findMedia, play } from '@/lib/media';
import { notify } from '@/lib/notify';
import { CaptionLayer } from './captions/caption-layer';
import { CaptionsButton, CaptionsPanel } from './captions/captions-menu';
import { toggleCaptions, useCaptions } from './captions/use-captions';
import { useChapterTrack, type Chapter } from './chapters/chapters';
import { ChaptersButton, ChaptersPanel } from './chapters/chapters-menu';
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

/** Over the bar of time, which takes the taps otherwise. A small picture is too low for a column: there the choices stand in a row. */
const MENU =
  'z-10 max-sm:[--media-menu-layout:row] max-sm:[--media-menu-gap:0] max-sm:[--media-menu-overflow:auto_hidden] max-sm:max-w-full max-sm:[&::part(menu-item)]:min-h-11 max-sm:[&::part(menu-item)]:shrink-0';

/** In place of their button to the menu above, of which there is none: a menu's children are its choices. */
const noWayBack = <span slot="header" hidden />;

type Props = {
  title: string;
  hlsUrl: string;
  /** A picture in the slot of that name. */
  poster?: ReactNode;
  thumbnailsUrl?: string | null;
  chapters: readonly Chapter[];
  durationMs: number;
  /** Of the bar of time. */
  barStyle?: CSSProperties;
  startAtMs: number;
  /** Plays without being asked, because the person just asked. */
  isStarting?: boolean;
  engine: ReturnType<typeof engineConfig>;
  /** The media that `onMedia` told of. */
  media: HTMLVideoElement | null;
  controlsRef: RefObject<HTMLVideoElement | null>;
  onNext: () => void;
  onNote: () => void;
  onHelp: () => void;
  onMedia: (media: HTMLVideoElement | null) => void;
  /** The media stands where the lesson goes on: from now on its clock counts. */
  onPlaced: () => void;
  onPlaying: (media: HTMLVideoElement) => void;
  onTime: (media: HTMLVideoElement) => void;
  onStopped: (media: HTMLVideoElement) => void;
  onSeeking: () => void;
  onEnded: () => void;
  /** Over the picture, in full screen too. */
  children?: ReactNode;
};

/** The one place that knows which player library we use. */
export function LessonPlayer({ title, hlsUrl, poster, thumbnailsUrl, chapters, durationMs, barStyle, startAtMs, isStarting = false, engine, media: told, controlsRef, onNext, onNote, onHelp, children, ...on }: Props) {
  const { t, locale } = useI18n();
  const frame = useRef<HTMLDivElement>(null);
  const latest = useRef(on);
  useEffect(() => {
    latest.current = on;
  });
  const { captions, active } = useCaptions(told);
  const chapterTrack = useChapterTrack(chapters, durationMs);
  const chaptersButton = useRef<HTMLButtonElement>(null);
  const [areChaptersOpen, setChaptersOpen] = useState(false);
  const [chapterMs, setChapterMs] = useState(startAtMs);
  const captionsButton = useRef<HTMLButtonElement>(null);
  const [isCaptionsOpen, setCaptionsOpen] = useState(false);
  usePlayerKeys(frame, controlsRef, {
    onNext,
    onNote,
    onHelp,
    onNoFullscreen: () => notify({ tone: 'error', message: t('player.noFullscreen') }),
    onCaptions: () => (captions.length > 0 ? toggleCaptions() : notify({ message: t('captions.none') })),
  });
  // The controls take their words when they are made, the media must not be made again: they follow one step later.
  const language = useDeferredValue(locale);

  useEffect(() => {
    const media = findMedia(frame.current);
    if (!media) return;
    controlsRef.current = media;
    latest.current.onMedia(media);
    const abort = new AbortController();
    const listen = (name: string, act: () => void) => media.addEventListener(name, act, { signal: abort.signal });
    let lastSecond = startAtMs / 1000;
    let isMoving = isStarting;
    const place = () => {
      if (lastSecond > 0 && media.currentTime < 0.5) media.currentTime = lastSecond;
      if (isMoving && media.paused) void play(media);
      latest.current.onPlaced();
    };
    listen('playing', () => {
      isMoving = true;
      latest.current.onPlaying(media);
    });
    listen('timeupdate', () => {
      // Loading it anew sets the clock back to zero for a moment.
      if (media.readyState > 0 && media.currentTime > 0) lastSecond = media.currentTime;
      latest.current.onTime(media);
      setChapterMs(Math.floor(media.currentTime) * 1000);
    });
    for (const name of ['pause', 'seeking', 'ended', 'waiting']) listen(name, () => latest.current.onStopped(media));
    listen('seeking', () => latest.current.onSeeking());
    listen('ended', () => latest.current.onEnded());
    listen('pause', () => void (media.readyState > 0 && (isMoving = false)));
    listen('seeked', () => void (!media.paused && latest.current.onPlaying(media)));
    if (media.readyState > 0) place();
    // Again when it was loaded anew: it goes on at its second.
    listen('loadedmetadata', place);
    return () => {
      abort.abort();
      controlsRef.current = null;
      latest.current.onMedia(null);
    };
  }, [controlsRef, startAtMs, isStarting]);

  return (
    <div ref={frame} role="region" aria-label={t('player.region', { title })} className="relative aspect-video w-full overflow-hidden bg-black sm:rounded-lg">
      <MediaController lang={locale} noHotkeys className="@container size-full" style={colours}>
        <HlsVideo slot="media" config={engine} src={hlsUrl} playsInline preload="metadata" className="size-full">
          {thumbnailsUrl && <track kind="metadata" label="thumbnails" src={thumbnailsUrl} default />}
          {chapterTrack && <track key={chapterTrack} kind="chapters" src={chapterTrack} srcLang={locale} default />}
        </HlsVideo>
        {poster}
        <Fragment key={language}>
          <MediaLoadingIndicator slot="centered-chrome" noAutohide />
          <MediaPlaybackRateMenu hidden anchor="auto" rates={RATES} className={MENU}>
            {noWayBack}
          </MediaPlaybackRateMenu>
          <MediaRenditionMenu hidden anchor="auto" className={MENU}>
            {noWayBack}
          </MediaRenditionMenu>
          <CaptionLayer caption={active} />
          <MediaTimeRange className="w-full" style={barStyle}>
            <MediaPreviewThumbnail slot="preview" />
            {chapterTrack && <MediaPreviewChapterDisplay slot="preview" />}
            <MediaPreviewTimeDisplay slot="preview" />
          </MediaTimeRange>
          {/* The reset of our styles reaches the controls' hosts and takes their padding. */}
          <MediaControlBar className="w-full [&>:not(span)]:p-2.5">
            <MediaPlayButton />
            {/* Their tooltips say other words than their labels, which name the seconds. */}
            <MediaSeekBackwardButton seekOffset={10} noTooltip className="max-sm:hidden" />
            <MediaSeekForwardButton seekOffset={10} noTooltip className="max-sm:hidden" />
            <MediaMuteButton />
            <MediaVolumeRange className="max-sm:hidden" />
            <MediaTimeDisplay showDuration noToggle />
            <span className="flex-1 bg-[var(--media-secondary-color)]" />
            <MediaPlaybackRateMenuButton>
              <span slot="icon">
                <Gauge aria-hidden="true" className="size-6" />
              </span>
            </MediaPlaybackRateMenuButton>
            {chapters.length > 0 && (
              <ChaptersButton chapters={chapters} positionMs={chapterMs} isOpen={areChaptersOpen} button={chaptersButton} onToggle={() => setChaptersOpen(!areChaptersOpen)} />
            )}
            {captions.length > 0 && (
              <CaptionsButton isOn={active !== null} isOpen={isCaptionsOpen} button={captionsButton} onToggle={() => setCaptionsOpen(!isCaptionsOpen)} />
            )}
            <MediaRenditionMenuButton />
            <MediaFullscreenButton />
          </MediaControlBar>
          {areChaptersOpen && (
            <ChaptersPanel
              chapters={chapters}
              positionMs={chapterMs}
              button={chaptersButton}
              onSeek={(ms) => void (controlsRef.current && (controlsRef.current.currentTime = ms / 1000))}
              onClose={() => setChaptersOpen(false)}
            />
          )}
          {isCaptionsOpen && captions.length > 0 && (
            <CaptionsPanel captions={captions} active={active} button={captionsButton} onClose={() => setCaptionsOpen(false)} />
          )}
        </Fragment>
      </MediaController>
      {children}
    </div>
  );
}
