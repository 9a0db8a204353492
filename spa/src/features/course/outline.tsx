import { CheckCircle2, ChevronDown, FileText, Lock, PlayCircle } from 'lucide-react';
import { Link } from 'react-router';
import { Badge } from '@/components/ui/bits';
import { Collapsible, CollapsibleContent, CollapsibleTrigger } from '@/components/ui/collapsible';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { useClosedText } from '@/lib/closed';
import { clock, duration } from '@/lib/format';
import { useI18n } from '@/lib/i18n';

export const OutlineLessonFragment = graphql(/* GraphQL */ `
  fragment OutlineLesson_lesson on Lesson {
    id
    title
    status
    durationMs
    isFreePreview
    content { __typename }
    viewerAccess { allowed reason availableAt }
    viewerProgress @include(if: $signedIn) { coverage completedAt }
  }
`);

export const OutlineFragment = graphql(/* GraphQL */ `
  fragment Outline_course on Course {
    id
    modules { id title durationMs lessons { id ...OutlineLesson_lesson } }
  }
`);

function LessonRow({ lesson: ref }: { lesson: FragmentType<typeof OutlineLessonFragment> }) {
  const lesson = readFragment(OutlineLessonFragment, ref);
  const { t } = useI18n();
  const closedText = useClosedText();
  const { allowed, reason } = lesson.viewerAccess;
  const done = Boolean(lesson.viewerProgress?.completedAt);
  const Kind = lesson.content.__typename === 'ArticleContent' ? FileText : PlayCircle;
  const Icon = done ? CheckCircle2 : allowed ? Kind : Lock;
  const row = 'flex min-h-12 items-center gap-3 px-4 py-2';
  const inside = (
    <>
      <Icon aria-hidden className={done ? 'size-5 shrink-0 text-success' : 'size-5 shrink-0 text-muted-foreground'} />
      <span className="grid min-w-0 flex-1 wrap-anywhere">
        {lesson.title}
        {/* That one enrolls to see them is said once, by the course's button. */}
        {!allowed && <span className={reason === 'NOT_ENTITLED' ? 'sr-only' : 'text-sm'}>{closedText(lesson.viewerAccess)}</span>}
      </span>
      {done && <span className="sr-only">{t('course.done')}</span>}
      {lesson.status === 'DRAFT' && <Badge className="bg-accent-soft text-accent-foreground">{t('lesson.draft')}</Badge>}
      {lesson.isFreePreview && <Badge>{t('course.preview')}</Badge>}
      {lesson.durationMs > 0 && <span className="text-sm text-muted-foreground tabular-nums">{clock(lesson.durationMs)}</span>}
    </>
  );
  if (!allowed) return <li className={`${row} text-muted-foreground`}>{inside}</li>;
  return (
    <li>
      <Link to={`/learn/${lesson.id}`} className={`${row} hover:bg-muted`}>
        {inside}
      </Link>
    </li>
  );
}

export function Outline({ course: ref }: { course: FragmentType<typeof OutlineFragment> }) {
  const course = readFragment(OutlineFragment, ref);
  const { t } = useI18n();
  return (
    <section className="grid gap-4">
      <h2 className="text-2xl">{t('course.outline')}</h2>
      {course.modules.length === 0 && <p className="text-muted-foreground">{t('course.noLessons')}</p>}
      <ol className="grid grid-cols-1 gap-3">
        {course.modules.map((module, index) => (
          <li key={module.id} className="overflow-hidden rounded-lg border bg-card">
            <Collapsible defaultOpen={index < 2}>
              <CollapsibleTrigger className="group flex min-h-14 w-full items-center gap-3 px-4 py-2 text-start hover:bg-muted">
                <h3 className="min-w-0 flex-1 text-lg">{module.title}</h3>
                <span className="text-sm text-muted-foreground">
                  {t('course.lessons', { count: module.lessons.length })}
                  {module.durationMs > 0 && ` · ${duration(module.durationMs)}`}
                </span>
                <ChevronDown aria-hidden className="size-4 shrink-0 transition-transform group-data-[state=open]:rotate-180" />
              </CollapsibleTrigger>
              <CollapsibleContent>
                <ol className="divide-y border-t">
                  {module.lessons.map((lesson) => (
                    <LessonRow key={lesson.id} lesson={lesson} />
                  ))}
                </ol>
              </CollapsibleContent>
            </Collapsible>
          </li>
        ))}
      </ol>
    </section>
  );
}
