import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { FileText, PlayCircle } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { cn } from '@/lib/cn';
import { useI18n } from '@/lib/i18n';
import { LessonSettings } from './lesson-settings';
import { LessonBadge } from './lesson-status';
import { MoveButtons } from './move-buttons';

export const LessonRowFragment = graphql(/* GraphQL */ `
  fragment LessonRow_lesson on Lesson {
    id
    title(locale: $locale)
    isFreePreview
    content { __typename }
    ...LessonStatus_lesson
    ...LessonSettings_lesson
  }
`);

type Props = {
  lesson: FragmentType<typeof LessonRowFragment>;
  locale: string;
  accountId: string;
  up: (() => void) | null;
  down: (() => void) | null;
  onRefresh: () => unknown;
};

export function LessonRow({ lesson: ref, locale, accountId, up, down, onRefresh }: Props) {
  const lesson = readFragment(LessonRowFragment, ref);
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({ id: lesson.id, attributes: { roleDescription: t('dnd.item') } });
  const Icon = lesson.content.__typename === 'ArticleContent' ? FileText : PlayCircle;
  return (
    <li
      ref={setNodeRef}
      data-testid="lesson"
      style={{ transform: CSS.Translate.toString(transform), transition }}
      className={cn('rounded-md border bg-background', isDragging && 'relative z-10 shadow-card')}
    >
      <div className="flex flex-wrap items-center justify-between gap-1 p-1.5">
        <MoveButtons name={lesson.title} drag={{ ...attributes, ...listeners }} up={up} down={down} itemId={lesson.id} onRefresh={onRefresh} />
        <Button
          variant="ghost"
          size="small"
          className="order-2 min-w-0 flex-1 justify-start text-start whitespace-normal max-sm:order-0 max-sm:basis-full"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon aria-hidden />
          <span className="sr-only">{t('editor.openLesson', { name: lesson.title })}</span>
          <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1 py-1">
            <span aria-hidden className="min-w-0 grow basis-40 wrap-anywhere">
              {lesson.title}
            </span>
            {lesson.isFreePreview && <Badge>{t('course.preview')}</Badge>}
            <LessonBadge lesson={lesson} />
          </span>
        </Button>
      </div>
      {isOpen && <LessonSettings lesson={lesson} locale={locale} accountId={accountId} onRefresh={onRefresh} />}
    </li>
  );
}
