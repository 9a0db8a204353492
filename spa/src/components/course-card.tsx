import { Clock, ListVideo } from 'lucide-react';
import { Link } from 'react-router';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { duration } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import { Cover } from './cover';
import { Badge, Skeleton } from './ui/bits';

export const CourseCardFragment = graphql(/* GraphQL */ `
  fragment CourseCard_course on Course {
    id
    slug
    title
    subtitle
    level
    durationMs
    lessonCount
    cover(width: 640) { url }
    instructors { id displayName }
  }
`);

export function CourseCard({ course: ref }: { course: FragmentType<typeof CourseCardFragment> }) {
  const course = readFragment(CourseCardFragment, ref);
  const { t } = useI18n();
  const names = course.instructors.flatMap((i) => (i ? [i.displayName] : [])).join(', ');
  return (
    <article className="group relative flex h-full flex-col overflow-hidden rounded-lg border bg-card shadow-card transition-transform duration-200 ease-calm hover:-translate-y-0.5">
      <Cover id={course.id} title={course.title} url={course.cover?.url} />
      <div className="flex flex-1 flex-col gap-2 p-4">
        <h3 className="text-lg">
          <Link to={`/courses/${course.slug}`} className="after:absolute after:inset-0 group-hover:underline">
            {course.title}
          </Link>
        </h3>
        {course.subtitle && <p className="line-clamp-2 text-sm text-muted-foreground">{course.subtitle}</p>}
        {names && <p className="text-sm">{t('course.by', { names })}</p>}
        <p className="mt-auto flex flex-wrap items-center gap-x-3 gap-y-1 pt-2 text-sm text-muted-foreground">
          <Badge>{t(`level.${course.level}`)}</Badge>
          {course.durationMs > 0 && (
            <span className="inline-flex items-center gap-1">
              <Clock aria-hidden className="size-4" />
              {duration(course.durationMs)}
            </span>
          )}
          <span className="inline-flex items-center gap-1">
            <ListVideo aria-hidden className="size-4" />
            {t('course.lessons', { count: course.lessonCount })}
          </span>
        </p>
      </div>
    </article>
  );
}

export function CourseCardSkeleton() {
  return (
    <div className="overflow-hidden rounded-lg border bg-card">
      <Skeleton className="aspect-video rounded-none" />
      <div className="grid gap-3 p-4">
        <Skeleton className="h-6 w-3/4" />
        <Skeleton className="h-4 w-full" />
        <Skeleton className="h-4 w-1/2" />
        <Skeleton className="h-6 w-2/3" />
      </div>
    </div>
  );
}

export const cardGrid = 'grid gap-5 sm:grid-cols-2 lg:grid-cols-3';
