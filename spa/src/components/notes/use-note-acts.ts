import type { ApolloCache, Reference } from '@apollo/client';
import { useMutation } from '@apollo/client/react';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/study';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';
import type { Refusals } from '@/lib/use-sending';
import type { NoteDraft } from './note-form';

const SaveNote = graphql(/* GraphQL */ `
  mutation SaveNote($input: SaveNoteInput!) {
    saveNote(input: $input) {
      note { id ...NoteItem_note }
      userErrors { code message }
    }
  }
`);

const DeleteNote = graphql(/* GraphQL */ `
  mutation DeleteNote($id: ID!) {
    deleteNote(id: $id) { deletedId userErrors { code message } }
  }
`);

const RestoreNote = graphql(/* GraphQL */ `
  mutation RestoreNote($id: ID!) {
    restoreNote(id: $id) { note { id ...NoteItem_note } userErrors { code message } }
  }
`);

type Page = { nodes: readonly Reference[] };

/** Lists show it at once; where it stands among the others they say themselves. */
function show(cache: ApolloCache, lessonId: string, noteId: string) {
  const note = cache.identify({ __typename: 'LessonNote', id: noteId });
  if (!note) return;
  cache.modify<{ notes: Page }>({
    id: cache.identify({ __typename: 'Lesson', id: lessonId }),
    fields: {
      notes: (page) => ('nodes' in page && !page.nodes.some(({ __ref }) => __ref === note) ? { ...page, nodes: [...page.nodes, { __ref: note }] } : page),
    },
  });
}

/** A new note at its second; said again under its key it is written once. */
export function useWriteNote(lessonId: string) {
  const [save] = useMutation(SaveNote);
  return async ({ text, atMs, key }: NoteDraft): Promise<Refusals> => {
    const { data } = await save({
      variables: { input: { lessonId, positionMs: atMs, bodyMarkdown: text, idempotencyKey: key } },
      update: (cache, { data: answer }) => {
        const id = answer?.saveNote.note?.id;
        if (id) show(cache, lessonId, id);
      },
    });
    return data?.saveNote.userErrors ?? [];
  };
}

/** @param onChangedElsewhere reads what it is now */
export function useChangeNote(id: string, lessonId: string, onChangedElsewhere: () => Promise<unknown>) {
  const [save] = useMutation(SaveNote);
  return async ({ text, atMs, revision }: NoteDraft): Promise<Refusals> => {
    const { data } = await save({ variables: { input: { id, lessonId, positionMs: atMs, bodyMarkdown: text, expectedRevision: revision } } });
    const errors = data?.saveNote.userErrors ?? [];
    if (errors.some(({ code }) => code === 'STALE_REVISION')) await onChangedElsewhere();
    return errors;
  };
}

/** Deletes a note at once, and offers to bring it back. */
export function useDeleteNote(id: string) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const [remove, { loading }] = useMutation(DeleteNote);
  const [restore] = useMutation(RestoreNote);
  // Lists keep its place, and leave it out while it is not there.
  const bringBack = () =>
    void attempt(t('study.noteNotRestored'), async () => (await restore({ variables: { id } })).data?.restoreNote.userErrors);
  const act = () =>
    void attempt(
      t('study.noteNotDeleted'),
      async () => {
        const { data } = await remove({
          variables: { id },
          update: (cache, result) => {
            if (result.data?.deleteNote.deletedId) cache.evict({ id: cache.identify({ __typename: 'LessonNote', id }) });
          },
        });
        return data?.deleteNote.userErrors;
      },
      () => notify({ message: t('study.noteDeleted'), subject: `note ${id}`, action: { label: t('study.noteUndo'), act: bringBack } }),
    );
  return { act, isBusy: loading };
}
