import { useState, type KeyboardEvent, type SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { SafeHtml } from '@/components/safe-html';
import { Button } from '@/components/ui/button';
import { Field, Textarea } from '@/components/ui/field';
import { focusAtEnd } from '@/lib/focus';
import { clock } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/study';
import { randomId } from '@/lib/random-id';
import { useFormDraft } from '@/lib/use-form-draft';
import { useSending, type Refusals } from '@/lib/use-sending';

/** What is sent: `revision` is that which the writer saw, 0 of a new one. */
export type NoteDraft = { text: string; atMs: number; key: string; revision: number };

/** Where nothing was typed yet the note stands nowhere. */
const NOWHERE = -1;

type Props = {
  /** Under this key what is written outlives a reload and the way through the sign-in. */
  draftKey: string;
  /** Of a note that is changed. */
  before?: { text: string; atMs: number; revision: number; html: string };
  /** Where the film stands; absent of an article, and where there is no film. */
  positionMs?: number;
  box?: (element: HTMLTextAreaElement | null) => void;
  /** Somebody began to type. */
  onBegin?: () => void;
  onSend: (draft: NoteDraft) => Promise<Refusals>;
  onCancel?: () => void;
};

/** A note belongs to the second at which its writer began, though the film goes on meanwhile. */
export function NoteForm({ draftKey, before, positionMs, box, onBegin, onSend, onCancel }: Props) {
  const { t } = useI18n();
  const { typed, set, forget } = useFormDraft<NoteDraft>(draftKey, before ? { text: before.text, atMs: before.atMs, key: '', revision: before.revision } : { text: '', atMs: NOWHERE, key: '', revision: 0 });
  const { isSending, refusals, send } = useSending(t('study.noteFailed'));
  const [isElsewhere, setElsewhere] = useState(false);
  const text = typed.text.trim();
  const isSame = before !== undefined && text === before.text && typed.atMs === before.atMs;
  const atMs = typed.atMs === NOWHERE ? (positionMs ?? 0) : typed.atMs;

  const write = (next: string) => {
    const begins = typed.text === '';
    if (begins) onBegin?.();
    if (before) return set({ text: next });
    // Emptied, it stands nowhere again; what is another text or stands elsewhere is another wish.
    set(next === '' ? { text: '', atMs: NOWHERE, key: '' } : { text: next, atMs: begins ? (positionMs ?? 0) : typed.atMs, key: randomId() });
  };
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const sent = await send(async () => {
      // Seen once that it was changed elsewhere, what is saved next is meant.
      const revision = isElsewhere && before ? before.revision : typed.revision;
      const errors = await onSend({ ...typed, text, atMs, revision });
      setElsewhere(errors.some(({ code }) => code === 'STALE_REVISION'));
      return errors;
    });
    if (!sent) return;
    if (!before) set({ text: '', atMs: NOWHERE, key: '' });
    forget();
    onCancel?.();
  };
  const cancel = () => {
    forget();
    onCancel?.();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text !== '' && !isSame) void submit(event);
    if (event.key === 'Escape' && onCancel) cancel();
  };
  const label = before || positionMs !== undefined ? t('study.noteAt', { time: clock(atMs) }) : t('study.noteNew');

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-3">
      <Field label={label} hint={t('study.noteHint')}>
        {(id) => (
          <Textarea
            id={id}
            ref={before ? focusAtEnd : box}
            required
            maxLength={10_000}
            value={typed.text}
            readOnly={isSending}
            onKeyDown={onKeyDown}
            onChange={(event) => write(event.target.value)}
          />
        )}
      </Field>
      {isElsewhere && before && (
        <div className="grid gap-2 rounded-md bg-accent-soft p-3 text-sm text-accent-foreground">
          <p>{t('study.noteElsewhere')}</p>
          <SafeHtml html={before.html} keepsLines />
        </div>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={isSending || text === '' || isSame}>
          {t('study.noteSave')}
        </Button>
        {onCancel && (
          <Button variant="ghost" onClick={cancel}>
            {t('comments.cancel')}
          </Button>
        )}
        {positionMs !== undefined && typed.text !== '' && clock(positionMs) !== clock(atMs) && (
          <Button variant="ghost" onClick={() => set({ atMs: positionMs, key: randomId() })}>
            {t('study.noteMove', { time: clock(positionMs) })}
          </Button>
        )}
      </div>
      <UserErrors errors={refusals} />
    </form>
  );
}
