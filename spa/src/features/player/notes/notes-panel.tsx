import { useQuery } from '@apollo/client/react';
import { NotebookPen } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { NoteForm } from '@/components/notes/note-form';
import { NoteItem, NoteItemFragment } from '@/components/notes/note-item';
import { useWriteNote } from '@/components/notes/use-note-acts';
import { ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment } from '@/gql';
import { clock } from '@/lib/format';
import { useHere } from '@/lib/here';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/study';
import { signInUrl } from '@/lib/session';
import { store } from '@/lib/store';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';

const LessonNotesQuery = graphql(/* GraphQL */ `
  query LessonNotes($lessonId: ID!, $after: String) {
    lesson(id: $lessonId) {
      id
      viewerAccess { allowed }
      notes(first: 100, after: $after) {
        nodes { id ...NoteItem_note }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

const PAUSING = 'notes.pause';

type Props = {
  lessonId: string;
  courseId: string;
  /** Absent of an article: a note on it hangs on no second. */
  positionMs: number | undefined;
  signedIn: boolean;
  /** Grows each time somebody asks by the keyboard to write. */
  wanted: number;
  onSeek: (ms: number) => void;
  onPause: () => void;
};

function Written({ lessonId, courseId, positionMs, wanted, onSeek, onPause }: Props) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const write = useWriteNote(lessonId);
  const box = useRef<HTMLTextAreaElement | null>(null);
  const [isPausing, setPausing] = useState(() => store.read(PAUSING) === 'true');
  const { data, loading, error, refetch, fetchMore } = useQuery(LessonNotesQuery, { variables: { lessonId }, fetchPolicy: 'cache-and-network' });
  const lesson = useKept(lessonId, data?.lesson, loading || error !== undefined);
  const isThere = lesson?.notes !== null && lesson?.notes !== undefined;
  useEffect(() => {
    if (wanted > 0 && isThere) box.current?.focus();
  }, [wanted, isThere]);
  if (!lesson?.notes) return loading ? <Skeleton className="h-40" /> : <ErrorState text={t('study.notesDown')} onRetry={refetch} />;
  const { pageInfo } = lesson.notes;
  const notes = readFragment(NoteItemFragment, lesson.notes.nodes)
    .map((note, at) => ({ ...note, ref: lesson.notes?.nodes[at] }))
    .toSorted((one, other) => one.positionMs - other.positionMs || (one.id < other.id ? -1 : 1));
  const more = () => attempt(t('comments.moreFailed'), async () => failIf((await fetchMore({ variables: { after: pageInfo.endCursor } })).error));
  const time = (ms: number) =>
    positionMs === undefined ? null : (
      <button type="button" aria-label={t('study.noteSeek', { time: clock(ms) })} className="min-h-9 rounded px-1 font-semibold text-primary tabular-nums hover:underline" onClick={() => onSeek(ms)}>
        {clock(ms)}
      </button>
    );
  return (
    <div className="grid grid-cols-1 gap-5">
      {lesson.viewerAccess.allowed && (
        <div className="grid gap-2">
          <NoteForm draftKey={`${lessonId}.note`} positionMs={positionMs} box={(element) => void (box.current = element)} onBegin={() => isPausing && onPause()} onSend={write} />
          {positionMs !== undefined && (
            <label className="inline-flex min-h-11 items-center gap-2 text-sm">
              <input
                type="checkbox"
                className="size-4 accent-primary"
                checked={isPausing}
                onChange={({ target }) => {
                  setPausing(target.checked);
                  store.write(PAUSING, String(target.checked));
                }}
              />
              {t('study.notePause')}
            </label>
          )}
        </div>
      )}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="text-sm text-muted-foreground">
          {notes.length === 0 ? t('study.notesEmpty') : t('study.notesCount', { count: notes.length })}
        </p>
        <Button asChild size="small" variant="ghost">
          <Link to={`/my-learning/notes/${courseId}`}>
            <NotebookPen aria-hidden />
            {t('study.notesOfCourse')}
          </Link>
        </Button>
      </div>
      <ul className="grid grid-cols-1 gap-3">
        {notes.map(({ id, ref, positionMs: ms }) => ref && <NoteItem key={id} note={ref} lessonId={lessonId} positionMs={positionMs} time={time(ms)} onReread={refetch} />)}
      </ul>
      {pageInfo.hasNextPage && (
        <Button variant="outline" onClick={() => void more()}>
          {t('study.notesMore')}
        </Button>
      )}
    </div>
  );
}

/** What one writes for oneself while one watches or reads. */
export function NotesPanel(props: Props) {
  const { t } = useI18n();
  const here = useHere();
  if (props.signedIn) return <Written {...props} />;
  return (
    <Button asChild variant="outline" className="justify-self-start">
      <a href={signInUrl(here)}>{t('study.notesSignIn')}</a>
    </Button>
  );
}
