import { Pencil, Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { SafeHtml } from '@/components/safe-html';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { drafts } from '@/lib/drafts';
import { clock } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/study';
import { NoteForm } from './note-form';
import { useChangeNote, useDeleteNote } from './use-note-acts';

export const NoteItemFragment = graphql(/* GraphQL */ `
  fragment NoteItem_note on LessonNote {
    id
    revision
    positionMs
    bodyMarkdown
    bodyHtml
    updatedAt
  }
`);

type Props = {
  note: FragmentType<typeof NoteItemFragment>;
  lessonId: string;
  /** The way to its second. */
  time: ReactNode;
  positionMs?: number;
  onReread: () => Promise<unknown>;
};

/** One note: read, changed in place, deleted with a way back. */
export function NoteItem({ note: ref, lessonId, time, positionMs, onReread }: Props) {
  const note = readFragment(NoteItemFragment, ref);
  const { t } = useI18n();
  const draftKey = `note.${note.id}`;
  const [isEditing, setEditing] = useState(() => drafts.read(draftKey) !== null);
  const change = useChangeNote(note.id, lessonId, onReread);
  const { act: remove, isBusy } = useDeleteNote(note.id);
  const at = clock(note.positionMs);
  return (
    <li className="grid grid-cols-1 gap-2 rounded-lg border bg-card p-4">
      <div className="flex items-center gap-1">
        <span className="me-auto">{time}</span>
        {!isEditing && (
          <Button size="smallIcon" variant="ghost" aria-label={t('study.noteEdit', { time: at })} title={t('study.noteEdit', { time: at })} onClick={() => setEditing(true)}>
            <Pencil aria-hidden />
          </Button>
        )}
        <Button size="smallIcon" variant="danger" isBusy={isBusy} aria-label={t('study.noteDelete', { time: at })} title={t('study.noteDelete', { time: at })} onClick={remove}>
          <Trash2 aria-hidden />
        </Button>
      </div>
      {isEditing ? (
        <NoteForm
          draftKey={draftKey}
          before={{ text: note.bodyMarkdown, atMs: note.positionMs, revision: note.revision, html: note.bodyHtml }}
          positionMs={positionMs}
          onSend={change}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <SafeHtml html={note.bodyHtml} keepsLines />
      )}
    </li>
  );
}
