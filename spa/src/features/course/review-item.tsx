import { useMutation } from '@apollo/client/react';
import { ThumbsUp } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { Composer, type Draft } from '@/components/discussion/composer';
import { ReportButton } from '@/components/discussion/report-button';
import { SafeHtml } from '@/components/safe-html';
import { Avatar } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { ReviewItem_ReviewFragment as Fields } from '@/gql/graphql';
import { drafts } from '@/lib/drafts';
import { ago, inPercent } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/moderation';
import '@/lib/messages/reviews';
import { useAttempt } from '@/lib/use-attempt';
import { useViewer } from '@/lib/viewer';
import { Stars } from './stars';

export const ReviewItemFragment = graphql(/* GraphQL */ `
  fragment ReviewItem_review on Review {
    id
    stars
    bodyHtml
    watchedRatio
    helpful
    viewerFoundHelpful @include(if: $signedIn)
    viewerMayReply @include(if: $signedIn)
    instructorReply
    instructorReplyHtml
    author { id handle displayName avatarUrl }
    createdAt
    editedAt
  }
`);

const FindHelpful = graphql(/* GraphQL */ `
  mutation FindHelpful($id: ID!, $on: Boolean!) {
    upvote(targetId: $id, on: $on) { upvotes userErrors { code message } }
  }
`);

const ReplyToReview = graphql(/* GraphQL */ `
  mutation ReplyToReview($id: ID!, $bodyMarkdown: String) {
    replyToReview(id: $id, bodyMarkdown: $bodyMarkdown) {
      review { id instructorReply instructorReplyHtml }
      userErrors { code message }
    }
  }
`);

function Helpful({ review, signedIn }: { review: Fields; signedIn: boolean }) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const viewerId = useViewer().user?.id;
  const [vote, { loading }] = useMutation(FindHelpful);
  const { helpful: count } = review;
  if (!signedIn || review.author?.id === viewerId) return count > 0 && <p className="text-sm text-muted-foreground">{t('reviews.helpfulTo', { count })}</p>;
  const isOn = review.viewerFoundHelpful === true;
  const act = () =>
    void attempt(t('reviews.voteFailed'), async () => {
      const { data } = await vote({
        variables: { id: review.id, on: !isOn },
        update: (cache, result) => {
          const upvotes = result.data?.upvote.upvotes;
          if (typeof upvotes !== 'number') return;
          cache.modify({ id: cache.identify(review), fields: { helpful: () => upvotes, viewerFoundHelpful: () => !isOn } });
        },
      });
      return data?.upvote.userErrors;
    });
  return (
    <Button size="small" variant="ghost" isBusy={loading} aria-pressed={isOn} aria-label={t('reviews.helpfulLabel', { count })} className={isOn ? 'text-primary' : ''} onClick={act}>
      <ThumbsUp aria-hidden />
      {t('reviews.helpful')} {count > 0 && `(${count})`}
    </Button>
  );
}

function Answering({ review, onDone }: { review: Fields; onDone: () => void }) {
  const { t } = useI18n();
  const [reply] = useMutation(ReplyToReview);
  const send = async ({ text }: Draft) => (await reply({ variables: { id: review.id, bodyMarkdown: text } })).data?.replyToReview.userErrors ?? [];
  return (
    <Composer
      label={t('reviews.replyLabel', { name: review.author?.displayName ?? t('comments.gone') })}
      action={t('reviews.sendReply')}
      draftKey={`${review.id}.reply`}
      initial={review.instructorReply ?? ''}
      isFocused
      onSend={send}
      onCancel={onDone}
    />
  );
}

/** For those who teach the course. */
function Answer({ review }: { review: Fields }) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const [isAnswering, setAnswering] = useState(() => drafts.read(`${review.id}.reply`) !== null);
  const [reply, { loading }] = useMutation(ReplyToReview);
  const takeBack = () => void attempt(t('reviews.notSent'), async () => (await reply({ variables: { id: review.id } })).data?.replyToReview.userErrors);
  if (isAnswering) return <Answering review={review} onDone={() => setAnswering(false)} />;
  return (
    <p className="flex flex-wrap gap-1">
      <Button size="small" variant="ghost" onClick={() => setAnswering(true)}>
        {t(review.instructorReply ? 'reviews.changeReply' : 'reviews.reply')}
      </Button>
      {review.instructorReply && (
        <Button size="small" variant="danger" isBusy={loading} onClick={takeBack}>
          {t('reviews.replyGone')}
        </Button>
      )}
    </p>
  );
}

export function ReviewItem({ review: ref, signedIn }: { review: FragmentType<typeof ReviewItemFragment>; signedIn: boolean }) {
  const review = readFragment(ReviewItemFragment, ref);
  const { t, locale } = useI18n();
  const { author } = review;
  const viewerId = useViewer().user?.id;
  return (
    <li className="flex gap-3">
      <Avatar name={author?.displayName ?? '?'} url={author?.avatarUrl} />
      <div className="grid min-w-0 flex-1 gap-2">
        <p className="flex flex-wrap items-center gap-x-2 text-sm">
          {author ? (
            <Link to={`/people/${author.handle}`} className="leading-6 font-semibold wrap-anywhere hover:underline">
              <bdi>{author.displayName}</bdi>
            </Link>
          ) : (
            <span className="font-semibold">{t('comments.gone')}</span>
          )}
          <Stars count={review.stars} />
          <span className="text-muted-foreground">{ago(review.createdAt, locale)}</span>
          {review.editedAt && <span className="text-muted-foreground">({t('reviews.edited')})</span>}
        </p>
        {typeof review.watchedRatio === 'number' && (
          <p className="text-sm text-muted-foreground">{t('reviews.watched', { share: inPercent(Math.round(review.watchedRatio * 100), locale) })}</p>
        )}
        {review.bodyHtml && <SafeHtml html={review.bodyHtml} className="max-w-prose" />}
        <div className="flex flex-wrap gap-1">
          <Helpful review={review} signedIn={signedIn} />
          {signedIn && author?.id !== viewerId && <ReportButton targetId={review.id} label={t('moderation.reportReview', { name: author?.displayName ?? t('comments.gone') })} />}
        </div>
        {review.instructorReplyHtml && (
          <div className="grid gap-1 border-s-2 ps-4">
            <p className="text-sm font-semibold">{t('reviews.replied')}</p>
            <SafeHtml html={review.instructorReplyHtml} className="max-w-prose" />
          </div>
        )}
        {review.viewerMayReply && <Answer review={review} />}
      </div>
    </li>
  );
}
