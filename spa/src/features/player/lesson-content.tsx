import { MonitorPlay } from 'lucide-react';
import { Link } from 'react-router';
import { EmptyState, ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { AccessReason } from '@/gql/graphql';
import { useClosedText } from '@/lib/closed';
import { clock } from '@/lib/format';
import { contentLanguage } from '@/lib/content-language';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/study';
import { ArticleReader } from './article-reader';
import { useDensity } from './use-density';
import type { Playback } from './use-playback';
import { VideoStage, type StageProps } from './video-stage';

export const LessonContentFragment = graphql(/* GraphQL */ `
  fragment LessonContent_lesson on Lesson {
    id
    title
    durationMs
    course { id slug originalLocale availableLocales }
    viewerAccess { allowed reason availableAt }
    viewerProgress @include(if: $signedIn) { readAt }
    content {
      ... on ArticleContent { html readingMs }
      ... on VideoContent { video { id status poster(width: 1280) { ...PosterImage_image } chapters { startMs title } } }
    }
  }
`);

function Superseded({ atMs, onTakeOver }: { atMs: number; onTakeOver: () => void }) {
  const { t } = useI18n();
  return (
    <div role="alert" className="board grid aspect-video w-full content-center justify-items-center gap-4 p-6 text-center sm:rounded-lg">
      <MonitorPlay aria-hidden className="size-10 text-accent" />
      <h2 className="text-xl">{t('study.superseded')}</h2>
      <p className="max-w-md text-board-muted">{t('study.supersededText')}</p>
      <Button variant="accent" onClick={onTakeOver}>
        {t('study.takeOver', { time: clock(atMs) })}
      </Button>
    </div>
  );
}

type ClosedProps = { reason: AccessReason; availableAt: string | null | undefined; slug: string | undefined };

function Closed({ reason, availableAt, slug }: ClosedProps) {
  const { t } = useI18n();
  const closedText = useClosedText();
  return (
    <EmptyState title={closedText({ reason, availableAt })}>
      {slug && (
        <Button asChild>
          <Link to={`/courses/${slug}`}>{t('course.view')}</Link>
        </Button>
      )}
    </EmptyState>
  );
}

type Props = Omit<StageProps, 'title' | 'poster' | 'barStyle' | 'chapters' | 'durationMs'> & {
  lesson: FragmentType<typeof LessonContentFragment>;
  playback: Playback;
  /** Whether what is read here counts for the course. */
  isCounted: boolean;
  onRetry: () => unknown;
};

export function LessonContentView({ lesson: ref, playback, isCounted, onRetry, ...stage }: Props) {
  const lesson = readFragment(LessonContentFragment, ref);
  const { t, locale } = useI18n();
  const { content } = lesson;
  const barStyle = useDensity(lesson.id, content.__typename === 'VideoContent' ? lesson.durationMs : 0);
  const { availableAt } = lesson.viewerAccess;
  if (content.__typename === 'ArticleContent') {
    // Its text is empty then, and what is not shown is not read either.
    if (!lesson.viewerAccess.allowed) return <Closed reason={lesson.viewerAccess.reason} availableAt={availableAt} slug={lesson.course.slug} />;
    const readAt = lesson.viewerProgress?.readAt ?? null;
    return (
      <div lang={contentLanguage(lesson.course, locale)}>
        <ArticleReader lessonId={lesson.id} html={content.html} readingMs={content.readingMs} readAt={readAt} isCounted={isCounted} />
      </div>
    );
  }
  const { video } = content;
  if (!video) return <EmptyState title={t('player.noVideo')} />;
  if (video.status !== 'PLAYABLE' && video.status !== 'READY') {
    return (
      <EmptyState title={video.status === 'FAILED' ? t('player.notPrepared') : t('player.processing')}>
        <Button variant="outline" onClick={() => void onRetry()}>
          {t('state.retry')}
        </Button>
      </EmptyState>
    );
  }
  switch (playback.kind) {
    case 'asking':
      return <Skeleton className="aspect-video w-full" />;
    case 'failed':
      return <ErrorState text={t('player.notStarted')} className="aspect-video justify-center" onRetry={() => stage.onAsk()} />;
    case 'superseded':
      return <Superseded atMs={playback.atMs} onTakeOver={() => stage.onAsk(playback.atMs)} />;
    case 'denied':
      return <Closed reason={playback.denial.reason} availableAt={availableAt} slug={playback.denial.course?.slug} />;
    case 'granted':
      return <VideoStage key={playback.grant.sessionId} playback={playback} title={lesson.title} poster={video.poster} chapters={video.chapters} durationMs={lesson.durationMs} barStyle={barStyle} {...stage} />;
  }
}
