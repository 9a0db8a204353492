import type { ApolloCache } from '@apollo/client';
import { useMutation } from '@apollo/client/react';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import type { DeleteCommentMutation } from '@/gql/graphql';
import { confirmed } from '@/lib/asking';
import { useI18n } from '@/lib/i18n';
import { useAttempt } from '@/lib/use-attempt';
import type { Draft } from './composer';

const EditComment = graphql(/* GraphQL */ `
  mutation EditComment($id: ID!, $bodyMarkdown: String!) {
    editComment(id: $id, bodyMarkdown: $bodyMarkdown) {
      comment { id bodyMarkdown bodyHtml locale visibility editedAt }
      userErrors { code message }
    }
  }
`);

const DeleteComment = graphql(/* GraphQL */ `
  mutation DeleteComment($id: ID!) {
    deleteComment(id: $id) {
      comment { id bodyMarkdown bodyHtml visibility replyCount parent { id visibility replyCount } thread { id postCount answer { id } } }
      userErrors { code message }
    }
  }
`);

type Deleted = NonNullable<DeleteCommentMutation['deleteComment']['comment']>;

/** What a list of comments belongs to. */
export type Place = { __typename: 'Lesson' | 'Thread'; id: string };
type Counted = { totalCount?: number };

const oneLess = <T extends object>(page: T): T => ('totalCount' in page && typeof page.totalCount === 'number' ? { ...page, totalCount: page.totalCount - 1 } : page);

/** What the server lists no more: a deleted comment stays only while replies hang on it. */
function forget(cache: ApolloCache, place: Place, comment: Deleted) {
  const listed = [comment.parent, comment].filter((each) => each !== null && each !== undefined);
  for (const { id, visibility, replyCount, __typename } of listed) {
    if (visibility === 'VISIBLE' || replyCount > 0) continue;
    cache.evict({ id: cache.identify({ __typename, id }) });
    if (id === comment.id && comment.parent) continue;
    cache.modify<{ comments: Counted; posts: Counted }>({ id: cache.identify(place), fields: { comments: oneLess, posts: oneLess } });
  }
  cache.gc();
}

export function useEditComment(id: string) {
  const [edit] = useMutation(EditComment);
  return async ({ text }: Draft) => {
    const { data } = await edit({ variables: { id, bodyMarkdown: text } });
    return data?.editComment.userErrors ?? [];
  };
}

type Props = { commentId: string; place: Place; /** Null for who only keeps order there: what somebody wrote is theirs to change. */ onEdit: (() => void) | null };

export function OwnActions({ commentId, place, onEdit }: Props) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const [remove, { loading }] = useMutation(DeleteComment);
  const act = async () => {
    if (!(await confirmed(t(onEdit ? 'comments.deleteSure' : 'comments.removeSure'), t('comments.delete'), true))) return;
    void attempt(t('comments.notDeleted'), async () => {
      const { data } = await remove({
        variables: { id: commentId },
        update: (cache, result) => {
          const comment = result.data?.deleteComment.comment;
          if (comment) forget(cache, place, comment);
        },
      });
      return data?.deleteComment.userErrors;
    });
  };
  return (
    <>
      {onEdit && (
        <Button size="small" variant="ghost" onClick={onEdit}>
          {t('comments.edit')}
        </Button>
      )}
      <Button size="small" variant="danger" isBusy={loading} onClick={() => void act()}>
        {t('comments.delete')}
      </Button>
    </>
  );
}
