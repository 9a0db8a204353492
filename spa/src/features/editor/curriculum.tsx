import { useMutation } from '@apollo/client/react';
import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors, type Active, type Announcements, type Over } from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { useMemo, useRef, useState } from 'react';
import { EmptyState, UserErrors } from '@/components/page-states';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { CreateModuleInput } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import { Repeatable } from '@/lib/repeatable';
import type { Refusals } from '@/lib/use-sending';
import { AddForm } from './add-form';
import { ModuleRow } from './module-row';
import { dropOn, moduleOf, standing, step, toMove, type Order } from './order';

export const CurriculumFragment = graphql(/* GraphQL */ `
  fragment Curriculum_course on Course {
    id
    originalLocale
    modules { id title(locale: $locale) rank lessons { id title(locale: $locale) rank ...LessonRow_lesson } }
  }
`);

const MoveItem = graphql(/* GraphQL */ `
  mutation MoveItem($input: MoveItemInput!, $locale: Locale!) {
    moveItem(input: $input) { course { id revision ...Curriculum_course } userErrors { code message } }
  }
`);

const CreateModule = graphql(/* GraphQL */ `
  mutation CreateModule($input: CreateModuleInput!) {
    createModule(input: $input) { module { id } userErrors { code message } }
  }
`);

/** The order after a drop, by where the middle of what is dragged stands over the other's. */
function landing(order: Order, active: Active, over: Over): Order {
  const dragged = active.rect.current.translated;
  const isBelow = dragged !== null && dragged.top + dragged.height / 2 > over.rect.top + over.rect.height / 2;
  return dropOn(order, String(active.id), String(over.id), isBelow);
}

type Props = { course: FragmentType<typeof CurriculumFragment>; accountId: string; onRefresh: () => unknown };

export function Curriculum({ course: ref, accountId, onRefresh }: Props) {
  const course = readFragment(CurriculumFragment, ref);
  const { t } = useI18n();
  const [move] = useMutation(MoveItem);
  const [createModule] = useMutation(CreateModule);
  const [creations] = useState(() => new Repeatable<CreateModuleInput>());
  const [draft, setDraft] = useState<Order | null>(null);
  const [refusals, setRefusals] = useState<Refusals>([]);
  const saved = useMemo<Order>(() => course.modules.map((m) => ({ id: m.id, lessons: m.lessons.map((l) => l.id) })), [course.modules]);
  const order = draft ?? saved;
  const latest = useRef(order);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const lessons = new Map(course.modules.flatMap((m) => m.lessons.map((l) => [l.id, l] as const)));
  const modules = new Map(course.modules.map((m) => [m.id, m]));
  const nameOf = (id: string) => modules.get(id)?.title ?? lessons.get(id)?.title ?? '';
  const show = (next: Order | null) => {
    latest.current = next ?? saved;
    setDraft(next);
  };

  const commit = async (next: Order, itemId: string) => {
    if (JSON.stringify(toMove(next, itemId)) === JSON.stringify(toMove(saved, itemId))) return show(null);
    show(next);
    try {
      const { data } = await move({ variables: { input: toMove(next, itemId), locale: course.originalLocale } });
      setRefusals(data?.moveItem.userErrors ?? []);
    } catch {
      setRefusals([{ code: 'FAILED', message: t('editor.unsaved') }]);
    }
    await onRefresh();
    show(null);
  };

  const say = (key: 'dnd.over' | 'dnd.end', id: string, next: Order) => {
    const text = t(key, { name: nameOf(id), ...standing(next, id) });
    const home = moduleOf(next, id);
    return home ? `${text} ${t('dnd.within', { module: nameOf(home.id), ...standing(next, home.id) })}` : text;
  };
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('dnd.start', { name: nameOf(String(active.id)) }),
    onDragOver: ({ active, over }) => (over ? say('dnd.over', String(active.id), landing(latest.current, active, over)) : undefined),
    // By then it has landed: asked again, what lies in its new module would take another's place there.
    onDragEnd: ({ active, over }) => (over ? say('dnd.end', String(active.id), latest.current) : undefined),
    onDragCancel: ({ active }) => t('dnd.cancel', { name: nameOf(String(active.id)) }),
  };

  const addModule = async (title: string) => {
    const input = creations.of(title, (idempotencyKey) => ({ courseId: course.id, title, idempotencyKey, afterId: saved.at(-1)?.id ?? null }));
    const { data } = await createModule({ variables: { input } });
    await onRefresh();
    creations.answered();
    return data?.createModule.userErrors ?? [];
  };
  const stepBy = (itemId: string, by: -1 | 1) => {
    const next = step(order, itemId, by);
    return next ? () => void commit(next, itemId) : null;
  };

  return (
    <section className="grid content-start gap-4">
      <h2 className="text-xl">{t('editor.content')}</h2>
      <UserErrors errors={refusals} />
      {order.length === 0 && <EmptyState title={t('editor.firstModule')} text={t('editor.firstModuleText')} />}
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        accessibility={{ announcements, screenReaderInstructions: { draggable: t('dnd.instructions') } }}
        onDragCancel={() => show(null)}
        onDragEnd={({ active, over }) => {
          if (over) void commit(landing(order, active, over), String(active.id));
        }}
      >
        <SortableContext items={order.map((m) => m.id)} strategy={verticalListSortingStrategy}>
          <ol className="grid gap-3">
            {order.map(({ id, lessons: ids }) => {
              const module = modules.get(id);
              if (!module) return null;
              return (
                <ModuleRow
                  key={id}
                  id={id}
                  title={module.title}
                  locale={course.originalLocale}
                  accountId={accountId}
                  lessons={ids.flatMap((lesson) => lessons.get(lesson) ?? [])}
                  stepBy={stepBy}
                  onRefresh={onRefresh}
                />
              );
            })}
          </ol>
        </SortableContext>
      </DndContext>
      <AddForm label={t('editor.moduleName')} action={t('editor.addModule')} onAdd={addModule} />
    </section>
  );
}
