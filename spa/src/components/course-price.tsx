import { graphql, readFragment, type FragmentType } from '@/gql';
import type { CoursePrice_CourseFragment as Fields } from '@/gql/graphql';
import { useI18n, type Translate, type Locale } from '@/lib/i18n';
import { money } from '@/lib/money';

export const CoursePriceFragment = graphql(/* GraphQL */ `
  fragment CoursePrice_course on Course {
    id
    isFree
    lowestPrice { amount currency }
    viewerEntitlement @include(if: $signedIn) { id source state }
  }
`);

/** What it costs whoever reads this; nothing at all where nobody knows, since that never means free. */
function priceOf({ isFree, lowestPrice, viewerEntitlement: right }: Fields, t: Translate, locale: Locale): string | null {
  if (isFree) return t('course.free');
  if (right?.state === 'ACTIVE' || right?.state === 'GRACE') return t(right.source === 'MEMBERSHIP' ? 'price.included' : 'price.yours');
  return lowestPrice ? money(lowestPrice, locale) : null;
}

export function CoursePrice({ course: ref, className }: { course: FragmentType<typeof CoursePriceFragment>; className?: string }) {
  const { t, locale } = useI18n();
  const price = priceOf(readFragment(CoursePriceFragment, ref), t, locale);
  // An amount and its currency stay together, in whatever language.
  return price && <span className={`whitespace-nowrap ${className ?? ''}`}>{price}</span>;
}
