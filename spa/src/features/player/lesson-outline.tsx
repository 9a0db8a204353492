import { CheckCircle2, Circle, Lock } from 'lucide-react';
import { NavLink } from 'react-router';
import { Badge } from '@/components/ui/bits';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { cn } from '@/lib/cn';
import { useClosedText } from '@/lib/closed';
import { clock } from '@/lib/format';
import { useI18n } from '@/lib/i18n';

export const OutlineRowFragment = graphql(/* GraphQL */ `
  fragment OutlineRow_lesson on Lesson {
    id
    title
    status
    durationMs
    viewerAccess { allowed reason availableAt }
    viewerProgress @include(if: $signedIn) { completedAt }
  }
`);

export const LessonOutlineFragment = graphql(/* GraphQL */ `
  fragment LessonOutline_course on Course {
    id
    modules { id title lessons { id ...OutlineRow_lesson } }
  }
`);

function OutlineRow({ lesson: ref }: { lesson: FragmentType<typeof OutlineRowFragment> }) {
  const lesson = readFragment(OutlineRowFragment, ref);
  const { t } = useI18n();
  const closedText = useClosedText();
  const { allowed } = lesson.viewerAccess;
  const done = Boolean(lesson.viewerProgress?.completedAt);
  const Icon = done ? CheckCircle2 : allowed ? Circle : Lock;
  const row = 'flex min-h-11 items-center gap-2 rounded-md px-2 py-1.5 text-sm';
  const inside = (
    <>
      <Icon aria-hidden className={cn('size-4 shrink-0', done ? 'text-success' : 'text-muted-foreground')} />
      <span className="grid min-w-0 flex-1">
        {lesson.title}
        {!allowed && <span className="text-xs">{closedText(lesson.viewerAccess)}</span>}
      </span>
      {lesson.status === 'DRAFT' && <Badge className="bg-accent-soft text-accent-foreground">{t('lesson.draft')}</Badge>}
      {done && <span className="sr-only">{t('course.done')}</span>}
      {lesson.durationMs > 0 && <span className="text-muted-foreground tabular-nums">{clock(lesson.durationMs)}</span>}
    </>
  );
  if (!allowed) return <span className={cn(row, 'text-muted-foreground')}>{inside}</span>;
  return (
    <NavLink to={`/learn/${lesson.id}`} className={({ isActive }) => cn(row, 'hover:bg-muted', isActive && 'bg-primary-soft font-semibold')}>
      {inside}
    </NavLink>
  );
}

/** Every lesson of the course; those that are closed say what opens them. */
export function LessonOutline({ course: ref }: { course: FragmentType<typeof LessonOutlineFragment> }) {
  const course = readFragment(LessonOutlineFragment, ref);
  const { t } = useI18n();
  return (
    <nav aria-label={t('player.outline')} className="grid gap-5">
      {course.modules.map((module) => (
        <section key={module.id}>
          <h2 className="mb-1 px-2 text-base">{module.title}</h2>
          <ol>
            {module.lessons.map((lesson) => (
              <li key={lesson.id}>
                <OutlineRow lesson={lesson} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </nav>
  );
}
