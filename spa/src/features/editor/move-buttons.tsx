import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Button } from '@/components/ui/button';
import { useI18n } from '@/lib/i18n';
import { DeleteButton } from './delete-button';

type Props = {
  name: string;
  itemId: string;
  lessonCount?: number;
  drag: ComponentProps<'button'>;
  up: (() => void) | null;
  down: (() => void) | null;
  onRefresh: () => unknown;
};

/** Dragging has a twin that needs no drag: a step up or down. */
export function MoveButtons({ name, itemId, lessonCount, drag, up, down, onRefresh }: Props) {
  const { t } = useI18n();
  return (
    <>
      <Button variant="ghost" size="smallIcon" className="order-1 cursor-grab touch-none" {...drag} aria-label={t('editor.drag', { name })}>
        <GripVertical aria-hidden />
      </Button>
      <span className="order-3 flex">
        <Button variant="ghost" size="smallIcon" aria-label={t('editor.up', { name })} disabled={!up} onClick={() => up?.()}>
          <ArrowUp aria-hidden />
        </Button>
        <Button variant="ghost" size="smallIcon" aria-label={t('editor.downOne', { name })} disabled={!down} onClick={() => down?.()}>
          <ArrowDown aria-hidden />
        </Button>
        <DeleteButton itemId={itemId} name={name} lessonCount={lessonCount} onRefresh={onRefresh} />
      </span>
    </>
  );
}
