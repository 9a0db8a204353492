import { useApolloClient, useQuery } from '@apollo/client/react';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { Page } from '@/components/page';
import { ErrorState, NotFoundState } from '@/components/page-states';
import { Badge, Skeleton } from '@/components/ui/bits';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/study';
import { notify } from '@/lib/notify';
import { useKept } from '@/lib/use-kept';
import { useSignedIn, useViewer } from '@/lib/viewer';
import type { Watched } from '@/lib/watch-answer';
import { Comments } from './comments';
import { KeyHelp, KeyHelpDialog } from './key-help';
import { ElsewhereNotice } from './elsewhere-notice';
import { LessonContentView } from './lesson-content';
import { LessonHeader } from './lesson-header';
import { LessonOutline } from './lesson-outline';
import { MarkButton } from './mark-button';
import { NextUp } from './next-up';
import { useCongratulation } from './use-congratulation';
import { useOtherDevice, type Elsewhere } from './use-other-device';
import { usePlayback } from './use-playback';
import { WatchedStrip } from './watched-strip';

const NotesPanel = lazy(() => import('./notes/notes-panel').then(({ NotesPanel: panel }) => ({ default: panel })));
const TranscriptPanel = lazy(() => import('./transcript/transcript-panel').then(({ TranscriptPanel: panel }) => ({ default: panel })));

const LessonQuery = graphql(/* GraphQL */ `
  query LessonPage($id: ID!, $signedIn: Boolean!) {
    lesson(id: $id) {
      id
      title
      durationMs
      status
      content { __typename }
      viewerProgress @include(if: $signedIn) { coverage completedAt watched { startMs endMs } }
      next { id title viewerAccess { allowed } }
      course {
        id
        slug
        settings { completionRule }
        viewerEnrollment @include(if: $signedIn) { id status }
        ...LessonOutline_course
      }
      ...LessonHeader_lesson
      ...LessonContent_lesson
    }
  }
`);

export function Component() {
  const { lessonId = '' } = useParams();
  // A lesson is a page of its own: position, session and drafts must not leak into the next.
  return <LessonPage key={lessonId} lessonId={lessonId} />;
}

const NOTHING_WATCHED: Watched = { coverage: 0, ranges: [] };

/** Pages that say where to go on were asked before the last second was saved. */
const RESUMING = new Set(['CoursePage', 'MyLearning', 'ContinueLearning']);

/** Of `?t=754`: whole seconds, of a lesson no longer than a day; whatever else stands there names none. */
const linkedSecond = (text: string | null) => (text && /^\d{1,5}$/.test(text) ? Number(text) * 1000 : undefined);

/** Whether the lesson before ended and led here. */
const goesOnBy = (state: unknown) => typeof state === 'object' && state !== null && 'goesOn' in state && state.goesOn === true;

