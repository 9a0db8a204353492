import { useQuery } from '@apollo/client/react';
import { ArrowRight } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { Page } from '@/components/page';
import { EmptyState, ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import { useSignedIn } from '@/lib/viewer';
import type { Watched } from '@/lib/watch-answer';
import { Comments } from './comments';
import { LessonContentView } from './lesson-content';
import { LessonOutline } from './lesson-outline';
import { WatchedStrip } from './watched-strip';

// Always from the network: a grant opens a watch session, and one from the cache would be an old one.
const LessonQuery = graphql(/* GraphQL */ `
  query LessonPage($id: ID!, $signedIn: Boolean!) {
    lesson(id: $id) {
      id
      title
      durationMs
      viewerProgress @include(if: $signedIn) { coverage watched { startMs endMs } }
      next { id title viewerAccess { allowed } }
      course { id slug title ...LessonOutline_course }
      ...LessonContent_lesson
    }
  }
`);

export function Component() {
  const { lessonId = '' } = useParams();
  // A lesson is a page of its own: position, session and drafts must not leak into the next.
  return <LessonPage key={lessonId} lessonId={lessonId} />;
}

function LessonPage({ lessonId }: { lessonId: string }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const signedIn = useSignedIn();
  const media = useRef<HTMLVideoElement | null>(null);
  const [positionMs, setPosition] = useState(0);
  const [latest, setLatest] = useState<Watched | null>(null);
  const { data, loading, error, refetch } = useQuery(LessonQuery, {
    variables: { id: lessonId, signedIn },
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'cache-first',
  });
  const lesson = data?.lesson;
  const next = lesson?.next;
  const goNext = useCallback(() => {
    if (next?.viewerAccess.allowed) void navigate(`/learn/${next.id}`);
  }, [navigate, next]);
  const seek = (ms: number) => {
    if (media.current) media.current.currentTime = ms / 1000;
  };

  if (!lesson) {
    return (
      <Page title="">
        {loading ? (
          <Skeleton className="aspect-video w-full" />
        ) : error ? (
          <ErrorState onRetry={refetch} />
        ) : (
          <EmptyState title={t('state.notFound')} text={t('state.notFoundText')} />
        )}
      </Page>
    );
  }
  const before = lesson.viewerProgress;
  const watched = latest ?? (before ? { coverage: before.coverage, ranges: before.watched } : null);
  return (
    <Page title={lesson.title} className="grid max-w-7xl gap-6 px-0 py-0 sm:px-4 sm:py-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="grid min-w-0 content-start gap-5">
        <LessonContentView
          lesson={lesson}
          signedIn={signedIn}
          controlsRef={media}
          onNext={goNext}
          onSecond={setPosition}
          onWatched={setLatest}
          onRetry={refetch}
        />
        <div className="grid gap-5 px-4 sm:px-0">
          {watched && <WatchedStrip watched={watched} durationMs={lesson.durationMs} />}
          <header className="flex flex-wrap items-start justify-between gap-4">
            <div className="grid gap-1">
              <p className="text-sm">
                <Link to={`/courses/${lesson.course.slug}`} className="font-semibold text-primary hover:underline">
                  {lesson.course.title}
                </Link>
              </p>
              <h1 className="text-2xl">{lesson.title}</h1>
            </div>
            {next?.viewerAccess.allowed && (
              <Button asChild variant="outline">
                <Link to={`/learn/${next.id}`} title={next.title}>
                  {t('player.next')}
                  <ArrowRight aria-hidden />
                </Link>
              </Button>
            )}
          </header>
          <Tabs defaultValue="comments">
            <TabsList>
              <TabsTrigger value="comments">{t('player.comments')}</TabsTrigger>
              <TabsTrigger value="outline" className="lg:hidden">
                {t('player.outline')}
              </TabsTrigger>
              <TabsTrigger value="help">{t('player.help')}</TabsTrigger>
            </TabsList>
            <TabsContent value="comments" className="pt-5">
              <Comments lessonId={lesson.id} positionMs={positionMs} signedIn={signedIn} onSeek={seek} />
            </TabsContent>
            <TabsContent value="outline" className="pt-5 lg:hidden">
              <LessonOutline course={lesson.course} />
            </TabsContent>
            <TabsContent value="help" className="pt-5">
              <p className="max-w-prose text-muted-foreground">{t('player.keys')}</p>
            </TabsContent>
          </Tabs>
        </div>
      </div>
      <aside className="hidden lg:block">
        <LessonOutline course={lesson.course} />
      </aside>
    </Page>
  );
}
