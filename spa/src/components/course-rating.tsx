import { Star } from 'lucide-react';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { cn } from '@/lib/cn';
import { decimal } from '@/lib/format';
import { useI18n } from '@/lib/i18n';

export const CourseRatingFragment = graphql(/* GraphQL */ `
  fragment CourseRating_course on Course {
    id
    rating { average count }
  }
`);

/** What its reviews come to; nothing where there is none, and where nobody knows. */
export function CourseRating({ course: ref, className }: { course: FragmentType<typeof CourseRatingFragment>; className?: string }) {
  const { rating } = readFragment(CourseRatingFragment, ref);
  const { t, locale } = useI18n();
  if (typeof rating?.average !== 'number') return null;
  return (
    <span className={cn('inline-flex items-center gap-1', className)}>
      <Star aria-hidden className="size-4 fill-current text-accent" />
      <span aria-hidden>
        {decimal(rating.average, locale)} ({rating.count})
      </span>
      <span className="sr-only">{t('course.rated', { average: decimal(rating.average, locale), count: rating.count })}</span>
    </span>
  );
}
