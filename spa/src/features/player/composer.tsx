import { useState, type SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { Field, Textarea } from '@/components/ui/field';
import { focusAtEnd } from '@/lib/focus';
import { clock } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import { randomId } from '@/lib/random-id';
import { useSending, type Refusals } from '@/lib/use-sending';

export type Draft = { text: string; idempotencyKey: string; atMs?: number; parentId?: string };

type Props = {
  label: string;
  action: string;
  initial?: string;
  isFocused?: boolean;
  positionMs?: number;
  parentId?: string;
  onSend: (draft: Draft) => Promise<Refusals>;
  onCancel?: () => void;
};

export function Composer({ label, action, initial = '', isFocused = false, positionMs, parentId, onSend, onCancel }: Props) {
  const { t } = useI18n();
  const [text, setText] = useState(initial);
  const [isLinked, setLinked] = useState(true);
  const { isSending, refusals, send } = useSending(t('comments.failed'));
  // One key for each text: a retry after a lost answer does not post it twice.
  const [idempotencyKey, setKey] = useState(randomId);

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const draft = { text: text.trim(), idempotencyKey, parentId, atMs: isLinked ? positionMs : undefined };
    if (!(await send(() => onSend(draft)))) return;
    setText('');
    setKey(randomId());
    onCancel?.();
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-3">
      <Field label={label}>
        {(id) => (
          <Textarea
            id={id}
            ref={isFocused ? focusAtEnd : undefined}
            required
            maxLength={4000}
            value={text}
            onChange={(e) => setText(e.target.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={isSending || text.trim() === '' || text.trim() === initial}>
          {action}
        </Button>
        {onCancel && (
          <Button variant="ghost" onClick={onCancel}>
            {t('comments.cancel')}
          </Button>
        )}
        {positionMs !== undefined && (
          <label className="inline-flex min-h-11 items-center gap-2 text-sm">
            <input type="checkbox" className="size-4 accent-primary" checked={isLinked} onChange={(e) => setLinked(e.target.checked)} />
            {t('comments.atLabel', { time: clock(positionMs) })}
          </label>
        )}
      </div>
      <UserErrors errors={refusals} />
    </form>
  );
}
