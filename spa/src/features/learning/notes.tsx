import { useQuery } from '@apollo/client/react';
import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { NoteItem, NoteItemFragment } from '@/components/notes/note-item';
import { Page } from '@/components/page';
import { EmptyState, ErrorState, SignInState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment } from '@/gql';
import type { CourseNotesQuery as Answer } from '@/gql/graphql';
import { clock } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/study';
import { save } from '@/lib/save-file';
import { useKept } from '@/lib/use-kept';
import { useSignedIn } from '@/lib/viewer';
import { fileName, notesAsMarkdown, secondPath, type NoteGroup } from './notes-markdown';

const CourseNotesQuery = graphql(/* GraphQL */ `
  query CourseNotes($courseId: ID!, $after: String) {
    viewer {
      user {
        id
        notes(courseId: $courseId, first: 100, after: $after) {
          nodes { id lesson { id title } ...NoteItem_note }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`);

// Apart from the notes, which are there also where the course is not any more.
const NotedCourseQuery = graphql(/* GraphQL */ `
  query NotedCourse($courseId: ID!) {
    course(id: $courseId) { id slug title modules { id lessons { id } } }
  }
`);

type Connection = NonNullable<NonNullable<Answer['viewer']>['user']['notes']>;
const GONE = 'gone';

/** All of them, page by page: at most five. */
function useNotes(courseId: string) {
  const { data, loading, error, refetch, fetchMore } = useQuery(CourseNotesQuery, { variables: { courseId }, fetchPolicy: 'cache-and-network' });
  const notes = useKept(courseId, data?.viewer?.user.notes, loading || error !== undefined);
  const [failedAt, setFailedAt] = useState<string | null>(null);
  const next = loading || error || !notes?.pageInfo.hasNextPage ? null : notes.pageInfo.endCursor;
  const wanted = next === failedAt ? null : next;
  useEffect(() => {
    if (!wanted) return;
    void Promise.allSettled([fetchMore({ variables: { after: wanted } })]).then(([page]) => {
      if (page.status === 'rejected' || page.value.error) setFailedAt(wanted);
    });
  }, [wanted, fetchMore]);
  const again = () => {
    setFailedAt(null);
    return refetch();
  };
  return { notes, loading, isPartly: Boolean(error) || (next !== null && next === failedAt), again };
}

function grouped(nodes: Connection['nodes'], order: readonly string[], gone: string) {
  const notes = readFragment(NoteItemFragment, nodes).map((note, at) => ({ ...note, ref: nodes[at], lesson: nodes[at]?.lesson ?? null }));
  const groups = new Map<string, NoteGroup<(typeof notes)[number]>>();
  for (const note of notes.toSorted((one, other) => one.positionMs - other.positionMs || (one.id < other.id ? -1 : 1))) {
    const lessonId = note.lesson?.id ?? GONE;
    const before = groups.get(lessonId)?.notes ?? [];
    groups.set(lessonId, { lessonId, title: note.lesson?.title ?? gone, isThere: note.lesson !== null, notes: [...before, note] });
  }
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length + (id === GONE ? 1 : 0));
  return [...groups.values()].toSorted((one, other) => place(one.lessonId) - place(other.lessonId));
}

/** The way to a second, of a lesson that is there. */
function Second({ lessonId, ms }: { lessonId: string | null; ms: number }) {
  if (lessonId === null) return <span className="tabular-nums">{clock(ms)}</span>;
  return (
    <Link to={secondPath(lessonId, ms)} className="inline-flex min-h-9 items-center rounded px-1 font-semibold text-primary tabular-nums hover:underline">
      {clock(ms)}
    </Link>
  );
}

function Notes({ courseId }: { courseId: string }) {
  const { t } = useI18n();
  const { notes, loading, isPartly, again } = useNotes(courseId);
  const { data } = useQuery(NotedCourseQuery, { variables: { courseId } });
  const course = data?.course;
  const title = course ? t('study.notesTitleOf', { title: course.title }) : t('study.notesTitle');
  const head = (
    <div className="grid gap-1">
      {course && (
        <p>
          <Link to={`/courses/${course.slug}`} className="text-sm font-semibold text-primary hover:underline">
            {course.title}
          </Link>
        </p>
      )}
      <h1 className="text-3xl wrap-anywhere">{title}</h1>
    </div>
  );
  if (!notes) {
    return (
      <>
        {head}
        {loading ? <Skeleton className="h-60" /> : <ErrorState text={t('study.notesDown')} onRetry={again} />}
      </>
    );
  }
  const groups = grouped(notes.nodes, course?.modules.flatMap(({ lessons }) => lessons.map(({ id }) => id)) ?? [], t('study.notesGone'));
  if (groups.length === 0) {
    return (
      <>
        {head}
        <EmptyState title={t('study.notesNone')} text={t('study.notesNoneText')}>
          <Button asChild>
            <Link to={course ? `/courses/${course.slug}` : '/my-learning'}>{course ? t('course.view') : t('learning.title')}</Link>
          </Button>
        </EmptyState>
      </>
    );
  }
  const isWhole = !notes.pageInfo.hasNextPage;
  const download = () => save(new Blob([notesAsMarkdown(title, groups, window.location.origin)], { type: 'text/markdown;charset=utf-8' }), fileName(title));
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-4">
        {head}
        <Button variant="outline" disabled={!isWhole} onClick={download}>
          <Download aria-hidden />
          {t('study.notesDownload')}
        </Button>
      </div>
      {isPartly && <ErrorState text={t('study.notesPartly')} onRetry={again} />}
      {groups.map(({ lessonId, title: lesson, isThere, notes: own }) => (
        <section key={lessonId} className="grid grid-cols-1 gap-3">
          <h2 className="text-xl wrap-anywhere">
            {isThere ? (
              <Link to={`/learn/${lessonId}`} className="hover:underline">
                {lesson}
              </Link>
            ) : (
              lesson
            )}
          </h2>
          <ul className="grid grid-cols-1 gap-3">
            {own.map(
              ({ id, ref, positionMs }) =>
                ref && (
                  <NoteItem
                    key={id}
                    note={ref}
                    lessonId={lessonId}
                    time={<Second lessonId={isThere ? lessonId : null} ms={positionMs} />}
                    onReread={again}
                  />
                ),
            )}
          </ul>
        </section>
      ))}
    </>
  );
}

/** What one wrote in a course, lesson by lesson, to read again and to take along. */
export function Component() {
  const { t } = useI18n();
  const { courseId = '' } = useParams();
  const signedIn = useSignedIn();
  return (
    <Page title={t('study.notesTitle')} className="grid max-w-3xl grid-cols-1 gap-8">
      {signedIn ? (
        <Notes key={courseId} courseId={courseId} />
      ) : (
        <>
          <h1 className="text-3xl">{t('study.notesTitle')}</h1>
          <SignInState />
        </>
      )}
    </Page>
  );
}
