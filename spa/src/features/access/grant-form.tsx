import { useApolloClient, useMutation } from '@apollo/client/react';
import { useState, type SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { graphql } from '@/gql';
import type { GrantAccessInput } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import { notify } from '@/lib/notify';
import { Repeatable } from '@/lib/repeatable';
import { useSending } from '@/lib/use-sending';

const PersonQuery = graphql(/* GraphQL */ `
  query PersonByHandle($handle: String!) {
    user(handle: $handle) { id handle displayName }
  }
`);

const Grant = graphql(/* GraphQL */ `
  mutation GrantAccess($input: GrantAccessInput!) {
    grantAccess(input: $input) { entitlement { id ...People_entitlement } userErrors { code message } }
  }
`);

/** The whole of that day counts, where it is said. */
const endOf = (day: string) => (day === '' ? null : new Date(`${day}T23:59:59`).toISOString());

export function GrantForm({ courseId, onGranted }: { courseId: string; onGranted: () => unknown }) {
  const { t } = useI18n();
  const client = useApolloClient();
  const [handle, setHandle] = useState('');
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const [grants] = useState(() => new Repeatable<GrantAccessInput>());
  const [grant] = useMutation(Grant);
  const { isSending, refusals, send } = useSending(t('access.notGranted'));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const wanted = handle.trim().replace(/^@/, '');
    void send(async () => {
      const { data: found } = await client.query({ query: PersonQuery, variables: { handle: wanted }, fetchPolicy: 'network-only' });
      const person = found?.user;
      if (!person) return [{ code: 'NOT_FOUND', message: t('access.nobody', { handle: wanted }) }];
      const why = reason.trim();
      const input = grants.of(`${courseId} ${person.id} ${until} ${why}`, (idempotencyKey) => ({ idempotencyKey, courseId, userId: person.id, endsAt: endOf(until), reason: why }));
      const { data } = await grant({ variables: { input } });
      grants.answered();
      const errors = data?.grantAccess.userErrors ?? [];
      if (errors.length > 0) return errors;
      notify({ subject: person.id, message: t('access.granted', { name: person.displayName }) });
      setHandle('');
      setUntil('');
      setReason('');
      await Promise.allSettled([onGranted()]);
      return [];
    });
  };
  return (
    <form onSubmit={submit} className="grid gap-3 rounded-lg border bg-card p-4">
      <p className="max-w-prose text-sm text-muted-foreground">{t('access.grantText')}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('access.handle')}>
          {(id) => <Input id={id} required maxLength={31} autoCapitalize="none" autoComplete="off" spellCheck={false} placeholder="@" value={handle} onChange={(e) => setHandle(e.target.value)} />}
        </Field>
        <Field label={t('access.until')}>{(id) => <Input id={id} type="date" value={until} onChange={(e) => setUntil(e.target.value)} />}</Field>
      </div>
      <Field label={t('access.reason')}>{(id) => <Input id={id} required maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} />}</Field>
      <Button type="submit" className="justify-self-start" isBusy={isSending} disabled={handle.trim() === '' || reason.trim() === ''}>
        {t('access.grant')}
      </Button>
      <UserErrors title={t('access.notGranted')} errors={refusals} />
    </form>
  );
}
