import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Link } from 'react-router';
import { SafeHtml } from '@/components/safe-html';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { OwnReview_CourseFragment } from '@/gql/graphql';
import { confirmed } from '@/lib/asking';
import { drafts } from '@/lib/drafts';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/moderation';
import '@/lib/messages/reviews';
import { useAttempt } from '@/lib/use-attempt';
import { ReviewForm } from './review-form';
import { Stars } from './stars';

export const OwnReviewFragment = graphql(/* GraphQL */ `
  fragment OwnReview_course on Course {
    id
    viewerMayReview
    viewerReview { id stars bodyMarkdown bodyHtml visibility hold { rule url } helpful instructorReplyHtml }
  }
`);

const DeleteReview = graphql(/* GraphQL */ `
  mutation DeleteReview($id: ID!) {
    deleteReview(id: $id) {
      userErrors { code message }
    }
  }
`);

const REASONS = ['SPAM', 'HARASSMENT', 'COPYRIGHT', 'MISLEADING', 'OTHER'] as const;

type Own = NonNullable<OwnReview_CourseFragment['viewerReview']>;

/** That nobody else sees it, what it is said to break, and where its author may object. */
function OutOfSight({ review: { visibility, hold } }: { review: Own }) {
  const { t } = useI18n();
  const reason = REASONS.find((each) => each === hold?.rule);
  return (
    <div className="grid gap-1 text-muted-foreground">
      <p>{t(hold?.rule === 'SUSPENSION' ? 'reviews.SUSPENDED' : visibility === 'HELD' ? 'reviews.HELD' : 'reviews.REMOVED')}</p>
      {reason && <p>{t('moderation.rule', { reason: t(`moderation.reason.${reason}`) })}</p>}
      {hold?.url && (
        <Link to={hold.url} className="justify-self-start font-semibold text-primary hover:underline">
          {t('reviews.why')}
        </Link>
      )}
    </div>
  );
}

type Props = { course: FragmentType<typeof OwnReviewFragment>; onChanged: () => void };

/** What one thinks of the course oneself, and may say. */
export function OwnReview({ course: ref, onChanged }: Props) {
  const course = readFragment(OwnReviewFragment, ref);
  const { t } = useI18n();
  const attempt = useAttempt();
  const [isWriting, setWriting] = useState(() => drafts.read(`${course.id}.review`) !== null);
  const [isAsked, setAsked] = useState(false);
  const [remove, { loading }] = useMutation(DeleteReview);
  const review = course.viewerReview;
  if (!review && !course.viewerMayReview) return null;
  const write = () => {
    setAsked(true);
    setWriting(true);
  };
  const saved = () => {
    setWriting(false);
    onChanged();
  };
  if (isWriting && (!review || review.visibility === 'VISIBLE')) {
    return <ReviewForm courseId={course.id} saved={{ stars: review?.stars ?? 0, body: review?.bodyMarkdown ?? '' }} isFocused={isAsked} onSaved={saved} onCancel={() => setWriting(false)} />;
  }
  if (!review) {
    return (
      <Button variant="outline" className="justify-self-start" onClick={write}>
        {t('reviews.write')}
      </Button>
    );
  }
  const act = async () => {
    if (!(await confirmed(t('reviews.deleteSure'), t('reviews.delete'), true))) return;
    void attempt(t('reviews.notDeleted'), async () => (await remove({ variables: { id: review.id } })).data?.deleteReview.userErrors, onChanged);
  };
  return (
    <section aria-label={t('reviews.yours')} className="grid gap-3 rounded-lg border bg-card p-4">
      <h3 className="flex flex-wrap items-center gap-3 text-lg">
        {t('reviews.yours')} <Stars count={review.stars} />
      </h3>
      {review.visibility !== 'VISIBLE' && <OutOfSight review={review} />}
      {review.bodyHtml && <SafeHtml html={review.bodyHtml} className="max-w-prose" />}
      {review.helpful > 0 && <p className="text-sm text-muted-foreground">{t('reviews.helpfulTo', { count: review.helpful })}</p>}
      {review.instructorReplyHtml && (
        <div className="grid gap-1 border-s-2 ps-4">
          <p className="text-sm font-semibold">{t('reviews.replied')}</p>
          <SafeHtml html={review.instructorReplyHtml} className="max-w-prose" />
        </div>
      )}
      <div className="flex flex-wrap gap-1">
        {review.visibility === 'VISIBLE' && (
          <Button size="small" variant="ghost" onClick={write}>
            {t('reviews.change')}
          </Button>
        )}
        <Button size="small" variant="danger" isBusy={loading} onClick={() => void act()}>
          {t('reviews.delete')}
        </Button>
      </div>
    </section>
  );
}