function LessonPage({ lessonId }: { lessonId: string }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const client = useApolloClient();
  const signedIn = useSignedIn();
  const viewerId = useViewer().user?.id;
  const media = useRef<HTMLVideoElement | null>(null);
  const [positionMs, setPosition] = useState(0);
  const [tab, setTab] = useState('comments');
  const [isHelping, setHelping] = useState(false);
  const [notesWanted, setNotesWanted] = useState(0);
  const [latest, setLatest] = useState<Watched | null>(null);
  const [search] = useSearchParams();
  const linkedMs = linkedSecond(search.get('t'));
  const goesOn = goesOnBy(useLocation().state);
  const { playback, ask, supersede } = usePlayback(lessonId, linkedMs, goesOn);
  const { data, loading, error, refetch } = useQuery(LessonQuery, {
    variables: { id: lessonId, signedIn },
    fetchPolicy: 'cache-and-network',
  });
  const lesson = useKept(lessonId, data?.lesson, loading || error !== undefined);
  useCongratulation(lesson?.course.viewerEnrollment?.status);
  const next = lesson?.next;
  const goNext = useCallback(() => {
    if (next?.viewerAccess.allowed) void navigate(`/learn/${next.id}`, { state: { goesOn: true } });
  }, [navigate, next]);
  const takeNote = useCallback(() => {
    setTab('notes');
    setNotesWanted((before) => before + 1);
  }, []);
  const follow = useRef<((ms: number) => boolean) | null>(null);
  const [hasEnded, setEnded] = useState(false);
  const [elsewhere, setElsewhere] = useState<(Elsewhere & { isFollowed: boolean }) | null>(null);
  useOtherDevice(signedIn ? lesson?.course.id : undefined, playback.kind === 'granted' ? playback.grant.sessionId : null, (moved) =>
    setElsewhere({ ...moved, isFollowed: moved.lessonId === lessonId && (follow.current?.(moved.positionMs) ?? false) }),
  );
  const askHelp = useCallback(() => setHelping(true), []);
  const seek = useCallback((ms: number) => {
    if (!media.current) return;
    media.current.currentTime = ms / 1000;
    // Where somebody asked for it from far below.
    media.current.scrollIntoView({ block: 'nearest' });
  }, []);
  useEffect(() => {
    if (linkedMs !== undefined) seek(linkedMs);
  }, [linkedMs, seek]);

  if (!lesson) {
    return (
      <Page title={loading || error ? '' : t('state.notFound')}>
        {loading ? (
          <Skeleton className="aspect-video w-full" />
        ) : error ? (
          <ErrorState onRetry={refetch} />
        ) : (
          <NotFoundState />
        )}
      </Page>
    );
  }
  const before = lesson.viewerProgress;
  const watched = latest ?? (before ? { coverage: before.coverage, ranges: before.watched } : null);
  const { settings, viewerEnrollment } = lesson.course;
  const isVideo = lesson.content.__typename === 'VideoContent';
  const isCounted = viewerEnrollment?.status === 'ACTIVE' || viewerEnrollment?.status === 'COMPLETED';
  const header = (
    <LessonHeader lesson={lesson}>
      {lesson.status === 'DRAFT' && <Badge className="bg-accent-soft text-accent-foreground">{t('lesson.draft')}</Badge>}
      {isCounted && settings.completionRule === 'MANUAL' && (
        <MarkButton lessonId={lesson.id} isCompleted={Boolean(before?.completedAt)} onMarked={refetch} />
      )}
    </LessonHeader>
  );
  const transcript = (
    <Suspense fallback={<Skeleton className="h-96" />}>
      <TranscriptPanel lessonId={lesson.id} positionMs={positionMs} onSeek={seek} />
    </Suspense>
  );
  return (
    <Page title={lesson.title} className="grid grid-cols-1 gap-6 px-0 pt-0 pb-10 sm:px-4 sm:py-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="grid min-w-0 grid-cols-1 content-start gap-5">
        {/* A film says itself what it is; of a text one wants to know before one reads it. */}
        {!isVideo && <div className="px-4 pt-6 sm:px-0 sm:pt-0">{header}</div>}
        <LessonContentView
          lesson={lesson}
          playback={playback}
          isCounted={isCounted}
          viewerId={viewerId}
          controlsRef={media}
          followRef={follow}
          overlay={
            hasEnded && (
              <NextUp
                next={next?.viewerAccess.allowed ? next : null}
                course={{ slug: lesson.course.slug, isCompleted: viewerEnrollment?.status === 'COMPLETED' }}
                onNext={goNext}
              />
            )
          }
          onEnded={() => setEnded(true)}
          onMoves={() => setEnded(false)}
          onNext={goNext}
          onNote={takeNote}
          onHelp={askHelp}
          onSecond={setPosition}
          onWatched={(ranges, { isComplete, isCourseComplete, isFinal }) => {
            setLatest(ranges);
            if (isCourseComplete) notify({ message: t('player.courseCompleted') });
            if (isComplete && !before?.completedAt && !isFinal) void refetch();
            if (isFinal) void client.refetchQueries({ include: 'active', onQueryUpdated: ({ queryName = '' }) => RESUMING.has(queryName) });
          }}
          onSuperseded={supersede}
          onAsk={(atMs) => void ask(atMs)}
          onRetry={() => Promise.all([refetch(), ask()])}
        />
        <div className="grid grid-cols-1 gap-5 px-4 sm:px-0">
          {elsewhere && (
            <ElsewhereNotice
              elsewhere={elsewhere}
              lessonId={lesson.id}
              isFollowed={elsewhere.isFollowed}
              onGo={(ms) => {
                seek(ms);
                setElsewhere(null);
              }}
              onClose={() => setElsewhere(null)}
            />
          )}
          {/* From the first second on, so that nothing is pushed down when one begins to watch. */}
          {isVideo && (watched || isCounted) && <WatchedStrip watched={watched ?? NOTHING_WATCHED} durationMs={lesson.durationMs} />}
          {isVideo && header}
          <Tabs
            value={tab}
            onValueChange={(chosen) => {
              setTab(chosen);
              setNotesWanted(0);
            }}
          >
            <TabsList>
              <TabsTrigger value="comments">{t('player.comments')}</TabsTrigger>
              <TabsTrigger value="notes">{t('study.notes')}</TabsTrigger>
              {isVideo && (
                <TabsTrigger value="transcript" className="lg:hidden">
                  {t('player.transcript')}
                </TabsTrigger>
              )}
              <TabsTrigger value="outline" className="lg:hidden">
                {t('player.outline')}
              </TabsTrigger>
              {isVideo && (
                <TabsTrigger value="help" className="pointer-coarse:hidden">
                  {t('player.help')}
                </TabsTrigger>
              )}
            </TabsList>
            <TabsContent value="comments" className="pt-5">
              <Comments lessonId={lesson.id} positionMs={isVideo ? positionMs : undefined} signedIn={signedIn} onSeek={seek} />
            </TabsContent>
            <TabsContent value="notes" className="pt-5">
              <Suspense fallback={<Skeleton className="h-40" />}>
                <NotesPanel
                  lessonId={lesson.id}
                  courseId={lesson.course.id}
                  positionMs={isVideo ? positionMs : undefined}
                  signedIn={signedIn}
                  wanted={notesWanted}
                  onSeek={seek}
                  onPause={() => media.current?.pause()}
                />
              </Suspense>
            </TabsContent>
            {isVideo && (
              <TabsContent value="transcript" className="pt-5 lg:hidden">
                {transcript}
              </TabsContent>
            )}
            <TabsContent value="outline" className="pt-5 lg:hidden">
              <LessonOutline course={lesson.course} />
            </TabsContent>
            <TabsContent value="help" className="pt-5">
              <KeyHelp />
            </TabsContent>
          </Tabs>
        </div>
      </div>
      {isHelping && <KeyHelpDialog onClose={() => setHelping(false)} />}
      <aside className="sticky top-6 hidden max-h-[calc(100dvh-3rem)] self-start overflow-y-auto lg:block">
        {isVideo ? (
          <Tabs defaultValue="outline">
            <TabsList>
              <TabsTrigger value="outline">{t('player.outline')}</TabsTrigger>
              <TabsTrigger value="transcript">{t('player.transcript')}</TabsTrigger>
            </TabsList>
            <TabsContent value="outline" className="pt-4">
              <LessonOutline course={lesson.course} />
            </TabsContent>
            <TabsContent value="transcript" className="pt-4">
              {transcript}
            </TabsContent>
          </Tabs>
        ) : (
          <LessonOutline course={lesson.course} />
        )}
      </aside>
    </Page>
  );
}
