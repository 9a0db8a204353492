import { useApolloClient, useQuery } from '@apollo/client/react';
import HlsVideo from 'hls-video-element/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useParams, useSearchParams } from 'react-router';
import { Page } from '@/components/page';
import { ErrorState, NotFoundState, SignInState } from '@/components/page-states';
import { TeachingHead } from '@/components/teaching-head';
import { Skeleton } from '@/components/ui/bits';
import { graphql, readFragment } from '@/gql';
import type { StoryboardFieldsFragment as Storyboard } from '@/gql/graphql';
import { engineConfig } from '@/lib/hls-engine';
import { useI18n } from '@/lib/i18n';
import { findMedia } from '@/lib/media';
import '@/lib/messages/teaching';
import { useKept } from '@/lib/use-kept';
import { useViewer } from '@/lib/viewer';
import { editsOf, readCues } from './caption-port';
import { CueDesk, type Version } from './cue-desk';
import { CueEditor } from './cue-editor';
import { StoryboardFields } from './film-strip';
import { Tape } from './tape';
import { TrackBar } from './track-bar';

const EditorQuery = graphql(/* GraphQL */ `
  query CaptionEditor($videoId: ID!) {
    video(id: $videoId) {
      id
      durationMs
      source { name }
      lessons { id title }
      captionsState
      captions { id locale ...TrackBar_track }
      storyboard { ...StoryboardFields }
    }
  }
`);

// Never from the cache: a grant opens a watch session.
const StageQuery = graphql(/* GraphQL */ `
  query CaptionStage($videoId: ID!) {
    video(id: $videoId) { id playback { ... on PlaybackGrant { sessionId hlsUrl } } }
  }
`);

function Picture({ hlsUrl, tape }: { hlsUrl: string; tape: Tape }) {
  const frame = useRef<HTMLDivElement>(null);
  // The words that are shown are those that are being written.
  const engine = useMemo(() => ({ ...engineConfig(() => hlsUrl), renderTextTracksNatively: false }), [hlsUrl]);
  useEffect(() => {
    const media = findMedia(frame.current);
    return media ? tape.hold(media) : undefined;
  }, [tape]);
  return (
    <div ref={frame} className="aspect-video overflow-hidden rounded-lg bg-black">
      <HlsVideo slot="media" config={engine} src={hlsUrl} controls playsInline preload="auto" className="size-full" />
    </div>
  );
}

/** The picture and the sound; without them the words can still be written. */
function Stage({ videoId, tape }: { videoId: string; tape: Tape }) {
  const { t } = useI18n();
  const { data, loading, refetch } = useQuery(StageQuery, { variables: { videoId }, fetchPolicy: 'no-cache' });
  const playback = data?.video?.playback;
  if (playback?.__typename === 'PlaybackGrant') return <Picture key={playback.sessionId} hlsUrl={playback.hlsUrl} tape={tape} />;
  return loading ? <Skeleton className="aspect-video w-full" /> : <ErrorState text={t('cues.noVideo')} onRetry={refetch} />;
}

type TrackProps = { videoId: string; trackId: string; accountId: string; locale: string; durationMs: number; storyboard: Storyboard | null; onDesk: (desk: CueDesk | null) => void };

function Track({ videoId, trackId, accountId, locale, durationMs, storyboard, onDesk }: TrackProps) {
  const client = useApolloClient();
  const [version, setVersion] = useState<Version | 'asking' | 'failed'>('asking');
  const [tape] = useState(() => new Tape());
  const read = () => readCues(client, videoId, locale);
  const ask = async () => setVersion(await read().catch(() => 'failed' as const));
  useEffect(() => {
    let isHere = true;
    void readCues(client, videoId, locale).then(
      (found) => isHere && setVersion(found),
      () => isHere && setVersion('failed'),
    );
    return () => void (isHere = false);
  }, [client, videoId, locale]);
  const desk = useMemo(() => (typeof version === 'string' ? null : new CueDesk(version, editsOf(client, trackId))), [version, client, trackId]);
  useEffect(() => {
    onDesk(desk);
    return () => onDesk(null);
  }, [desk, onDesk]);
  return (
    <>
      {version === 'asking' && <Skeleton className="h-96" />}
      {version === 'failed' && <ErrorState onRetry={ask} />}
      {desk && (
        <CueEditor
          desk={desk}
          shelfKey={`${accountId}:cues:${trackId}`}
          locale={locale}
          durationMs={durationMs}
          tape={tape}
          stage={<Stage videoId={videoId} tape={tape} />}
          storyboard={storyboard}
          onReload={read}
        />
      )}
    </>
  );
}

/** Somebody who asked for captions sees them come. */
const POLL_MS = 4_000;

function Editor({ videoId, accountId }: { videoId: string; accountId: string }) {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const state: unknown = useLocation().state;
  const { data, loading, error, refetch, startPolling, stopPolling } = useQuery(EditorQuery, { variables: { videoId } });
  const isHeard = data?.video?.captionsState === 'PENDING' || data?.video?.captionsState === 'RUNNING';
  useEffect(() => {
    if (!isHeard) return;
    startPolling(POLL_MS);
    return stopPolling;
  }, [isHeard, startPolling, stopPolling]);
  /** Another file or version in the place of the track: it is read anew. */
  const [reading, setReading] = useState(0);
  const [desk, setDesk] = useState<CueDesk | null>(null);
  const video = useKept(videoId, data?.video, loading || error !== undefined);
  if (!video) {
    if (loading) return <Skeleton className="h-96" />;
    return error ? <ErrorState onRetry={refetch} /> : <NotFoundState />;
  }
  const track = video.captions.find(({ locale }) => locale === search.get('locale')) ?? video.captions[0];
  const onReplaced = async () => {
    await refetch();
    setReading(reading + 1);
  };
  return (
    <>
      <p className="font-semibold wrap-anywhere">{video.lessons.map(({ title }) => title).join(' · ') || (video.source?.name ?? t('videos.unnamed'))}</p>
      <TrackBar
        videoId={videoId}
        state={video.captionsState}
        tracks={video.captions}
        desk={desk}
        locale={track?.locale ?? null}
        onChoose={(locale) => setSearch({ locale }, { replace: true, state })}
        onRefresh={refetch}
        onReplaced={onReplaced}
      />
      {track && (
        <Track
          key={`${track.id} ${reading}`}
          videoId={videoId}
          trackId={track.id}
          accountId={accountId}
          locale={track.locale}
          durationMs={video.durationMs ?? Number.MAX_SAFE_INTEGER}
          storyboard={readFragment(StoryboardFields, video.storyboard) ?? null}
          onDesk={setDesk}
        />
      )}
    </>
  );
}

export function Component() {
  const { t } = useI18n();
  const { videoId = '' } = useParams();
  const { user, loading } = useViewer();
  return (
    <Page title={t('cues.title')} className="grid grid-cols-1 content-start gap-5">
      <TeachingHead title={t('cues.title')} back={{ to: '/teach/videos', name: t('videos.title') }} />
      {loading && <Skeleton className="h-96" />}
      {!loading && user === null && <SignInState />}
      {user && <Editor key={videoId} videoId={videoId} accountId={user.id} />}
    </Page>
  );
}
