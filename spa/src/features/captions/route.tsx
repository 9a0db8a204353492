import { useApolloClient, useQuery } from '@apollo/client/react';
import HlsVideo from 'hls-video-element/react';
import { ChevronLeft } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { Page } from '@/components/page';
import { EmptyState, ErrorState, SignInState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { graphql } from '@/gql';
import { engineConfig } from '@/lib/hls-engine';
import { useI18n } from '@/lib/i18n';
import { findMedia } from '@/lib/media';
import '@/lib/messages/teaching';
import { useViewer } from '@/lib/viewer';
import { editsOf, readCues } from './caption-port';
import { CueDesk, type Version } from './cue-desk';
import { CueEditor } from './cue-editor';
import { Tape } from './tape';
import { TrackBar } from './track-bar';

const EditorQuery = graphql(/* GraphQL */ `
  query CaptionEditor($videoId: ID!) {
    video(id: $videoId) {
      id
      durationMs
      source { name }
      captionsState
      captions { id locale ...TrackBar_track }
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

type TrackProps = { videoId: string; trackId: string; locale: string; durationMs: number; onDesk: (desk: CueDesk | null) => void };

function Track({ videoId, trackId, locale, durationMs, onDesk }: TrackProps) {
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
      {desk && <CueEditor desk={desk} locale={locale} durationMs={durationMs} tape={tape} stage={<Stage videoId={videoId} tape={tape} />} onReload={read} />}
    </>
  );
}

function Editor({ videoId }: { videoId: string }) {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const { data, loading, error, refetch } = useQuery(EditorQuery, { variables: { videoId } });
  /** Another file or version in the place of the track: it is read anew. */
  const [reading, setReading] = useState(0);
  const [desk, setDesk] = useState<CueDesk | null>(null);
  const video = data?.video;
  if (!video) {
    if (loading) return <Skeleton className="h-96" />;
    return error ? <ErrorState onRetry={refetch} /> : <EmptyState title={t('state.notFound')} />;
  }
  const track = video.captions.find(({ locale }) => locale === search.get('locale')) ?? video.captions[0];
  const onReplaced = async () => {
    await refetch();
    setReading(reading + 1);
  };
  return (
    <>
      <TrackBar
        videoId={videoId}
        state={video.captionsState}
        tracks={video.captions}
        desk={desk}
        locale={track?.locale ?? null}
        onChoose={(locale) => setSearch({ locale }, { replace: true })}
        onRefresh={refetch}
        onReplaced={onReplaced}
      />
      {track && <Track key={`${track.id} ${reading}`} videoId={videoId} trackId={track.id} locale={track.locale} durationMs={video.durationMs ?? Number.MAX_SAFE_INTEGER} onDesk={setDesk} />}
    </>
  );
}

export function Component() {
  const { t } = useI18n();
  const { videoId = '' } = useParams();
  const { user, loading } = useViewer();
  return (
    <Page title={t('cues.title')} className="grid grid-cols-1 content-start gap-5">
      <div className="grid justify-items-start gap-1">
        <Link to="/teach/videos" className="inline-flex min-h-11 items-center gap-1 text-sm text-primary underline underline-offset-3">
          <ChevronLeft aria-hidden className="size-4" />
          {t('videos.title')}
        </Link>
        <h1 className="text-3xl">{t('cues.title')}</h1>
      </div>
      {loading && <Skeleton className="h-96" />}
      {!loading && user === null && <SignInState />}
      {user && <Editor key={videoId} videoId={videoId} />}
    </Page>
  );
}
