import { useMutation, useQuery, useSubscription } from '@apollo/client/react';
import { useLocation } from 'react-router';
import { ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import { signInUrl } from '@/lib/session';
import { useViewer } from '@/lib/viewer';
import { CommentItem } from './comment-item';
import { Composer, type Draft } from './composer';

export const CommentsQuery = graphql(/* GraphQL */ `
  query LessonComments($lessonId: ID!, $signedIn: Boolean!, $after: String) {
    lesson(id: $lessonId) {
      id
      comments(sort: NEWEST, first: 20, after: $after) {
        nodes { id ...CommentItem_comment }
        pageInfo { hasNextPage endCursor }
        totalCount
      }
    }
  }
`);

const AddComment = graphql(/* GraphQL */ `
  mutation AddComment($input: AddCommentInput!) {
    addComment(input: $input) { comment { id } userErrors { code message } }
  }
`);

const CommentAdded = graphql(/* GraphQL */ `
  subscription LessonCommentAdded($lessonId: ID!) {
    lessonCommentAdded(lessonId: $lessonId) { id }
  }
`);

type Props = { lessonId: string; positionMs: number; signedIn: boolean; onSeek: (ms: number) => void };

export function Comments({ lessonId, positionMs, signedIn, onSeek }: Props) {
  const { t } = useI18n();
  const { pathname } = useLocation();
  const viewerId = useViewer().user?.id;
  const { data, loading, refetch, fetchMore } = useQuery(CommentsQuery, {
    variables: { lessonId, signedIn },
    fetchPolicy: 'cache-and-network',
  });
  const [add] = useMutation(AddComment);
  // The event says that something is new; the query decides what this reader may see of it.
  useSubscription(CommentAdded, {
    variables: { lessonId },
    skip: !signedIn,
    onData: () => void refetch().catch(() => undefined),
  });

  const send = async ({ text, atMs, parentId, idempotencyKey }: Draft) => {
    const input = { lessonId, idempotencyKey, bodyMarkdown: text, positionMs: atMs ?? null, parentId: parentId ?? null };
    const result = await add({ variables: { input } });
    const errors = result.data?.addComment.userErrors ?? [];
    if (errors.length === 0) await refetch();
    return errors;
  };

  const comments = data?.lesson?.comments;
  if (!comments) {
    if (loading) return <Skeleton className="h-40" />;
    return <ErrorState text={t('comments.down')} onRetry={refetch} />;
  }
  return (
    <div className="grid gap-6">
      {signedIn ? (
        <Composer label={t('comments.write')} action={t('comments.send')} positionMs={positionMs} onSend={send} />
      ) : (
        <Button asChild variant="outline" className="justify-self-start">
          <a href={signInUrl(pathname)}>{t('comments.signIn')}</a>
        </Button>
      )}
      <p role="status" className="text-sm text-muted-foreground">
        {comments.nodes.length === 0 ? t('comments.empty') : t('comments.count', { count: comments.totalCount })}
      </p>
      <ul className="grid gap-6">
        {comments.nodes.map((comment) => (
          <CommentItem
            key={comment.id}
            comment={comment}
            lessonId={lessonId}
            viewerId={viewerId}
            signedIn={signedIn}
            onSeek={onSeek}
            onReply={send}
          />
        ))}
      </ul>
      {comments.pageInfo.hasNextPage && (
        <Button variant="outline" onClick={() => void fetchMore({ variables: { after: comments.pageInfo.endCursor } })}>
          {t('comments.more')}
        </Button>
      )}
    </div>
  );
}
