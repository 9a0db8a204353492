import { useState, type SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { Field, Textarea } from '@/components/ui/field';
import { drafts } from '@/lib/drafts';
import { focusAtEnd } from '@/lib/focus';
import { clock } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import { randomId } from '@/lib/random-id';
import { useSending, type Refusals } from '@/lib/use-sending';

export type Draft = { text: string; idempotencyKey: string; atMs?: number; parentId?: string };

type Props = {
  label: string;
  action: string;
  /** Under this key what is written outlives a reload and the way through the sign-in. */
  draftKey: string;
  initial?: string;
  isFocused?: boolean;
  positionMs?: number;
  parentId?: string;
  onSend: (draft: Draft) => Promise<Refusals>;
  onCancel?: () => void;
};

/** One key for each text: a retry after a lost answer does not post it twice. */
const begin = (text: string) => ({ text, idempotencyKey: randomId() });

export function Composer({ label, action, draftKey, initial = '', isFocused = false, positionMs, parentId, onSend, onCancel }: Props) {
  const { t } = useI18n();
  const [draft, setDraft] = useState(() => drafts.read(draftKey) ?? begin(initial));
  const [isLinked, setLinked] = useState(true);
  const { isSending, refusals, send } = useSending(t('comments.failed'));
  const text = draft.text.trim();

  const write = (next: string) => {
    const changed = { ...draft, text: next };
    setDraft(changed);
    drafts.write(draftKey, next === initial ? null : changed);
  };
  const close = () => {
    drafts.write(draftKey, null);
    onCancel?.();
  };
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const sent = { text, idempotencyKey: draft.idempotencyKey, parentId, atMs: isLinked ? positionMs : undefined };
    if (!(await send(() => onSend(sent)))) return;
    setDraft(begin(''));
    close();
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
            value={draft.text}
            readOnly={isSending}
            onChange={(e) => write(e.target.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={isSending || text === '' || text === initial}>
          {action}
        </Button>
        {onCancel && (
          <Button variant="ghost" onClick={close}>
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
