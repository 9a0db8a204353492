import { useState, type SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import type { FragmentType } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/developers';
import { useSending, type Refusals } from '@/lib/use-sending';
import { ScopesField, type ScopesFieldFragment } from './scopes-field';
import { useFormDraft } from './use-form-draft';

type TokenDraft = { name: string; until: string; scopes: string[] };
export type TokenWish = { name: string; scopes: string[]; expiresAt: string };

const DAY_MS = 86_400_000;
const isText = (value: unknown): value is string => typeof value === 'string';

/** A day as the browser's own field of days has it. */
const dayIn = (days: number) => new Date(Date.now() + days * DAY_MS).toLocaleDateString('sv-SE');

/** The end of that day, here. */
const endOf = (date: string) => new Date(`${date}T23:59:59`).toISOString();

function revive(kept: unknown): TokenDraft | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const fields = new Map<string, unknown>(Object.entries(kept));
  const [name, until, scopes] = [fields.get('name'), fields.get('until'), fields.get('scopes')];
  if (!isText(name) || !isText(until) || !Array.isArray(scopes)) return null;
  return { name, until, scopes: scopes.filter(isText) };
}

type Props = {
  draftKey: string;
  scopes: readonly FragmentType<typeof ScopesFieldFragment>[];
  onSend: (wish: TokenWish) => Promise<Refusals>;
  onCancel: () => void;
};

export function TokenForm({ draftKey, scopes, onSend, onCancel }: Props) {
  const { t } = useI18n();
  const [days] = useState(() => ({ first: dayIn(0), usual: dayIn(90), last: dayIn(365) }));
  const { form, change, forget } = useFormDraft<TokenDraft>(draftKey, { name: '', until: days.usual, scopes: [] }, revive);
  const { isSending, refusals, send } = useSending(t('developers.notCreated'));
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const wish = { name: form.name.trim(), scopes: form.scopes, expiresAt: endOf(form.until) };
    if (await send(() => onSend(wish))) forget();
  };
  const cancel = () => {
    forget();
    onCancel();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4 rounded-lg border bg-card p-5">
      <Field label={t('developers.tokenName')}>{(id) => <Input id={id} required maxLength={60} value={form.name} onChange={(e) => change({ ...form, name: e.target.value })} />}</Field>
      <Field label={t('developers.expires')} hint={t('developers.expiresHint')}>
        {(id) => <Input id={id} type="date" required className="max-w-60" min={days.first} max={days.last} value={form.until} onChange={(e) => change({ ...form, until: e.target.value })} />}
      </Field>
      <ScopesField scopes={scopes} chosen={form.scopes} onChange={(chosen) => change({ ...form, scopes: chosen })} />
      <UserErrors title={t('developers.notCreated')} errors={refusals} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" isBusy={isSending} disabled={form.name.trim() === '' || form.until === '' || form.scopes.length === 0}>
          {t('developers.create')}
        </Button>
        <Button variant="ghost" onClick={cancel}>
          {t('developers.cancel')}
        </Button>
      </div>
    </form>
  );
}
