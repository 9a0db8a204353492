import { useMutation } from '@apollo/client/react';
import { Check, ThumbsUp } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { SafeHtml } from '@/components/safe-html';
import { Avatar, Badge } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { CommentBody_CommentFragment as Fields } from '@/gql/graphql';
import { drafts } from '@/lib/drafts';
import { ago, clock } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/moderation';
import { useAttempt } from '@/lib/use-attempt';
import { Composer } from './composer';
import { OwnActions, useEditComment, type Place } from './own-actions';
import { ReportButton } from './report-button';
import { Translation } from './translation';

export const CommentBodyFragment = graphql(/* GraphQL */ `
  fragment CommentBody_comment on Comment {
    id
    author { id handle displayName avatarUrl }
    positionMs
    bodyHtml
    bodyMarkdown
    locale
    visibility
    editedAt
    upvotes
    viewerUpvoted @include(if: $signedIn)
    viewerModerates @include(if: $signedIn)
    isAnswer
    fromInstructor
    createdAt
  }
`);

const Upvote = graphql(/* GraphQL */ `
  mutation Upvote($id: ID!, $on: Boolean!) {
    upvote(targetId: $id, on: $on) { upvotes userErrors { code message } }
  }
`);

function UpvoteButton({ comment }: { comment: Fields }) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const [upvote, { loading }] = useMutation(Upvote);
  const isUpvoted = comment.viewerUpvoted === true;
  const vote = () =>
    void attempt(t('comments.voteFailed'), async () => {
      const { data } = await upvote({
        variables: { id: comment.id, on: !isUpvoted },
        update: (cache, result) => {
          const upvotes = result.data?.upvote.upvotes;
          if (typeof upvotes !== 'number') return;
          cache.modify({ id: cache.identify(comment), fields: { upvotes: () => upvotes, viewerUpvoted: () => !isUpvoted } });
        },
      });
      return data?.upvote.userErrors;
    });
  return (
    <Button
      size="small"
      variant="ghost"
      isBusy={loading}
      aria-pressed={isUpvoted}
      aria-label={t('comments.upvoteLabel', { count: comment.upvotes })}
      className={isUpvoted ? 'text-primary' : ''}
      onClick={vote}
    >
      <ThumbsUp aria-hidden />
      {comment.upvotes}
    </Button>
  );
}

/** Of what one wrote oneself: others vote for it. */
function Upvotes({ count }: { count: number }) {
  const { t } = useI18n();
  return (
    <span className="inline-flex min-h-9 items-center gap-2 px-3 text-sm font-semibold text-muted-foreground [&_svg]:size-4">
      <ThumbsUp aria-hidden />
      <span aria-hidden>{count}</span>
      <span className="sr-only">{t('comments.upvotes', { count })}</span>
    </span>
  );
}

function Byline({ comment, onSeek }: { comment: Fields; onSeek?: (ms: number) => void }) {
  const { t, locale } = useI18n();
  const { author, positionMs, editedAt, visibility } = comment;
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
      {author ? (
        <Link to={`/people/${author.handle}`} className="leading-6 font-semibold wrap-anywhere hover:underline">
          {author.displayName}
        </Link>
      ) : (
        <span className="font-semibold">{t('comments.gone')}</span>
      )}
      {comment.fromInstructor && <Badge>{t('comments.instructor')}</Badge>}
      {comment.isAnswer && (
        <Badge className="text-success">
          <Check aria-hidden className="size-3" />
          {t('comments.accepted')}
        </Badge>
      )}
      <span className="text-muted-foreground">{ago(comment.createdAt, locale)}</span>
      {visibility === 'VISIBLE' && editedAt && <span className="text-muted-foreground">({t('comments.edited')})</span>}
      {typeof positionMs === 'number' && onSeek && (
        <button type="button" className="min-h-6 rounded font-semibold text-primary hover:underline" onClick={() => onSeek(positionMs)}>
          {t('comments.at', { time: clock(positionMs) })}
        </button>
      )}
    </p>
  );
}

/** What all comments of a lesson or a thread share. Where it is closed only who keeps it writes, and others change nothing. */
export type Reader = { place: Place; viewerId?: string; signedIn: boolean; isClosed?: boolean; onSeek?: (ms: number) => void };

type Props = { comment: FragmentType<typeof CommentBodyFragment>; reader: Reader; children?: ReactNode };

/** One comment or reply; `children` are further things to do with it. */
export function CommentBody({ comment: ref, reader, children }: Props) {
  const comment = readFragment(CommentBodyFragment, ref);
  const { t } = useI18n();
  const draftKey = `${reader.place.id}.edit.${comment.id}`;
  const [isEditing, setEditing] = useState(() => drafts.read(draftKey) !== null);
  const edit = useEditComment(comment.id);
  const { author } = comment;
  const isOwn = author !== null && author !== undefined && author.id === reader.viewerId;
  const isShown = comment.visibility === 'VISIBLE';
  const mayChange = isOwn && !reader.isClosed;
  const isInEdit = isShown && isEditing && mayChange;
  return (
    <div className="flex gap-3">
      <Avatar name={author?.displayName ?? '?'} url={author?.avatarUrl} />
      <div className="grid min-w-0 flex-1 gap-1">
        <Byline comment={comment} onSeek={reader.onSeek} />
        {!isShown && <p className="text-muted-foreground italic">{t(comment.visibility === 'HELD' ? 'moderation.held' : comment.visibility === 'REMOVED' ? 'moderation.removed' : 'comments.deleted')}</p>}
        {isShown && !isInEdit && <SafeHtml html={comment.bodyHtml ?? ''} keepsLines />}
        {isShown && !isInEdit && !isOwn && <Translation key={comment.editedAt} commentId={comment.id} locale={comment.locale ?? null} />}
        {isInEdit && (
          <Composer
            label={t('comments.editLabel')}
            action={t('comments.save')}
            draftKey={draftKey}
            initial={comment.bodyMarkdown ?? ''}
            isFocused
            onSend={edit}
            onCancel={() => setEditing(false)}
          />
        )}
        {reader.signedIn && isShown && !isInEdit && (
          <div className="flex flex-wrap gap-1">
            {isOwn ? <Upvotes count={comment.upvotes} /> : <UpvoteButton comment={comment} />}
            {children}
            {!isOwn && <ReportButton targetId={comment.id} />}
            {(mayChange || comment.viewerModerates) && (
              <OwnActions commentId={comment.id} place={reader.place} onEdit={mayChange ? () => setEditing(true) : null} />
            )}
          </div>
        )}
      </div>
    </div>
  );
}
