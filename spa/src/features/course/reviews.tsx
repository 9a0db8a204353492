import { useQuery } from '@apollo/client/react';
import { Star } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { Field, Select } from '@/components/ui/field';
import { graphql } from '@/gql';
import type { CourseReviewsQuery, ReviewSort } from '@/gql/graphql';
import { decimal } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/reviews';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';
import { useSignedIn } from '@/lib/viewer';
import { OwnReview } from './own-review';
import { ReviewItem } from './review-item';

const ReviewsQuery = graphql(/* GraphQL */ `
  query CourseReviews($id: ID!, $signedIn: Boolean!, $sort: ReviewSort!, $stars: Int, $after: String) {
    course(id: $id) {
      id
      rating { average count histogram }
      reviews(sort: $sort, stars: $stars, first: 10, after: $after) {
        nodes { id ...ReviewItem_review }
        pageInfo { hasNextPage endCursor }
        totalCount
      }
      viewerReview @include(if: $signedIn) { id }
      viewerMayReview @include(if: $signedIn)
      viewerEnrollment @include(if: $signedIn) { id }
      ...OwnReview_course @include(if: $signedIn)
    }
  }
`);

const SORTS: readonly ReviewSort[] = ['HELPFUL', 'NEWEST', 'HIGHEST', 'LOWEST'];

type Course = NonNullable<CourseReviewsQuery['course']>;
type SummaryProps = { rating: NonNullable<Course['rating']>; chosen: number | null; onChoose: (stars: number | null) => void };

/** The average, and how many gave how much; a bar shows those alone. */
function Summary({ rating, chosen, onChoose }: SummaryProps) {
  const { t, locale } = useI18n();
  if (typeof rating.average !== 'number') return null;
  return (
    <div className="flex flex-wrap items-center gap-x-8 gap-y-4">
      <p className="grid">
        <span className="inline-flex items-center gap-2 font-display text-4xl font-bold">
          <Star aria-hidden className="size-8 fill-current text-accent" />
          {decimal(rating.average, locale)}
        </span>
        <span className="text-sm text-muted-foreground">{t('reviews.count', { count: rating.count })}</span>
      </p>
      <ul aria-label={t('reviews.only')} className="grid min-w-0 flex-1 basis-60">
        {[5, 4, 3, 2, 1].map((stars) => {
          const of = rating.histogram[stars - 1] ?? 0;
          return (
            <li key={stars}>
              <button
                type="button"
                aria-pressed={chosen === stars}
                className="relative grid min-h-8 w-full grid-cols-[1rem_minmax(0,1fr)_2.5rem] items-center gap-2 rounded-md px-1 text-sm hover:bg-muted aria-pressed:bg-primary-soft"
                onClick={() => onChoose(chosen === stars ? null : stars)}
              >
                <span>
                  {stars}
                  {/* The name holds what is seen, for whoever says it to press it. */}
                  <span className="sr-only"> {t('reviews.ofStars', { count: stars })} </span>
                </span>
                <span className="h-2 overflow-hidden rounded-full bg-muted">
                  <span className="block h-full rounded-full bg-accent" style={{ width: `${(100 * of) / Math.max(1, rating.count)}%` }} />
                </span>
                <span className="text-end text-muted-foreground">{of}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const LOOKS = 4;

/** Who is in a course, those who keep its reviews hear a moment later: of somebody who has just joined it is asked again, some times. */
function useCatchingUp(isBehind: boolean, look: () => unknown) {
  const [looks, setLooks] = useState(0);
  useEffect(() => {
    if (!isBehind || looks >= LOOKS) return;
    const timer = setTimeout(() => {
      setLooks(looks + 1);
      look();
    }, 1_000 * 2 ** looks);
    return () => clearTimeout(timer);
  }, [isBehind, looks, look]);
}

/** Asked for apart from the page, which is whole without it. What is typed and chosen is this course's: another begins anew. */
export function Reviews({ courseId }: { courseId: string }) {
  return <CourseReviews key={courseId} courseId={courseId} />;
}

function CourseReviews({ courseId }: { courseId: string }) {
  const { t } = useI18n();
  const signedIn = useSignedIn();
  const attempt = useAttempt();
  const [sort, setSort] = useState<ReviewSort>('HELPFUL');
  const [stars, setStars] = useState<number | null>(null);
  const variables = { id: courseId, signedIn, sort, stars };
  const { data, loading, error, refetch, fetchMore } = useQuery(ReviewsQuery, { variables, fetchPolicy: 'cache-and-network' });
  const course = useKept(`${courseId}.${signedIn}`, data?.course?.reviews ? data.course : undefined, loading || error !== undefined);
  const reviews = course?.reviews;
  useCatchingUp(Boolean(course?.viewerEnrollment) && course?.viewerMayReview === false, refetch);
  // One's own stands above them.
  const others = reviews?.nodes.filter(({ id }) => id !== course?.viewerReview?.id) ?? [];
  const more = () => attempt(t('reviews.moreFailed'), async () => failIf((await fetchMore({ variables: { after: reviews?.pageInfo.endCursor } })).error));
  return (
    <section aria-busy={loading} className="grid grid-cols-1 gap-5">
      <h2 className="text-2xl">{t('reviews.title')}</h2>
      {!reviews && loading && <Skeleton className="h-24" />}
      {!reviews && !loading && <ErrorState text={t('reviews.down')} onRetry={refetch} />}
      {course?.rating && <Summary rating={course.rating} chosen={stars} onChoose={setStars} />}
      {course && signedIn && <OwnReview course={course} onChanged={() => void refetch()} />}
      {reviews && (course.rating?.count ?? 0) > 1 && (
        <div className="flex flex-wrap items-end gap-3">
          <Field label={t('reviews.sort')}>
            {(id) => (
              <Select id={id} value={sort} onChange={(e) => setSort(SORTS.find((each) => each === e.target.value) ?? 'HELPFUL')}>
                {SORTS.map((each) => (
                  <option key={each} value={each}>
                    {t(`reviews.sort.${each}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {stars !== null && (
            <Button variant="ghost" onClick={() => setStars(null)}>
              {t('reviews.all')}
            </Button>
          )}
        </div>
      )}
      {reviews && reviews.nodes.length === 0 && !(stars === null && course?.viewerReview) && <p className="text-muted-foreground">{t(stars === null ? 'reviews.none' : 'reviews.noneSo')}</p>}
      {others.length > 0 && (
        <ul className="grid grid-cols-1 gap-6">
          {others.map((review) => (
            <ReviewItem key={review.id} review={review} signedIn={signedIn} />
          ))}
        </ul>
      )}
      {reviews?.pageInfo.hasNextPage && (
        <Button variant="outline" className="justify-self-start" disabled={loading} onClick={() => void more()}>
          {t('reviews.more')}
        </Button>
      )}
    </section>
  );
}
