import { useState, type SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { Field, Input, Textarea } from '@/components/ui/field';
import type { ThreadKind } from '@/gql/graphql';
import { drafts } from '@/lib/drafts';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/forum';
import { randomId } from '@/lib/random-id';
import { useSending, type Refusals } from '@/lib/use-sending';

export type Writing = { kind: ThreadKind; title: string; body: string; tags: string };
export const NOTHING: Writing = { kind: 'QUESTION', title: '', body: '', tags: '' };

/** What anybody in the course may begin. */
export const KINDS: readonly ThreadKind[] = ['QUESTION', 'DISCUSSION'];
const KIND_NAMES = { QUESTION: 'forum.kindQuestion', DISCUSSION: 'forum.kindDiscussion', ANNOUNCEMENT: 'forum.kindAnnouncement' } as const;

/** As they were typed: spaces or commas between them, a # before them or not. */
export const tagsOf = (text: string) => text.split(/[\s,]+/).filter(Boolean);

type Kept = { writing: Writing; idempotencyKey: string; isSent: boolean };

function isWriting(value: unknown): value is Writing {
  if (typeof value !== 'object' || value === null) return false;
  if (!('kind' in value && 'title' in value && 'body' in value && 'tags' in value)) return false;
  return [value.kind, value.title, value.body, value.tags].every((each) => typeof each === 'string');
}

function read(key: string): Kept | null {
  const kept = drafts.read(key);
  if (!kept) return null;
  try {
    const writing: unknown = JSON.parse(kept.text);
    return isWriting(writing) ? { writing, idempotencyKey: kept.idempotencyKey, isSent: kept.sent !== undefined } : null;
  } catch {
    return null;
  }
}

function write(key: string, { writing, idempotencyKey, isSent }: Kept) {
  drafts.write(key, { text: JSON.stringify(writing), idempotencyKey, ...(isSent && { sent: {} }) });
}

const begin = (writing: Writing): Kept => ({ writing, idempotencyKey: randomId(), isSent: false });

type Props = {
  /** Under this key what is written outlives a reload and the way through the sign-in. */
  draftKey: string;
  initial?: Writing;
  action: string;
  /** What it may be for; said once, when it is begun. */
  kinds?: readonly ThreadKind[];
  onSend: (writing: Writing, idempotencyKey: string) => Promise<Refusals>;
  onCancel: () => void;
};

export function ThreadForm({ draftKey, initial = NOTHING, action, kinds = [], onSend, onCancel }: Props) {
  const { t } = useI18n();
  const [draft, setDraft] = useState(() => read(draftKey) ?? begin(initial));
  const { isSending, pause, refusals, send } = useSending(t('forum.notSent'));
  const { writing } = draft;
  const keep = (next: Kept) => {
    setDraft(next);
    write(draftKey, next);
  };
  // What was sent may have arrived without an answer: the same goes out under its key, what was changed since is another wish.
  const change = (part: Partial<Writing>) => keep({ ...(draft.isSent ? begin(writing) : draft), writing: { ...writing, ...part } });
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    keep({ ...draft, isSent: true });
    const isDone = await send(async () => {
      const refused = await onSend(writing, draft.idempotencyKey);
      if (refused.length === 0) drafts.write(draftKey, null);
      return refused;
    });
    if (isDone) setDraft(begin(initial));
  };
  const cancel = () => {
    drafts.write(draftKey, null);
    onCancel();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid grid-cols-1 gap-5">
      {kinds.length > 0 && (
        <fieldset className="grid gap-1">
          <legend className="pb-1.5 text-sm font-semibold">{t('forum.kind')}</legend>
          {kinds.map((kind) => (
            <label key={kind} className="inline-flex min-h-11 items-center gap-2">
              <input type="radio" name="kind" className="size-4 accent-primary" checked={writing.kind === kind} disabled={isSending} onChange={() => change({ kind })} />
              {t(KIND_NAMES[kind])}
            </label>
          ))}
        </fieldset>
      )}
      <Field label={t('forum.name')} hint={t('forum.nameHint')}>
        {(id) => <Input id={id} required minLength={3} maxLength={150} value={writing.title} readOnly={isSending} onChange={(e) => change({ title: e.target.value })} />}
      </Field>
      <Field label={t('forum.text')} hint={t('forum.textHint')}>
        {(id) => <Textarea id={id} required maxLength={10_000} className="min-h-48" value={writing.body} readOnly={isSending} onChange={(e) => change({ body: e.target.value })} />}
      </Field>
      <Field label={t('forum.tags')} hint={t('forum.tagsHint')}>
        {(id) => <Input id={id} maxLength={200} value={writing.tags} readOnly={isSending} onChange={(e) => change({ tags: e.target.value })} />}
      </Field>
      <UserErrors errors={refusals} pause={pause} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" disabled={isSending || pause > 0 || writing.title.trim() === '' || writing.body.trim() === ''}>
          {action}
        </Button>
        <Button variant="ghost" onClick={cancel}>
          {t('forum.cancel')}
        </Button>
      </div>
    </form>
  );
}
