import { useMutation } from '@apollo/client/react';
import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { FileText, PlayCircle } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { VideoPanel } from '@/components/upload/video-panel';
import { Badge } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { cn } from '@/lib/cn';
import { useI18n } from '@/lib/i18n';
import { ArticleForm } from './article-form';
import { MoveButtons } from './move-buttons';
import { RenameForm } from './rename-form';

export const LessonRowFragment = graphql(/* GraphQL */ `
  fragment LessonRow_lesson on Lesson {
    id
    title(locale: $locale)
    isFreePreview
    content {
      ... on ArticleContent { html(locale: $locale) }
      ... on VideoContent { video { id status } }
    }
  }
`);

const RenameLesson = graphql(/* GraphQL */ `
  mutation RenameLesson($input: UpdateLessonInput!, $locale: Locale!) {
    updateLesson(input: $input) { lesson { id title(locale: $locale) } userErrors { code message } }
  }
`);

const SetPreview = graphql(/* GraphQL */ `
  mutation SetFreePreview($id: ID!, $on: Boolean!) {
    updateLesson(input: { id: $id, isFreePreview: $on }) { lesson { id isFreePreview } userErrors { code message } }
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
  const { content } = lesson;
  const isArticle = content.__typename === 'ArticleContent';
  const video = content.__typename === 'VideoContent' ? (content.video ?? null) : null;
  const { pathname } = useLocation();
  const [isOpen, setOpen] = useState(false);
  const [setPreview] = useMutation(SetPreview);
  const [renameLesson] = useMutation(RenameLesson);
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({ id: lesson.id });
  const rename = async (text: string) => {
    const { data } = await renameLesson({ variables: { input: { id: lesson.id, title: [{ locale, text }] }, locale } });
    return data?.updateLesson.userErrors ?? [];
  };
  const Icon = isArticle ? FileText : PlayCircle;
  return (
    <li
      ref={setNodeRef}
      data-testid="lesson"
      style={{ transform: CSS.Translate.toString(transform), transition }}
      className={cn('rounded-md border bg-background', isDragging && 'relative z-10 shadow-card')}
    >
      <div className="flex items-center gap-1 p-1.5">
        <MoveButtons name={lesson.title} drag={{ ...attributes, ...listeners }} up={up} down={down} itemId={lesson.id} onRefresh={onRefresh} />
        <Button
          variant="ghost"
          size="small"
          className="order-2 min-w-0 flex-1 justify-start whitespace-normal text-start"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon aria-hidden />
          <span className="sr-only">{t('editor.openLesson', { name: lesson.title })}</span>
          <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1 py-1">
            <span aria-hidden className="min-w-0 basis-40 grow">
              {lesson.title}
            </span>
            {lesson.isFreePreview && <Badge>{t('course.preview')}</Badge>}
          </span>
        </Button>
      </div>
      {isOpen && (
        <div className="grid gap-4 border-t p-3">
          <RenameForm label={t('editor.lessonTitle')} title={lesson.title} onRename={rename} />
          <label className="inline-flex min-h-9 items-center gap-2 text-sm">
            <input
              type="checkbox"
              className="size-4 accent-primary"
              checked={lesson.isFreePreview}
              onChange={(e) => void setPreview({ variables: { id: lesson.id, on: e.target.checked } }).catch(() => undefined)}
            />
            {t('editor.freePreview')}
          </label>
          {content.__typename === 'ArticleContent' ? (
            <ArticleForm lessonId={lesson.id} accountId={accountId} html={content.html} locale={locale} />
          ) : (
            <VideoPanel target={{ lessonId: lesson.id, lessonTitle: lesson.title, path: pathname }} accountId={accountId} video={video} replacement={null} onRefresh={onRefresh} />
          )}
        </div>
      )}
    </li>
  );
}
