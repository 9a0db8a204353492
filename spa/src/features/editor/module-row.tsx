import { useMutation } from '@apollo/client/react';
import { SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { ChevronDown, Pencil } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Collapsible, CollapsibleContent, CollapsibleTrigger } from '@/components/ui/collapsible';
import { Field, Select } from '@/components/ui/field';
import { graphql, type FragmentType } from '@/gql';
import type { CreateLessonInput, LessonKind } from '@/gql/graphql';
import { cn } from '@/lib/cn';
import { useI18n } from '@/lib/i18n';
import { Repeatable } from '@/lib/repeatable';
import { AddForm } from './add-form';
import { LessonRow, type LessonRowFragment } from './lesson-row';
import { MoveButtons } from './move-buttons';
import { RenameForm } from './rename-form';

const CreateLesson = graphql(/* GraphQL */ `
  mutation CreateLesson($input: CreateLessonInput!) {
    createLesson(input: $input) { lesson { id } userErrors { code message } }
  }
`);

const RenameModule = graphql(/* GraphQL */ `
  mutation RenameModule($input: UpdateModuleInput!, $locale: Locale!) {
    updateModule(input: $input) { module { id title(locale: $locale) } userErrors { code message } }
  }
`);

type Props = {
  id: string;
  title: string;
  locale: string;
  accountId: string;
  lessons: readonly ({ id: string; title: string } & FragmentType<typeof LessonRowFragment>)[];
  stepBy: (itemId: string, by: -1 | 1) => (() => void) | null;
  onRefresh: () => unknown;
};

export function ModuleRow({ id, title, locale, accountId, lessons, stepBy, onRefresh }: Props) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(true);
  const [kind, setKind] = useState<LessonKind>('VIDEO');
  const [isRenaming, setRenaming] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const [createLesson] = useMutation(CreateLesson);
  const [creations] = useState(() => new Repeatable<CreateLessonInput>());
  const [renameModule] = useMutation(RenameModule);
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({ id, attributes: { roleDescription: t('dnd.item') } });
  const add = async (name: string) => {
    const input = creations.of(`${kind} ${name}`, (idempotencyKey) => ({ moduleId: id, title: name, kind, idempotencyKey, afterId: lessons.at(-1)?.id ?? null }));
    const { data } = await createLesson({ variables: { input } });
    await onRefresh();
    creations.answered();
    return data?.createLesson.userErrors ?? [];
  };
  const rename = async (text: string) => {
    const { data } = await renameModule({ variables: { input: { id, title: [{ locale, text }] }, locale } });
    const refusals = data?.updateModule.userErrors ?? [];
    if (refusals.length === 0) {
      setRenaming(false);
      pencil.current?.focus();
    }
    return refusals;
  };
  return (
    <li
      ref={setNodeRef}
      data-testid="module"
      style={{ transform: CSS.Translate.toString(transform), transition }}
      className={cn('rounded-lg border bg-card', isDragging && 'relative z-10 shadow-card')}
    >
      <Collapsible open={isOpen} onOpenChange={setOpen}>
        <div className="flex items-center gap-1 p-2">
          <MoveButtons
            name={title}
            drag={{ ...attributes, ...listeners }}
            up={stepBy(id, -1)}
            down={stepBy(id, 1)}
            itemId={id}
            lessonCount={lessons.length}
            onRefresh={onRefresh}
          />
          <h3 className="order-2 min-w-0 flex-1 text-base">{title}</h3>
          <Button
            ref={pencil}
            variant="ghost"
            size="smallIcon"
            className="order-2"
            aria-label={t('editor.rename', { name: title })}
            aria-expanded={isRenaming}
            onClick={() => setRenaming(!isRenaming)}
          >
            <Pencil aria-hidden />
          </Button>
          <CollapsibleTrigger asChild>
            <Button variant="ghost" size="smallIcon" className="order-4" aria-label={t('editor.toggle', { name: title })}>
              <ChevronDown aria-hidden className={cn('transition-transform', isOpen && 'rotate-180')} />
            </Button>
          </CollapsibleTrigger>
        </div>
        {isRenaming && (
          <div className="border-t p-3">
            <RenameForm isFocused label={t('editor.moduleTitle')} title={title} onRename={rename} />
          </div>
        )}
        <CollapsibleContent>
          <div className="grid gap-3 border-t p-3">
            {lessons.length === 0 && <p className="text-sm text-muted-foreground">{t('editor.noLessons')}</p>}
            <SortableContext items={lessons.map((l) => l.id)} strategy={verticalListSortingStrategy}>
              <ol className="grid gap-2">
                {lessons.map((lesson) => (
                  <LessonRow key={lesson.id} lesson={lesson} locale={locale} accountId={accountId} up={stepBy(lesson.id, -1)} down={stepBy(lesson.id, 1)} onRefresh={onRefresh} />
                ))}
              </ol>
            </SortableContext>
            <AddForm label={t('editor.lessonName')} action={t('editor.addLesson')} onAdd={add}>
              <Field label={t('editor.kind')} className="w-32">
                {(field) => (
                  <Select id={field} value={kind} onChange={(e) => setKind(e.target.value === 'ARTICLE' ? 'ARTICLE' : 'VIDEO')}>
                    <option value="VIDEO">{t('editor.kindVIDEO')}</option>
                    <option value="ARTICLE">{t('editor.kindARTICLE')}</option>
                  </Select>
                )}
              </Field>
            </AddForm>
          </div>
        </CollapsibleContent>
      </Collapsible>
    </li>
  );
}
