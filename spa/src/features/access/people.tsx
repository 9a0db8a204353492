import { useMutation } from '@apollo/client/react';
import { useState, type SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { StateBadge } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { People_EntitlementFragment as Right } from '@/gql/graphql';
import { moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import { useSending } from '@/lib/use-sending';

export const PeopleFragment = graphql(/* GraphQL */ `
  fragment People_entitlement on Entitlement {
    id
    source
    state
    endsAt
    reason
    user { id handle displayName }
  }
`);

const Revoke = graphql(/* GraphQL */ `
  mutation RevokeAccess($id: ID!, $reason: String!) {
    revokeAccess(entitlementId: $id, reason: $reason) { entitlement { id ...People_entitlement } userErrors { code message } }
  }
`);

function RevokeForm({ right, name, onClose }: { right: Right; name: string; onClose: () => void }) {
  const { t } = useI18n();
  const [reason, setReason] = useState('');
  const [revoke] = useMutation(Revoke);
  const { isSending, refusals, send } = useSending(t('access.notRevoked'));
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const isDone = await send(async () => (await revoke({ variables: { id: right.id, reason: reason.trim() } })).data?.revokeAccess.userErrors ?? []);
    if (isDone) onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid basis-full gap-2">
      <p className="text-sm text-muted-foreground">{t('access.revokeText', { name })}</p>
      <div className="flex flex-wrap items-end gap-2">
        <Field label={t('access.reason')} className="min-w-0 flex-1 basis-48">
          {(id) => <Input id={id} required maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} />}
        </Field>
        <Button type="submit" variant="danger" isBusy={isSending} disabled={reason.trim() === ''}>
          {t('access.revoke')}
        </Button>
        <Button variant="ghost" onClick={onClose}>
          {t('access.keep')}
        </Button>
      </div>
      <UserErrors title={t('access.notRevoked')} errors={refusals} />
    </form>
  );
}

function Person({ right: ref }: { right: FragmentType<typeof PeopleFragment> }) {
  const right = readFragment(PeopleFragment, ref);
  const { t, locale } = useI18n();
  const [isRevoking, setRevoking] = useState(false);
  const isOpen = right.state === 'ACTIVE' || right.state === 'GRACE';
  const name = right.user?.displayName ?? t('access.somebody');
  return (
    <li className="flex flex-wrap items-center gap-3 rounded-lg border bg-card p-3" data-testid="right">
      <div className="grid min-w-0 flex-1 basis-56 gap-0.5">
        <p className="font-semibold">
          {name} {right.user && <span className="font-normal text-muted-foreground">@{right.user.handle}</span>}
        </p>
        <p className="text-sm text-muted-foreground">
          {t(`access.source.${right.source}`)}
          {right.endsAt && ` · ${t(isOpen ? 'access.endsOn' : 'access.endedOn', { date: moment(right.endsAt, locale) })}`}
        </p>
        {right.reason && <p className="text-sm break-words">{right.reason}</p>}
      </div>
      <StateBadge state={right.state}>{t(`access.state.${right.state}`)}</StateBadge>
      {isOpen && right.source === 'GRANT' && !isRevoking && (
        <Button size="small" variant="outline" aria-label={t('access.revokeName', { name })} onClick={() => setRevoking(true)}>
          {t('access.revoke')}
        </Button>
      )}
      {isRevoking && <RevokeForm right={right} name={name} onClose={() => setRevoking(false)} />}
    </li>
  );
}

export function People({ rights }: { rights: readonly ({ id: string } & FragmentType<typeof PeopleFragment>)[] }) {
  const { t } = useI18n();
  if (rights.length === 0) return <p className="text-muted-foreground">{t('access.none')}</p>;
  return (
    <ul className="grid grid-cols-1 gap-3">
      {rights.map((right) => (
        <Person key={right.id} right={right} />
      ))}
    </ul>
  );
}
