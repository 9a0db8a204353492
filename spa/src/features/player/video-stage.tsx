import { useCallback, useEffect, useMemo, useRef, useState, type CSSProperties, type ReactNode, type RefObject } from 'react';
import { useImage } from '@/components/use-image';
import { Button } from '@/components/ui/button';
import { readFragment } from '@/gql';
import { engineConfig } from '@/lib/hls-engine';
import { useI18n } from '@/lib/i18n';
import type { Watched } from '@/lib/watch-answer';
import type { Chapter } from './chapters/chapters';
import { LessonPlayer } from './lesson-player';
import { PosterImage, PosterImageFragment, type PosterRef } from './poster-image';
import type { Playback } from './use-playback';
import { useRecovery, type Trouble } from './use-recovery';
import { useRenewal } from './use-renewal';
import { useWatch } from './use-watch';
import type { WatchState } from './watch-reporter';

export type StageProps = {
  title: string;
  poster?: PosterRef | null;
  chapters: readonly Chapter[];
  durationMs: number;
  /** Of the bar of time. */
  barStyle?: CSSProperties;
  controlsRef: RefObject<HTMLVideoElement | null>;
  /** Puts the film where another device is, as long as it stands still; false while it plays. */
  followRef: RefObject<((ms: number) => boolean) | null>;
  /** Absent for visitors: what they watch waits on their device. */
  viewerId: string | undefined;
  onNext: () => void;
  /** Somebody wants to write a note at this second. */
  onNote: () => void;
  /** Somebody asks what the keys do. */
  onHelp: () => void;
  onSecond: (ms: number) => void;
  /** Over the picture, in full screen too. */
  overlay?: ReactNode;
  onEnded: () => void;
  /** It plays, or is put elsewhere: what was offered at its end is past. */
  onMoves: () => void;
  onWatched: (watched: Watched, state: Extract<WatchState, { kind: 'saved' }>) => void;
  onSuperseded: (atMs: number) => void;
  onAsk: (atMs?: number) => void;
};

function TroubleNotice({ trouble, onRetry }: { trouble: Trouble; onRetry: () => void }) {
  const { t } = useI18n();
  if (trouble === 'none') return null;
  if (trouble === 'reconnecting') return <p role="status" className="rounded-md bg-accent-soft p-3 text-sm text-accent-foreground">{t('player.reconnecting')}</p>;
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 rounded-md bg-destructive-soft p-3 text-sm">
      {t(trouble === 'decode' ? 'player.undecodable' : 'player.failed')}
      <Button size="small" variant="outline" onClick={onRetry}>
        {t('state.retry')}
      </Button>
    </div>
  );
}

/** One function for as long as the stage lives, which does what the latest would. */
function useLatest<T>(act: () => Promise<T>): () => Promise<T> {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  return useCallback(() => latest.current(), []);
}

type Granted = Extract<Playback, { kind: 'granted' }>;

export function VideoStage({ playback, title, poster: ref, chapters, durationMs, barStyle, controlsRef, followRef, viewerId, onNext, onNote, onHelp, onSecond, overlay, onEnded, onMoves, onWatched, onSuperseded, onAsk }: StageProps & { playback: Granted }) {
  const { grant, startAtMs } = playback;
  const { t } = useI18n();
  const [media, setMedia] = useState<HTMLVideoElement | null>(null);
  const [unsent, setUnsent] = useState<'kept' | 'unsaved' | null>(null);
  const [refusal, setRefusal] = useState('');
  const isPlaced = useRef(false);
  const poster = readFragment(PosterImageFragment, ref);
  const image = useImage(poster?.url);

  const clock = () => {
    if (!media || !isPlaced.current || media.readyState === 0) return null;
    return { positionMs: media.currentTime * 1000, rate: media.playbackRate, isPlaying: !media.paused && !media.seeking };
  };
  const second = () => Math.round(clock()?.positionMs ?? startAtMs);
  const stop = () => {
    media?.pause();
    onSuperseded(second());
  };
  const { tracker, flush, end, follow } = useWatch({ id: grant.sessionId, viewerId, startAtMs }, clock, (state) => {
    if (state.kind === 'superseded') return stop();
    if (state.kind === 'ended') {
      media?.pause();
      return setRefusal(state.message);
    }
    setUnsent(state.kind === 'saved' ? null : state.kind);
    if (state.kind === 'saved' && state.watched) onWatched(state.watched, state);
  });
  useEffect(() => {
    followRef.current = (ms) => {
      if (!media?.paused || !isPlaced.current) return false;
      follow(ms);
      media.currentTime = ms / 1000;
      return true;
    };
    return () => void (followRef.current = null);
  }, [followRef, media, follow]);
  const onRenewalSuperseded = () => {
    end();
    stop();
  };
  const renewal = useRenewal(grant, viewerId !== undefined, { onDenied: setRefusal, onSuperseded: onRenewalSuperseded });
  // Without an account there is no session to renew: a preview is asked for anew, at its second.
  const askAnew = async () => {
    onAsk(second());
    return null;
  };
  const renew = useLatest(viewerId === undefined ? askAnew : renewal.renew);
  const { trouble, tryAgain } = useRecovery(media, renewal.address, renew);
  const { address } = renewal;
  const engine = useMemo(() => engineConfig(() => address.current), [address]);

  return (
    <div className="grid gap-2">
      <LessonPlayer
        title={title}
        hlsUrl={grant.hlsUrl}
        poster={poster && !image.isBroken ? <PosterImage key={image.attempt} picture={poster} onError={image.onError} /> : null}
        thumbnailsUrl={grant.thumbnailsUrl}
        chapters={chapters}
        durationMs={durationMs}
        barStyle={barStyle}
        startAtMs={startAtMs}
        isStarting={playback.isStarting}
        engine={engine}
        media={media}
        controlsRef={controlsRef}
        onNext={onNext}
        onNote={onNote}
        onHelp={onHelp}
        onMedia={setMedia}
        onPlaced={() => void (isPlaced.current = true)}
        onPlaying={(element) => {
          tracker.playing(element.currentTime * 1000, element.playbackRate);
          onMoves();
        }}
        onSeeking={onMoves}
        onEnded={onEnded}
        onTime={(element) => {
          if (!element.paused && !element.seeking) tracker.tick(element.currentTime * 1000, element.playbackRate);
          onSecond(Math.floor(element.currentTime) * 1000);
        }}
        onStopped={() => {
          tracker.stopped();
          flush();
        }}
      >
        {overlay}
      </LessonPlayer>
      {image.isBroken && (
        <p role="status" className="text-sm text-muted-foreground">
          {t('state.noImage')}
        </p>
      )}
      <TroubleNotice trouble={trouble} onRetry={() => void tryAgain()} />
      {refusal && <p role="status" className="rounded-md bg-accent-soft p-3 text-sm text-accent-foreground">{refusal}</p>}
      {unsent && (
        <p role="status" className="rounded-md bg-accent-soft p-3 text-sm text-accent-foreground">
          {t(unsent === 'kept' ? 'player.offline' : 'player.unsaved')}
        </p>
      )}
    </div>
  );
}
