import { useQuery } from '@apollo/client/react';
import HlsVideo from 'hls-video-element/react';
import { useMemo, useRef } from 'react';
import { useParams } from 'react-router';
import { Page } from '@/components/page';
import { EmptyState, ErrorState, NotFoundState, SignInState } from '@/components/page-states';
import { TeachingHead } from '@/components/teaching-head';
import { Skeleton } from '@/components/ui/bits';
import { graphql } from '@/gql';
import { engineConfig } from '@/lib/hls-engine';
import { useI18n } from '@/lib/i18n';
import { findMedia } from '@/lib/media';
import '@/lib/messages/study';
import '@/lib/messages/teaching';
import { useKept } from '@/lib/use-kept';
import { useViewer } from '@/lib/viewer';
import { ChapterForm } from './chapter-form';

const ChaptersQuery = graphql(/* GraphQL */ `
  query ChapterEditor($lessonId: ID!) {
    lesson(id: $lessonId) {
      id
      title
      course { id originalLocale availableLocales viewerAccess { reason } }
      content { ... on VideoContent { video { id status ...Chapters_video } } }
    }
  }
`);

// Never from the cache: a grant opens a watch session.
const StageQuery = graphql(/* GraphQL */ `
  query ChapterStage($lessonId: ID!) {
    lesson(id: $lessonId) { id content { ... on VideoContent { video { id playback { ... on PlaybackGrant { sessionId hlsUrl } } } } } }
  }
`);

/** The picture that one divides; without it the seconds can still be typed. */
function Stage({ lessonId }: { lessonId: string }) {
  const { t } = useI18n();
  const { data, loading, refetch } = useQuery(StageQuery, { variables: { lessonId }, fetchPolicy: 'no-cache' });
  const content = data?.lesson?.content;
  const playback = content?.__typename === 'VideoContent' ? content.video?.playback : undefined;
  const hlsUrl = playback?.__typename === 'PlaybackGrant' ? playback.hlsUrl : null;
  const engine = useMemo(() => engineConfig(() => hlsUrl ?? ''), [hlsUrl]);
  if (!hlsUrl) return loading ? <Skeleton className="aspect-video w-full" /> : <ErrorState text={t('cues.noVideo')} onRetry={refetch} />;
  return <HlsVideo slot="media" config={engine} src={hlsUrl} controls playsInline preload="metadata" className="aspect-video w-full rounded-lg bg-black" />;
}

function Editor({ lessonId }: { lessonId: string }) {
  const { t, locale } = useI18n();
  const frame = useRef<HTMLDivElement>(null);
  const { data, loading, error, refetch } = useQuery(ChaptersQuery, { variables: { lessonId }, fetchPolicy: 'cache-and-network' });
  const lesson = useKept(lessonId, data?.lesson, loading || error !== undefined);
  if (!lesson) {
    if (loading) return <Skeleton className="h-96" />;
    return error ? <ErrorState onRetry={refetch} /> : <NotFoundState />;
  }
  // Whoever does not teach it sees nothing to edit: the server would refuse it as well.
  if (lesson.course.viewerAccess.reason !== 'STAFF') return <NotFoundState />;
  const video = lesson.content.__typename === 'VideoContent' ? lesson.content.video : null;
  if (!video || (video.status !== 'PLAYABLE' && video.status !== 'READY')) return <EmptyState title={t(video ? 'player.processing' : 'player.noVideo')} />;
  const { originalLocale, availableLocales } = lesson.course;
  const media = () => findMedia(frame.current);
  return (
    <>
      <p className="font-semibold wrap-anywhere">{lesson.title}</p>
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-[minmax(0,28rem)_minmax(0,1fr)] lg:items-start">
        <div ref={frame} className="lg:sticky lg:top-20">
          <Stage lessonId={lessonId} />
        </div>
        <ChapterForm
          key={video.id}
          video={video}
          languages={[...new Set([originalLocale, ...availableLocales, locale, 'es', 'en'])]}
          second={() => Math.floor(media()?.currentTime ?? 0) * 1000}
          onSeek={(ms) => {
            const film = media();
            if (film) film.currentTime = ms / 1000;
          }}
        />
      </div>
    </>
  );
}

export function Component() {
  const { t } = useI18n();
  const { lessonId = '' } = useParams();
  const { user, loading } = useViewer();
  return (
    <Page title={t('study.chapters')} className="grid grid-cols-1 content-start gap-6">
      <TeachingHead title={t('study.chapters')} back={{ to: '/teach', name: t('app.teach') }}>
        <p className="max-w-prose text-muted-foreground">{t('study.chaptersText')}</p>
      </TeachingHead>
      {loading && <Skeleton className="h-96" />}
      {!loading && user === null && <SignInState />}
      {user && <Editor key={lessonId} lessonId={lessonId} />}
    </Page>
  );
}
