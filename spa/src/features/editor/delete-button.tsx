import { useApolloClient, useMutation } from '@apollo/client/react';
import { Trash2 } from 'lucide-react';
import { useParams } from 'react-router';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';

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

export function DeleteButton({ itemId, name, lessonCount = 0, onRefresh }: Props) {
  const { t } = useI18n();
  const { courseId = '' } = useParams();
  const client = useApolloClient();
  const [remove, { loading }] = useMutation(DeleteItem);
  const act = async () => {
    const question = lessonCount > 0 ? t('editor.removeWithLessons', { name, count: lessonCount }) : t('editor.removeSure', { name });
    if (!window.confirm(question)) return;
    const { data } = await client.query({ query: RevisionQuery, variables: { id: courseId }, fetchPolicy: 'network-only' });
    await remove({ variables: { id: itemId, revision: data?.course?.revision ?? 0 } });
    await onRefresh();
  };
  return (
    <Button variant="danger" size="smallIcon" aria-label={t('editor.remove', { name })} disabled={loading} onClick={() => void act().catch(() => undefined)}>
      <Trash2 aria-hidden />
    </Button>
  );
}
