import { Clock, ListVideo, Users } from 'lucide-react';
import { Cover } from '@/components/cover';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { duration } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import { EnrollAction } from './enroll-action';

export const CourseHeroFragment = graphql(/* GraphQL */ `
  fragment CourseHero_course on Course {
    id
    title
    subtitle
    level
    durationMs
    lessonCount
    learnerCount
    isFree
    cover(width: 640) { url }
    ...EnrollAction_course
  }
`);

export function CourseHero({ course: ref }: { course: FragmentType<typeof CourseHeroFragment> }) {
  const course = readFragment(CourseHeroFragment, ref);
  const { t } = useI18n();
  return (
    <section className="board">
      <div className="mx-auto grid max-w-6xl gap-8 px-4 py-10 sm:py-14 lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-center">
        <div className="grid gap-4">
          <p className="text-sm font-semibold text-accent">
            {t(`level.${course.level}`)}
            {course.isFree && ` · ${t('course.free')}`}
          </p>
          <h1 className="text-4xl">{course.title}</h1>
          {course.subtitle && <p className="max-w-2xl text-lg text-board-muted">{course.subtitle}</p>}
          <ul className="flex flex-wrap gap-x-5 gap-y-2 text-sm text-board-muted">
            {course.durationMs > 0 && (
              <li className="inline-flex items-center gap-1.5">
                <Clock aria-hidden className="size-4" />
                {duration(course.durationMs)}
              </li>
            )}
            <li className="inline-flex items-center gap-1.5">
              <ListVideo aria-hidden className="size-4" />
              {t('course.lessons', { count: course.lessonCount })}
            </li>
            <li className="inline-flex items-center gap-1.5">
              <Users aria-hidden className="size-4" />
              {t('course.learners', { count: course.learnerCount })}
            </li>
          </ul>
        </div>
        <div className="overflow-hidden rounded-lg border bg-card text-card-foreground shadow-card">
          <Cover id={course.id} title={course.title} url={course.cover?.url} />
          <div className="p-4">
            <EnrollAction course={course} />
          </div>
        </div>
      </div>
    </section>
  );
}
