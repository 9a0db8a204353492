import { useQuery } from '@apollo/client/react';
import { Link, useParams } from 'react-router';
import { Page } from '@/components/page';
import { EmptyState, ErrorState, SignInState } from '@/components/page-states';
import { PromotionForm } from '@/components/promotions/promotion-form';
import { PromotionList } from '@/components/promotions/promotion-list';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/promotions';
import '@/lib/messages/teaching';
import { useViewer } from '@/lib/viewer';
import { FreeSwitch } from './free-switch';
import { GrantForm } from './grant-form';
import { People } from './people';
import { PriceForm } from './price-form';
import { Sales } from './sales';

const MOST = 20;

const AccessQuery = graphql(/* GraphQL */ `
  query CourseAccessPage($id: ID!, $first: Int!, $after: String) {
    course(id: $id) {
      id
      title
      ...FreeSwitch_course
      isFree
      offers { id }
      ...PriceForm_course
      ...Sales_course
      promotions { id ...PromotionList_promotion }
      entitlements(first: $first, after: $after) {
        nodes { id ...People_entitlement }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

/** Whether a course is free, and who was given access to it. */
export function Component() {
  const { t } = useI18n();
  const { courseId = '' } = useParams();
  const viewer = useViewer();
  const { data, loading, error, refetch, fetchMore } = useQuery(AccessQuery, {
    variables: { id: courseId, first: MOST },
    skip: !viewer.user,
    fetchPolicy: 'cache-and-network',
    errorPolicy: 'all',
  });
  const course = data?.course;
  if (!viewer.user) {
    return <Page title={t('access.page')}>{viewer.loading ? <Skeleton className="h-96" /> : <SignInState />}</Page>;
  }
  if (!course) {
    const missing = error ? <ErrorState onRetry={refetch} /> : <EmptyState title={t('state.notFound')} text={t('state.notFoundText')} />;
    return <Page title={t('access.page')}>{loading ? <Skeleton className="h-96" /> : missing}</Page>;
  }
  const rights = course.entitlements;
  const end = rights?.pageInfo.hasNextPage ? rights.pageInfo.endCursor : null;
  const lost = error ? <ErrorState onRetry={refetch} /> : <p className="max-w-prose text-muted-foreground">{t('access.ownersOnly')}</p>;
  return (
    <Page title={`${t('access.page')}: ${course.title}`} className="grid max-w-3xl gap-10">
      <header className="grid justify-items-start gap-2">
        <Link to={`/teach/${course.id}`} className="py-1.5 text-sm underline">
          {course.title}
        </Link>
        <h1 className="text-3xl">{t('access.page')}</h1>
      </header>
      <div className="grid gap-4">
        <FreeSwitch course={course} />
        {course.isFree === false && course.offers && <PriceForm key={course.offers.length} course={course} />}
      </div>
      <Sales course={course} />
      {course.isFree === false && course.promotions && (
        <section className="grid grid-cols-1 gap-4">
          <h2 className="text-xl">{t('promo.title')}</h2>
          <p className="max-w-prose text-sm text-muted-foreground">{t('promo.text')}</p>
          <PromotionForm courseIds={[course.id]} onMade={refetch} />
          <PromotionList promotions={course.promotions} />
        </section>
      )}
      <section className="grid grid-cols-1 gap-4">
        <h2 className="text-xl">{t('access.people')}</h2>
        {rights ? (
          <>
            <GrantForm courseId={course.id} onGranted={refetch} />
            <People rights={rights.nodes} />
            {end && (
              <Button variant="outline" onClick={() => void fetchMore({ variables: { after: end } })}>
                {t('access.more')}
              </Button>
            )}
          </>
        ) : (
          lost
        )}
      </section>
    </Page>
  );
}
