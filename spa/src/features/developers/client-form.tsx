import { useState, type SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { Field, Input, Textarea } from '@/components/ui/field';
import type { FragmentType } from '@/gql';
import type { ClientKind } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/developers';
import { useSending, type Refusals } from '@/lib/use-sending';
import { lines } from './lines';
import { ScopesField, type ScopesFieldFragment } from './scopes-field';
import { useFormDraft } from './use-form-draft';

export type ClientDraft = { name: string; kind: ClientKind; redirects: string; logouts: string; scopes: string[] };
export type ClientWish = { name: string; kind: ClientKind; redirectUris: string[]; postLogoutRedirectUris: string[]; scopes: string[] };

const NEW: ClientDraft = { name: '', kind: 'CONFIDENTIAL', redirects: '', logouts: '', scopes: [] };
const KINDS = [
  ['CONFIDENTIAL', 'developers.confidential'],
  ['NATIVE', 'developers.native'],
] as const;

const isText = (value: unknown): value is string => typeof value === 'string';

function revive(kept: unknown): ClientDraft | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const fields = new Map<string, unknown>(Object.entries(kept));
  const [name, kind, redirects, logouts, scopes] = [fields.get('name'), fields.get('kind'), fields.get('redirects'), fields.get('logouts'), fields.get('scopes')];
  if (!isText(name) || !isText(redirects) || !isText(logouts) || !Array.isArray(scopes)) return null;
  return { name, kind: kind === 'NATIVE' ? 'NATIVE' : 'CONFIDENTIAL', redirects, logouts, scopes: scopes.filter(isText) };
}

type Props = {
  /** By which its draft is kept. */
  draftKey: string;
  /** Of a client that is there already; its kind stays. */
  before?: ClientDraft;
  scopes: readonly FragmentType<typeof ScopesFieldFragment>[];
  failed: string;
  onSend: (wish: ClientWish) => Promise<Refusals>;
  onCancel: () => void;
};

export function ClientForm({ draftKey, before, scopes, failed, onSend, onCancel }: Props) {
  const { t } = useI18n();
  const { form, change, forget } = useFormDraft<ClientDraft>(draftKey, before ?? NEW, revive);
  const { isSending, refusals, send } = useSending(failed);
  const [isLong] = useState(before !== undefined && before.logouts !== '');
  const wish = { name: form.name.trim(), kind: form.kind, redirectUris: lines(form.redirects), postLogoutRedirectUris: lines(form.logouts), scopes: form.scopes };
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (await send(() => onSend(wish))) forget();
  };
  const cancel = () => {
    forget();
    onCancel();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4 rounded-lg border bg-card p-5">
      <Field label={t('developers.name')} hint={t('developers.nameHint')}>
        {(id) => <Input id={id} required maxLength={60} value={form.name} onChange={(e) => change({ ...form, name: e.target.value })} />}
      </Field>
      {!before && (
        <fieldset className="grid gap-1">
          <legend className="mb-1 text-sm font-semibold">{t('developers.kind')}</legend>
          {KINDS.map(([kind, label]) => (
            <label key={kind} className="flex min-h-11 items-center gap-3 text-sm">
              <input type="radio" name="kind" className="size-5 shrink-0 accent-primary" checked={form.kind === kind} onChange={() => change({ ...form, kind })} />
              {t(label)}
            </label>
          ))}
        </fieldset>
      )}
      <Field label={t('developers.redirects')} hint={t('developers.redirectsHint')}>
        {(id) => <Textarea id={id} className="font-mono text-sm" spellCheck={false} autoCapitalize="none" placeholder="https://" value={form.redirects} onChange={(e) => change({ ...form, redirects: e.target.value })} />}
      </Field>
      <details open={isLong}>
        <summary className="min-h-11 cursor-pointer py-2 text-sm font-semibold">{t('developers.logouts')}</summary>
        <Field label={t('developers.logouts')} hidden hint={t('developers.logoutsHint')}>
          {(id) => <Textarea id={id} className="font-mono text-sm" spellCheck={false} autoCapitalize="none" value={form.logouts} onChange={(e) => change({ ...form, logouts: e.target.value })} />}
        </Field>
      </details>
      <ScopesField scopes={scopes} chosen={form.scopes} onChange={(chosen) => change({ ...form, scopes: chosen })} />
      <UserErrors title={failed} errors={refusals} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" isBusy={isSending} disabled={wish.name === '' || wish.scopes.length === 0}>
          {before ? t('developers.save') : t('developers.create')}
        </Button>
        <Button variant="ghost" onClick={cancel}>
          {t('developers.cancel')}
        </Button>
      </div>
    </form>
  );
}
