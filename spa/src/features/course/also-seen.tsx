import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { Cover } from '@/components/cover';
import { ErrorState } from '@/components/page-states';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';

const AlsoSeenQuery = graphql(/* GraphQL */ `
  query AlsoSeen($id: ID!) {
    course(id: $id) {
      id
      alsoSeen(first: 4) { support course { id slug title cover(width: 320) { ...Cover_image } } }
    }
  }
`);

/** Asked for apart from the page, which must not wait for recommendations, nor fall with them. */
export function AlsoSeen({ courseId }: { courseId: string }) {
  const { t } = useI18n();
  const { data, error, refetch } = useQuery(AlsoSeenQuery, { variables: { id: courseId } });
  if (error && !data?.course?.alsoSeen) return <ErrorState text={t('course.alsoSeenDown')} className="p-4" onRetry={refetch} />;
  const seen = (data?.course?.alsoSeen ?? []).flatMap(({ course, support }) => (course ? [{ course, support }] : []));
  if (seen.length === 0) return null;
  return (
    <section className="grid gap-4">
      <h2 className="text-xl">{t('course.alsoSeen')}</h2>
      <ul className="grid grid-cols-1 gap-3">
        {seen.map(({ course, support }) => (
          <li key={course.id}>
            <Link to={`/courses/${course.slug}`} className="flex items-center gap-3 font-semibold hover:underline">
              <Cover id={course.id} title={course.title} image={course.cover} sizes="6rem" className="w-24 shrink-0 rounded-md" />
              <span className="grid min-w-0 grid-cols-1 wrap-anywhere">
                {course.title}
                {support && <span className="text-sm font-normal text-muted-foreground">{t('course.alsoSeenBy', { count: support })}</span>}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
