import { useMutation } from '@apollo/client/react';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { useI18n } from '@/lib/i18n';
import type { Watched } from '@/lib/watch-answer';
import { LessonPlayer } from './lesson-player';
import { WatchReporter, type WatchState } from './watch-reporter';
import { WatchTracker } from './watch-tracker';

export const GrantFragment = graphql(/* GraphQL */ `
  fragment VideoStage_grant on PlaybackGrant {
    sessionId
    hlsUrl
    renewAfter
    startAtMs
    thumbnailsUrl
  }
`);

const RenewPlayback = graphql(/* GraphQL */ `
  mutation RenewPlayback($sessionId: ID!) {
    renewPlayback(sessionId: $sessionId) {
      ... on PlaybackGrant { sessionId renewAfter hlsUrl }
      ... on PlaybackDenied { message }
    }
  }
`);

const MAX_TIMEOUT_MS = 2_000_000_000;

type Props = {
  grant: FragmentType<typeof GrantFragment>;
  title: string;
  poster?: string | null;
  controlsRef: RefObject<HTMLVideoElement | null>;
  signedIn: boolean;
  onNext: () => void;
  onSecond: (ms: number) => void;
  onWatched: (watched: Watched) => void;
};

function useWatch(sessionId: string, enabled: boolean, media: RefObject<HTMLVideoElement | null>, onState: (s: WatchState) => void) {
  const [tracker] = useState(() => new WatchTracker());
  const reporter = useRef<WatchReporter | null>(null);
  const latest = useRef(onState);
  useEffect(() => {
    latest.current = onState;
  });
  useEffect(() => {
    if (!enabled) return;
    let position = 0;
    const current = new WatchReporter(
      sessionId,
      tracker,
      () => (position = media.current ? media.current.currentTime * 1000 : position),
      (state) => latest.current(state),
    );
    reporter.current = current;
    current.start();
    const onHide = () => void (document.visibilityState === 'hidden' && current.flush());
    const onLeave = () => current.flush({ isFinal: true });
    document.addEventListener('visibilitychange', onHide);
    window.addEventListener('pagehide', onLeave);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('pagehide', onLeave);
      current.stop();
    };
  }, [sessionId, enabled, tracker, media]);
  return { tracker, flush: () => reporter.current?.flush() };
}

export function VideoStage({ grant: ref, title, poster, controlsRef, signedIn, onNext, onSecond, onWatched }: Props) {
  const grant = readFragment(GrantFragment, ref);
  const { t } = useI18n();
  const [isFailed, setFailed] = useState(false);
  const [isKept, setKept] = useState(false);
  const [refusal, setRefusal] = useState('');
  const [renewal, setRenewal] = useState<{ sessionId: string; hlsUrl: string; at: number } | null>(null);
  const [renew] = useMutation(RenewPlayback);
  const { tracker, flush } = useWatch(grant.sessionId, signedIn, controlsRef, (state) => {
    setKept(state.kind === 'kept');
    if (state.kind === 'saved' && state.watched) onWatched(state.watched);
  });

  useEffect(() => {
    if (!signedIn) return;
    const wait = Math.min(MAX_TIMEOUT_MS, Math.max(1_000, new Date(grant.renewAfter).getTime() - Date.now()));
    const timer = setTimeout(() => {
      renew({ variables: { sessionId: grant.sessionId } })
        .then(({ data }) => {
          if (data?.renewPlayback.__typename === 'PlaybackDenied') setRefusal(data.renewPlayback.message);
        })
        .catch(() => undefined);
    }, wait);
    return () => clearTimeout(timer);
  }, [grant.renewAfter, grant.sessionId, renew, signedIn]);

  /** A grant that ran out: ask for a new address and go on from the same second. */
  const recover = async () => {
    const at = (controlsRef.current?.currentTime ?? 0) * 1000;
    const { data } = await renew({ variables: { sessionId: grant.sessionId } });
    if (data?.renewPlayback.__typename === 'PlaybackGrant') {
      setRenewal({ sessionId: grant.sessionId, hlsUrl: data.renewPlayback.hlsUrl, at });
      setFailed(false);
    }
  };

  const source = renewal?.sessionId === grant.sessionId ? renewal : null;
  return (
    <div className="grid gap-2">
      <LessonPlayer
        title={title}
        hlsUrl={source?.hlsUrl ?? grant.hlsUrl}
        poster={poster}
        thumbnailsUrl={grant.thumbnailsUrl}
        startAtMs={source?.at ?? grant.startAtMs}
        controlsRef={controlsRef}
        onNext={onNext}
        onPlaying={(media) => tracker.playing(media.currentTime * 1000, media.playbackRate)}
        onTime={(media) => {
          if (!media.paused && !media.seeking) tracker.tick(media.currentTime * 1000, media.playbackRate);
          onSecond(Math.floor(media.currentTime) * 1000);
        }}
        onStopped={() => {
          tracker.stopped();
          flush();
        }}
        onFailed={() => setFailed(true)}
      />
      {isFailed && (
        <div role="alert" className="flex flex-wrap items-center gap-3 rounded-md bg-destructive-soft p-3 text-sm">
          {t('player.failed')}
          <Button size="small" variant="outline" onClick={() => void recover().catch(() => undefined)}>
            {t('state.retry')}
          </Button>
        </div>
      )}
      {refusal && <p role="status" className="rounded-md bg-accent-soft p-3 text-sm text-accent-foreground">{refusal}</p>}
      {isKept && <p role="status" className="rounded-md bg-accent-soft p-3 text-sm text-accent-foreground">{t('player.offline')}</p>}
    </div>
  );
}
