import { CheckCircle2, Circle } from 'lucide-react';
import { NavLink } from 'react-router';
import { Badge } from '@/components/ui/bits';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { cn } from '@/lib/cn';
import { clock } from '@/lib/format';
import { useI18n } from '@/lib/i18n';

export const LessonOutlineFragment = graphql(/* GraphQL */ `
  fragment LessonOutline_course on Course {
    id
    modules {
      id
      title
      lessons {
        id
        title
        status
        durationMs
        viewerAccess { allowed }
        viewerProgress @include(if: $signedIn) { completedAt }
      }
    }
  }
`);

export function LessonOutline({ course: ref }: { course: FragmentType<typeof LessonOutlineFragment> }) {
  const course = readFragment(LessonOutlineFragment, ref);
  const { t } = useI18n();
  return (
    <nav aria-label={t('player.outline')} className="grid gap-5">
      {course.modules.map((module) => (
        <section key={module.id}>
          <h3 className="mb-1 px-2 text-base">{module.title}</h3>
          <ol>
            {module.lessons.map((lesson) => {
              const done = Boolean(lesson.viewerProgress?.completedAt);
              const Icon = done ? CheckCircle2 : Circle;
              const inside = (
                <>
                  <Icon aria-hidden className={cn('size-4 shrink-0', done ? 'text-success' : 'text-muted-foreground')} />
                  <span className="min-w-0 flex-1">{lesson.title}</span>
                  {lesson.status === 'DRAFT' && <Badge className="bg-accent-soft text-accent-foreground">{t('lesson.draft')}</Badge>}
                  {done && <span className="sr-only">{t('course.done')}</span>}
                  {lesson.durationMs > 0 && <span className="text-muted-foreground tabular-nums">{clock(lesson.durationMs)}</span>}
                </>
              );
              const row = 'flex min-h-11 items-center gap-2 rounded-md px-2 py-1.5 text-sm';
              return (
                <li key={lesson.id}>
                  {lesson.viewerAccess.allowed ? (
                    <NavLink to={`/learn/${lesson.id}`} className={({ isActive }) => cn(row, 'hover:bg-muted', isActive && 'bg-primary-soft font-semibold')}>
                      {inside}
                    </NavLink>
                  ) : (
                    <span className={cn(row, 'text-muted-foreground')}>{inside}</span>
                  )}
                </li>
              );
            })}
          </ol>
        </section>
      ))}
    </nav>
  );
}
