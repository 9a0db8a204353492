import { Clock, Languages, ListVideo, Users } from 'lucide-react';
import { CoursePrice } from '@/components/course-price';
import { CourseRating } from '@/components/course-rating';
import { Cover } from '@/components/cover';
import { SaveButton } from '@/components/save-button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { CourseHero_CourseFragment as Fields } from '@/gql/graphql';
import { useAppliedCode } from '@/lib/applied-codes';
import { contentLanguage } from '@/lib/content-language';
import { duration } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import { languageName } from '@/lib/languages';
import { money } from '@/lib/money';
import { EnrollAction } from './enroll-action';

export const CourseHeroFragment = graphql(/* GraphQL */ `
  fragment CourseHero_course on Course {
    id
    title
    subtitle
    level
    originalLocale
    availableLocales
    durationMs
    lessonCount
    learnerCount
    offers { id }
    viewerAccess { allowed }
    ...CourseRating_course
    ...CoursePrice_course
    cover(width: 640) { ...Cover_image }
    ...EnrollAction_course
    ...SaveButton_course
  }
`);

/** With a code it costs what the button says. */
function HeroPrice({ course }: { course: Fields }) {
  const { locale } = useI18n();
  const applied = useAppliedCode(course.offers?.[0]?.id ?? '');
  const look = 'font-display text-2xl font-bold';
  if (!applied || course.viewerAccess.allowed) return <CoursePrice course={course} className={look} />;
  return (
    <p className="flex flex-wrap items-baseline gap-x-3">
      <span className={look}>{money(applied.after, locale)}</span>
      <s className="text-muted-foreground">{money(applied.before, locale)}</s>
    </p>
  );
}

export function CourseHero({ course: ref }: { course: FragmentType<typeof CourseHeroFragment> }) {
  const course = readFragment(CourseHeroFragment, ref);
  const { t, locale } = useI18n();
  const lang = contentLanguage(course, locale);
  return (
    <section className="board">
      <div className="mx-auto grid max-w-6xl grid-cols-1 gap-8 px-4 py-10 sm:py-14 lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-center">
        <div className="grid grid-cols-1 gap-4">
          <p className="text-sm font-semibold text-accent">
            {t(`level.${course.level}`)}
          </p>
          <h1 lang={lang} className="text-4xl">{course.title}</h1>
          {course.subtitle && <p lang={lang} className="max-w-2xl text-lg text-board-muted wrap-anywhere">{course.subtitle}</p>}
          <ul className="flex flex-wrap gap-x-5 gap-y-2 text-sm text-board-muted">
            <li className="empty:hidden">
              <CourseRating course={course} />
            </li>
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
              <Languages aria-hidden className="size-4" />
              {t('course.spoken', { language: languageName({ locale: course.originalLocale, label: '' }, locale) })}
            </li>
            {course.learnerCount > 0 && (
              <li className="inline-flex items-center gap-1.5">
                <Users aria-hidden className="size-4" />
                {t('course.learners', { count: course.learnerCount })}
              </li>
            )}
          </ul>
        </div>
        <div className="overflow-hidden rounded-lg border bg-card text-card-foreground shadow-card">
          <Cover id={course.id} title={course.title} image={course.cover} sizes="(min-width: 64rem) 20rem, 100vw" />
          <div className="grid gap-3 p-4">
            <HeroPrice course={course} />
            <EnrollAction course={course} />
            <SaveButton course={course} />
          </div>
        </div>
      </div>
    </section>
  );
}
