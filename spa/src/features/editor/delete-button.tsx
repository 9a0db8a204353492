import { useApolloClient, useMutation } from '@apollo/client/react';
import { Trash2 } from 'lucide-react';
import { useParams } from 'react-router';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import { notify } from '@/lib/notify';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { restoreItem } from './restore';

const RevisionQuery = graphql(/* GraphQL */ `
  query CourseRevision($id: ID!) {
    course(id: $id) { id revision }
  }
`);

const DeleteItem = graphql(/* GraphQL */ `
  mutation DeleteItem($id: ID!, $revision: Int!) {
    deleteItem(id: $id, expectedRevision: $revision) { deletedId userErrors { code message } }
  }
`);

type Props = { itemId: string; name: string; lessonCount?: number; onRefresh: () => unknown };

/** Deletes without asking, since it can be undone: from the notice at once, from the list of what was deleted for 30 days. */
export function DeleteButton({ itemId, name, lessonCount = 0, onRefresh }: Props) {
  const { t } = useI18n();
  const { courseId = '' } = useParams();
  const client = useApolloClient();
  const attempt = useAttempt();
  const [remove, { loading }] = useMutation(DeleteItem);
  const undo = () => void attempt(t('editor.notRestored', { name }), () => restoreItem(client, itemId, onRefresh));
  const tell = () => {
    const message = lessonCount > 0 ? t('editor.removedWithLessons', { name, count: lessonCount }) : t('editor.removed', { name });
    notify({ subject: itemId, message, action: { label: t('editor.undo'), act: undo } });
    void Promise.allSettled([onRefresh()]);
  };
  const act = async () => {
    const { data, error } = await client.query({ query: RevisionQuery, variables: { id: courseId }, fetchPolicy: 'network-only' });
    failIf(error);
    const answer = await remove({ variables: { id: itemId, revision: data?.course?.revision ?? 0 } });
    return answer.data?.deleteItem.userErrors;
  };
  return (
    <Button variant="danger" size="smallIcon" aria-label={t('editor.remove', { name })} isBusy={loading} onClick={() => void attempt(t('editor.notRemoved', { name }), act, tell)}>
      <Trash2 aria-hidden />
    </Button>
  );
}
