import { useState, type SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { Field, Textarea } from '@/components/ui/field';
import { drafts, type KeptDraft } from '@/lib/drafts';
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

const begin = (text: string): KeptDraft => ({ text, idempotencyKey: randomId() });

export function Composer({ label, action, draftKey, initial = '', isFocused = false, positionMs, parentId, onSend, onCancel }: Props) {
  const { t } = useI18n();
  const [draft, setDraft] = useState(() => drafts.read(draftKey) ?? begin(initial));
  const [isLinked, setLinked] = useState(() => !draft.sent || draft.sent.atMs !== undefined);
  const { isSending, pause, refusals, send } = useSending(t('comments.failed'));
  const text = draft.text.trim();

  const keep = (changed: KeptDraft) => {
    setDraft(changed);
    drafts.write(draftKey, changed.text === initial ? null : changed);
  };
  // What was sent may have arrived without an answer: the same goes out again under its key and posts nothing twice, though the
  // video went on; what was changed since is another comment.
  const changed = () => (draft.sent ? begin(draft.text) : draft);
  const write = (next: string) => keep({ ...changed(), text: next });
  const link = (isOn: boolean) => {
    setLinked(isOn);
    keep(changed());
  };
  const close = () => {
    drafts.write(draftKey, null);
    onCancel?.();
  };
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const sent = draft.sent ?? { atMs: isLinked ? positionMs : undefined };
    keep({ ...draft, sent });
    if (!(await send(() => onSend({ ...sent, text, parentId, idempotencyKey: draft.idempotencyKey })))) return;
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
            maxLength={10_000}
            value={draft.text}
            readOnly={isSending}
            onChange={(e) => write(e.target.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={isSending || pause > 0 || text === '' || text === initial}>
          {action}
        </Button>
        {onCancel && (
          <Button variant="ghost" onClick={close}>
            {t('comments.cancel')}
          </Button>
        )}
        {positionMs !== undefined && (
          <label className="inline-flex min-h-11 items-center gap-2 text-sm">
            <input type="checkbox" className="size-4 accent-primary" checked={isLinked} onChange={(e) => link(e.target.checked)} />
            {t('comments.atLabel', { time: clock(draft.sent?.atMs ?? positionMs) })}
          </label>
        )}
      </div>
      <UserErrors errors={refusals} pause={pause} />
    </form>
  );
}
