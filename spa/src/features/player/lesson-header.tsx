import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { contentLanguage } from '@/lib/content-language';
import { useI18n } from '@/lib/i18n';

export const LessonHeaderFragment = graphql(/* GraphQL */ `
  fragment LessonHeader_lesson on Lesson {
    id
    title
    next { id title viewerAccess { allowed } }
    course { id slug title originalLocale availableLocales }
  }
`);

export function LessonHeader({ lesson: ref, children }: { lesson: FragmentType<typeof LessonHeaderFragment>; children?: ReactNode }) {
  const { title, course, next } = readFragment(LessonHeaderFragment, ref);
  const { t, locale } = useI18n();
  const lang = contentLanguage(course, locale);
  return (
    <header className="flex flex-wrap items-start justify-between gap-4">
      <div className="grid min-w-0 grid-cols-1 gap-1">
        <p className="text-sm wrap-anywhere">
          <Link lang={lang} to={`/courses/${course.slug}`} className="font-semibold text-primary hover:underline">
            {course.title}
          </Link>
        </p>
        <h1 lang={lang} className="text-2xl">{title}</h1>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {children}
        {next?.viewerAccess.allowed && (
          <Button asChild variant="outline">
            <Link to={`/learn/${next.id}`} title={next.title}>
              {t('player.next')}
              <ArrowRight aria-hidden />
            </Link>
          </Button>
        )}
        {!next?.viewerAccess.allowed && (
          <Button asChild variant="outline">
            <Link to={`/courses/${course.slug}`}>{t('course.view')}</Link>
          </Button>
        )}
      </div>
    </header>
  );
}
