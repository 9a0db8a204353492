import type { RefObject } from 'react';
import { EmptyState } from '@/components/page-states';
import { SafeHtml } from '@/components/safe-html';
import { Button } from '@/components/ui/button';
import { Link } from 'react-router';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { useI18n } from '@/lib/i18n';
import type { Watched } from '@/lib/watch-answer';
import { VideoStage } from './video-stage';

export const LessonContentFragment = graphql(/* GraphQL */ `
  fragment LessonContent_lesson on Lesson {
    id
    title
    content {
      ... on ArticleContent { html }
      ... on VideoContent {
        video {
          id
          status
          poster(width: 1280) { url }
          playback {
            ... on PlaybackGrant { ...VideoStage_grant }
            ... on PlaybackDenied { reason message course { id slug } }
          }
        }
      }
    }
  }
`);

type Props = {
  lesson: FragmentType<typeof LessonContentFragment>;
  signedIn: boolean;
  controlsRef: RefObject<HTMLVideoElement | null>;
  onNext: () => void;
  onSecond: (ms: number) => void;
  onWatched: (watched: Watched) => void;
  onRetry: () => unknown;
};

export function LessonContentView({ lesson: ref, onRetry, ...stage }: Props) {
  const lesson = readFragment(LessonContentFragment, ref);
  const { t } = useI18n();
  const { content } = lesson;
  if (content.__typename === 'ArticleContent') {
    return (
      <article className="rounded-lg border bg-card p-5 sm:p-8">
        <SafeHtml html={content.html} className="max-w-prose text-lg" />
      </article>
    );
  }
  const { video } = content;
  if (!video) return <EmptyState title={t('player.noVideo')} />;
  if (video.status !== 'PLAYABLE' && video.status !== 'READY') {
    return (
      <EmptyState title={video.status === 'FAILED' ? t('upload.failed') : t('player.processing')}>
        <Button variant="outline" onClick={() => void onRetry()}>
          {t('state.retry')}
        </Button>
      </EmptyState>
    );
  }
  const { playback } = video;
  if (playback.__typename === 'PlaybackDenied') {
    return (
      <EmptyState title={t('course.locked')} text={playback.message}>
        {playback.course && (
          <Button asChild>
            <Link to={`/courses/${playback.course.slug}`}>{t('editor.view')}</Link>
          </Button>
        )}
      </EmptyState>
    );
  }
  return <VideoStage grant={playback} title={lesson.title} poster={video.poster?.url} {...stage} />;
}
