import { Clock, ListVideo } from 'lucide-react';
import { Link } from 'react-router';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { contentLanguage } from '@/lib/content-language';
import { duration } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import { languageName } from '@/lib/languages';
import { CoursePrice } from './course-price';
import { CourseRating } from './course-rating';
import { Cover } from './cover';
import { SaveButton } from './save-button';
import { Badge, Skeleton } from './ui/bits';

export const CourseCardFragment = graphql(/* GraphQL */ `
  fragment CourseCard_course on Course {
    id
    slug
    title
    subtitle
    level
    originalLocale
    availableLocales
    durationMs
    lessonCount
    cover(width: 640) { ...Cover_image }
    instructors { id displayName }
    ...CourseRating_course
    ...CoursePrice_course
    ...SaveButton_course
  }
`);

export function CourseCard({ course: ref }: { course: FragmentType<typeof CourseCardFragment> }) {
  const course = readFragment(CourseCardFragment, ref);
  const { t, locale } = useI18n();
  // Its texts may be translated, its videos are not: said where one would expect otherwise.
  const isForeign = course.originalLocale.split('-')[0] !== locale;
  const lang = contentLanguage(course, locale);
  const names = course.instructors.flatMap((i) => (i ? [i.displayName] : [])).join(', ');
  return (
    <article className="group relative flex h-full flex-col overflow-hidden rounded-lg border bg-card shadow-card transition-colors duration-200 ease-calm hover:border-primary">
      <Cover id={course.id} title={course.title} image={course.cover} sizes="(min-width: 64rem) 24rem, (min-width: 40rem) 50vw, 100vw" />
      <div className="flex flex-1 flex-col gap-2 p-4">
        <h3 lang={lang} className="text-lg">
          <Link to={`/courses/${course.slug}`} className="after:absolute after:inset-0 group-hover:underline">
            {course.title}
          </Link>
        </h3>
        {course.subtitle && <p lang={lang} className="line-clamp-2 text-sm wrap-anywhere text-muted-foreground">{course.subtitle}</p>}
        {names && <p className="text-sm wrap-anywhere">{t('course.by', { names })}</p>}
        <p className="mt-auto flex flex-wrap items-center gap-x-3 gap-y-1 pt-2 text-sm text-muted-foreground">
          <Badge>{t(`level.${course.level}`)}</Badge>
          {isForeign && <Badge>{languageName({ locale: course.originalLocale, label: '' }, locale)}</Badge>}
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
          <CourseRating course={course} />
          <CoursePrice course={course} className="ms-auto font-semibold text-foreground" />
        </p>
      </div>
      {/* After the title, and above the link that covers the card. */}
      <SaveButton course={course} isSmall className="absolute end-2 top-2" />
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

export const cardGrid = 'grid grid-cols-1 gap-5 sm:grid-cols-2 lg:grid-cols-3';
