import { useMutation } from '@apollo/client/react';
import { ThumbsUp } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { SafeHtml } from '@/components/safe-html';
import { Avatar } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { ago, clock } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import type { Refusals } from '@/lib/use-sending';
import { Composer, type Draft } from './composer';
import { OwnActions, useEditComment } from './own-actions';

export const CommentBodyFragment = graphql(/* GraphQL */ `
  fragment CommentBody_comment on Comment {
    id
    author { id handle displayName avatarUrl }
    positionMs
    bodyHtml
    bodyMarkdown
    visibility
    editedAt
    upvotes
    viewerUpvoted @include(if: $signedIn)
    createdAt
  }
`);

export const CommentItemFragment = graphql(/* GraphQL */ `
  fragment CommentItem_comment on Comment {
    id
    author { id displayName }
    ...CommentBody_comment
    replies(first: 20) { nodes { id ...CommentBody_comment } }
  }
`);

const Upvote = graphql(/* GraphQL */ `
  mutation Upvote($id: ID!, $on: Boolean!) {
    upvote(targetId: $id, on: $on) { upvotes userErrors { code message } }
  }
`);

function Body({ comment: ref, lessonId, viewerId, signedIn, onSeek, onAnswer }: {
  comment: FragmentType<typeof CommentBodyFragment>;
  lessonId: string;
  viewerId?: string;
  signedIn: boolean;
  onSeek: (ms: number) => void;
  onAnswer?: () => void;
}) {
  const comment = readFragment(CommentBodyFragment, ref);
  const { t, locale } = useI18n();
  const [upvote, { loading }] = useMutation(Upvote);
  const [isEditing, setEditing] = useState(false);
  const edit = useEditComment(comment.id);
  const isUpvoted = comment.viewerUpvoted === true;
  const isShown = comment.visibility === 'VISIBLE';
  const { author, positionMs } = comment;
  const vote = () =>
    void upvote({
      variables: { id: comment.id, on: !isUpvoted },
      update: (cache, { data }) => {
        const upvotes = data?.upvote.upvotes;
        if (typeof upvotes !== 'number') return;
        cache.modify({ id: cache.identify(comment), fields: { upvotes: () => upvotes, viewerUpvoted: () => !isUpvoted } });
      },
    }).catch(() => undefined);
  return (
    <div className="flex gap-3">
      <Avatar name={author?.displayName ?? '?'} url={author?.avatarUrl} />
      <div className="grid min-w-0 flex-1 gap-1">
        <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
          {author ? (
            <Link to={`/people/${author.handle}`} className="font-semibold hover:underline">
              {author.displayName}
            </Link>
          ) : (
            <span className="font-semibold">{t('comments.gone')}</span>
          )}
          <span className="text-muted-foreground">{ago(comment.createdAt, locale)}</span>
          {isShown && comment.editedAt && <span className="text-muted-foreground">({t('comments.edited')})</span>}
          {typeof positionMs === 'number' && (
            <button type="button" className="min-h-6 rounded font-semibold text-primary hover:underline" onClick={() => onSeek(positionMs)}>
              {t('comments.at', { time: clock(positionMs) })}
            </button>
          )}
        </p>
        {!isShown && <p className="text-muted-foreground italic">{t('comments.deleted')}</p>}
        {isShown && !isEditing && <SafeHtml html={comment.bodyHtml ?? ''} />}
        {isShown && isEditing && (
          <Composer
            label={t('comments.editLabel')}
            action={t('comments.save')}
            initial={comment.bodyMarkdown ?? ''}
            isFocused
            onSend={edit}
            onCancel={() => setEditing(false)}
          />
        )}
        {signedIn && isShown && !isEditing && (
          <div className="flex flex-wrap gap-1">
            <Button
              size="small"
              variant="ghost"
              disabled={loading}
              aria-pressed={isUpvoted}
              aria-label={t('comments.upvoteLabel', { count: comment.upvotes })}
              className={isUpvoted ? 'text-primary' : ''}
              onClick={vote}
            >
              <ThumbsUp aria-hidden />
              {comment.upvotes}
            </Button>
            {onAnswer && (
              <Button size="small" variant="ghost" onClick={onAnswer}>
                {t('comments.reply')}
              </Button>
            )}
            {author && author.id === viewerId && <OwnActions commentId={comment.id} lessonId={lessonId} onEdit={() => setEditing(true)} />}
          </div>
        )}
      </div>
    </div>
  );
}

type Props = {
  comment: FragmentType<typeof CommentItemFragment>;
  lessonId: string;
  viewerId?: string;
  signedIn: boolean;
  onSeek: (ms: number) => void;
  onReply: (draft: Draft) => Promise<Refusals>;
};

export function CommentItem({ comment: ref, onReply, ...shared }: Props) {
  const comment = readFragment(CommentItemFragment, ref);
  const { t } = useI18n();
  const [isAnswering, setAnswering] = useState(false);
  return (
    <li className="grid gap-4">
      <Body comment={comment} {...shared} onAnswer={() => setAnswering(true)} />
      {(comment.replies.nodes.length > 0 || isAnswering) && (
        <div className="ms-5 grid gap-4 border-s-2 ps-5">
          {comment.replies.nodes.map((reply) => (
            <Body key={reply.id} comment={reply} {...shared} />
          ))}
          {isAnswering && (
            <Composer
              label={t('comments.replyTo', { name: comment.author?.displayName ?? t('comments.gone') })}
              action={t('comments.sendReply')}
              parentId={comment.id}
              isFocused
              onSend={onReply}
              onCancel={() => setAnswering(false)}
            />
          )}
        </div>
      )}
    </li>
  );
}
