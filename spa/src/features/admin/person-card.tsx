import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Link } from 'react-router';
import { Avatar, Badge } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { Field, Textarea } from '@/components/ui/field';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { Role } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/admin';
import { notify } from '@/lib/notify';
import { AskingForm } from './asking-form';

export const PersonCardFragment = graphql(/* GraphQL */ `
  fragment PersonCard_user on User {
    id
    handle
    displayName
    avatarUrl
    email
    roles
    isSuspended
  }
`);

const SetRoles = graphql(/* GraphQL */ `
  mutation SetRoles($userId: ID!, $roles: [Role!]!) {
    setRoles(userId: $userId, roles: $roles) { user { id roles } userErrors { code message } }
  }
`);

const Suspend = graphql(/* GraphQL */ `
  mutation SuspendUser($userId: ID!, $reason: String!) {
    suspendUser(userId: $userId, reason: $reason) { user { id isSuspended } userErrors { code message } }
  }
`);

const Restore = graphql(/* GraphQL */ `
  mutation RestoreUser($userId: ID!, $reason: String!) {
    restoreUser(userId: $userId, reason: $reason) { user { id isSuspended } userErrors { code message } }
  }
`);

const CHOICES = ['INSTRUCTOR', 'MODERATOR', 'ADMIN'] as const;

type Person = { id: string; displayName: string };

function RolesDialog({ person, before, onEnd }: { person: Person; before: readonly Role[]; onEnd: () => void }) {
  const { t } = useI18n();
  const [roles, setRoles] = useState<readonly Role[]>(before);
  const [save] = useMutation(SetRoles);
  const toggle = (role: Role) => setRoles(roles.includes(role) ? roles.filter((each) => each !== role) : [...roles, role]);
  const send = async () => {
    const refusals = (await save({ variables: { userId: person.id, roles: [...roles] } })).data?.setRoles.userErrors ?? [];
    if (refusals.length > 0) return refusals;
    notify({ subject: person.id, message: t('admin.rolesSaved', { name: person.displayName }) });
    onEnd();
    return [];
  };
  return (
    <AskingForm title={t('admin.rolesOf', { name: person.displayName })} action={t('admin.saveRoles')} failed={t('admin.notDone')} isReady onSend={send} onCancel={onEnd}>
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-sm text-muted-foreground">{t('admin.rolesText')}</legend>
        {CHOICES.map((role) => (
          <label key={role} className="flex min-h-11 items-center gap-3 text-sm">
            <input type="checkbox" className="size-5 shrink-0 accent-primary" checked={roles.includes(role)} onChange={() => toggle(role)} />
            {t(`admin.role.${role}`)}
          </label>
        ))}
      </fieldset>
    </AskingForm>
  );
}

function SuspensionDialog({ person, isSuspended, onEnd }: { person: Person; isSuspended: boolean; onEnd: () => void }) {
  const { t } = useI18n();
  const [reason, setReason] = useState('');
  const [suspend] = useMutation(Suspend);
  const [restore] = useMutation(Restore);
  const variables = { userId: person.id, reason };
  const send = async () => {
    const refusals = isSuspended ? (await restore({ variables })).data?.restoreUser.userErrors : (await suspend({ variables })).data?.suspendUser.userErrors;
    if (refusals && refusals.length > 0) return refusals;
    notify({ subject: person.id, message: t(isSuspended ? 'admin.restored' : 'admin.suspended', { name: person.displayName }) });
    onEnd();
    return [];
  };
  return (
    <AskingForm
      title={t(isSuspended ? 'admin.restoreTitle' : 'admin.suspendTitle', { name: person.displayName })}
      action={t(isSuspended ? 'admin.restore' : 'admin.suspend')}
      failed={t('admin.notDone')}
      isReady={reason.trim() !== ''}
      onSend={send}
      onCancel={onEnd}
    >
      <p className="text-sm text-muted-foreground">{t(isSuspended ? 'admin.restoreText' : 'admin.suspendText')}</p>
      <Field label={t('admin.reason')} hint={t('admin.reasonHint')}>
        {(id) => <Textarea id={id} required maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
    </AskingForm>
  );
}

/** Who somebody is to the platform, and what staff can do about it. */
export function PersonCard({ user: ref }: { user: FragmentType<typeof PersonCardFragment> }) {
  const { id, handle, displayName, avatarUrl, email, roles, isSuspended } = readFragment(PersonCardFragment, ref);
  const { t } = useI18n();
  const [asked, setAsked] = useState<'roles' | 'suspension' | null>(null);
  const person = { id, displayName };
  const end = () => setAsked(null);
  return (
    <li data-testid="person" className="flex flex-wrap items-center gap-3 rounded-lg border bg-card p-4">
      <Avatar name={displayName} url={avatarUrl} />
      <div className="grid min-w-0 flex-1 basis-56">
        <Link to={`/people/${handle}`} className="font-semibold break-words underline">
          {displayName}
        </Link>
        <span className="text-sm break-all text-muted-foreground">
          @{handle} · {email}
        </span>
      </div>
      <div className="flex flex-wrap gap-1">
        {CHOICES.filter((role) => roles?.includes(role)).map((role) => (
          <Badge key={role}>{t(`admin.role.${role}`)}</Badge>
        ))}
        {isSuspended === true && <Badge className="bg-destructive-soft">{t('admin.isSuspended')}</Badge>}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="ghost" size="small">
          <Link to={`/admin/audit?target=${id}`} aria-label={t('admin.auditOf', { name: displayName })}>
            {t('admin.audit')}
          </Link>
        </Button>
        <Button variant="outline" size="small" aria-label={t('admin.rolesOf', { name: displayName })} onClick={() => setAsked('roles')}>
          {t('admin.roles')}
        </Button>
        <Button variant={isSuspended === true ? 'outline' : 'danger'} size="small" aria-label={t(isSuspended === true ? 'admin.restoreTitle' : 'admin.suspendTitle', { name: displayName })} onClick={() => setAsked('suspension')}>
          {t(isSuspended === true ? 'admin.restore' : 'admin.suspend')}
        </Button>
      </div>
      {asked === 'roles' && <RolesDialog person={person} before={roles ?? []} onEnd={end} />}
      {asked === 'suspension' && <SuspensionDialog person={person} isSuspended={isSuspended === true} onEnd={end} />}
    </li>
  );
}
