import { useQuery } from '@apollo/client/react';
import { useParams } from 'react-router';
import { ReportButton } from '@/components/discussion/report-button';
import { Page } from '@/components/page';
import { ErrorState, NotFoundState } from '@/components/page-states';
import { SafeHtml } from '@/components/safe-html';
import { Skeleton } from '@/components/ui/bits';
import { graphql } from '@/gql';
import { contentLanguage } from '@/lib/content-language';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/moderation';
import { useKept } from '@/lib/use-kept';
import { useSignedIn } from '@/lib/viewer';
import { AlsoSeen } from './also-seen';
import { Announcements } from './announcements';
import { CourseHero } from './course-hero';
import { Instructors } from './instructors';
import { MissingPrerequisites } from './missing-prerequisites';
import { Outline } from './outline';
import { Reviews } from './reviews';

export const CourseQuery = graphql(/* GraphQL */ `
  query CoursePage($slug: String!, $signedIn: Boolean!) {
    course(slug: $slug) {
      id
      title
      originalLocale
      availableLocales
      descriptionHtml
      ...CourseHero_course
      ...Outline_course
      ...Instructors_course
    }
  }
`);

function CourseSkeleton() {
  return (
    <>
      <div className="board h-80" aria-hidden />
      <Page title="" className="grid gap-4">
        <Skeleton className="h-8 w-60" />
        {[1, 2, 3, 4].map((n) => (
          <Skeleton key={n} className="h-14" />
        ))}
      </Page>
    </>
  );
}

export function Component() {
  const { t, locale } = useI18n();
  const { slug = '' } = useParams();
  const signedIn = useSignedIn();
  const { data, loading, error, refetch } = useQuery(CourseQuery, {
    variables: { slug, signedIn },
    fetchPolicy: 'cache-and-network',
  });
  const course = useKept(slug, data?.course, loading || error !== undefined);
  if (!course) {
    if (loading) return <CourseSkeleton />;
    return <Page title={error ? t('app.catalog') : t('state.notFound')}>{error ? <ErrorState onRetry={refetch} /> : <NotFoundState />}</Page>;
  }
  return (
    <>
      <CourseHero course={course} />
      <Page title={course.title} className="grid gap-12 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 content-start gap-12">
          {signedIn && <Announcements slug={slug} />}
          {signedIn && <MissingPrerequisites courseId={course.id} />}
          <Outline course={course} />
          {course.descriptionHtml && (
            <section className="grid gap-4">
              <h2 className="text-2xl">{t('course.about')}</h2>
              <div lang={contentLanguage(course, locale)}>
                <SafeHtml html={course.descriptionHtml} className="max-w-prose" />
              </div>
            </section>
          )}
          <Reviews courseId={course.id} />
          {signedIn && <ReportButton targetId={course.id} text={t('moderation.reportCourse')} />}
        </div>
        <aside className="grid content-start gap-10">
          <Instructors course={course} />
          <AlsoSeen courseId={course.id} />
        </aside>
      </Page>
    </>
  );
}
