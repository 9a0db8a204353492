import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Badge } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { confirmed } from '@/lib/asking';
import { ago, moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/developers';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';
import { ClientForm, type ClientWish } from './client-form';
import { RefusalList } from './refusal-list';
import { RotateDialog } from './rotate-dialog';
import type { ScopesFieldFragment } from './scopes-field';

export const ClientCardFragment = graphql(/* GraphQL */ `
  fragment ClientCard_client on OAuthClient {
    id
    name
    kind
    redirectUris
    postLogoutRedirectUris
    allowedScopes { name description }
    createdAt
    previousSecretUntil
    lastUsedAt
    refusals { ...RefusalList_refusal }
  }
`);

const UpdateClient = graphql(/* GraphQL */ `
  mutation UpdateClient($input: UpdateClientInput!) {
    updateClient(input: $input) { client { id ...ClientCard_client } userErrors { code message } }
  }
`);

const DeleteClient = graphql(/* GraphQL */ `
  mutation DeleteClient($clientId: ID!) {
    deleteClient(clientId: $clientId) { deletedClientId userErrors { code message } }
  }
`);

type Props = {
  client: FragmentType<typeof ClientCardFragment>;
  scopes: readonly FragmentType<typeof ScopesFieldFragment>[];
  onSecret: (name: string, secret: string) => void;
  onChange: () => Promise<unknown>;
};

export function ClientCard({ client: ref, scopes, onSecret, onChange }: Props) {
  const client = readFragment(ClientCardFragment, ref);
  const { t, locale } = useI18n();
  const [mode, setMode] = useState<'seen' | 'edited' | 'rotated'>('seen');
  const [update] = useMutation(UpdateClient);
  const [remove] = useMutation(DeleteClient);
  const attempt = useAttempt();
  const { id, name } = client;
  const save = async ({ name: called, redirectUris, postLogoutRedirectUris, scopes: wanted }: ClientWish) => {
    const input = { id, name: called, redirectUris, postLogoutRedirectUris, scopes: wanted };
    const refusals = (await update({ variables: { input } })).data?.updateClient.userErrors ?? [];
    if (refusals.length > 0) return refusals;
    setMode('seen');
    notify({ subject: id, message: t('developers.saved') });
    return [];
  };
  const forget = async () => (await remove({ variables: { clientId: id } })).data?.deleteClient.userErrors;
  const end = async () => {
    if (!(await confirmed(t('developers.deleteSure', { name }), t('developers.delete'), true))) return;
    await attempt(t('developers.notDeleted'), forget, () => notify({ subject: id, message: t('developers.deleted', { name }) }));
    await Promise.allSettled([onChange()]);
  };
  if (mode === 'edited') {
    const before = { name, kind: client.kind, redirects: client.redirectUris.join('\n'), logouts: client.postLogoutRedirectUris.join('\n'), scopes: client.allowedScopes.map((scope) => scope.name) };
    return (
      <li>
        <ClientForm draftKey={`client.${id}`} before={before} scopes={scopes} failed={t('developers.notSaved')} onSend={save} onCancel={() => setMode('seen')} />
      </li>
    );
  }
  return (
    <li data-testid="client" className="grid gap-3 rounded-lg border bg-card p-5">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="min-w-0 text-lg break-words">{name}</h3>
        <Badge>{t(`developers.kindOf.${client.kind}`)}</Badge>
      </div>
      <p className="text-sm">
        {t('developers.id')}: <code className="break-all select-all">{id}</code>
      </p>
      <ul className="list-disc ps-5 text-sm">
        {client.allowedScopes.map((scope) => (
          <li key={scope.name}>
            {scope.description} <code className="text-xs text-muted-foreground">{scope.name}</code>
          </li>
        ))}
      </ul>
      {client.redirectUris.length > 0 && (
        <ul className="text-sm">
          {client.redirectUris.map((address) => (
            <li key={address}>
              <code className="break-all">{address}</code>
            </li>
          ))}
        </ul>
      )}
      <p className="text-sm text-muted-foreground">
        {t('developers.created', { when: ago(client.createdAt, locale) })} · {client.lastUsedAt ? t('developers.lastUsed', { when: ago(client.lastUsedAt, locale) }) : t('developers.neverUsed')}
      </p>
      {client.previousSecretUntil && <p className="text-sm">{t('developers.previousUntil', { date: moment(client.previousSecretUntil, locale) })}</p>}
      <RefusalList refusals={client.refusals} />
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="outline" size="small">
          <a href={`/graphiql/?client=${encodeURIComponent(id)}`} aria-label={t('developers.openConsoleOf', { name })}>
            {t('developers.openConsole')}
          </a>
        </Button>
        <Button variant="outline" size="small" aria-label={t('developers.editOf', { name })} onClick={() => setMode('edited')}>
          {t('developers.edit')}
        </Button>
        {client.kind === 'CONFIDENTIAL' && (
          <Button variant="outline" size="small" aria-label={t('developers.rotateOf', { name })} onClick={() => setMode('rotated')}>
            {t('developers.rotate')}
          </Button>
        )}
        <Button variant="danger" size="small" aria-label={t('developers.deleteOf', { name })} onClick={() => void end()}>
          {t('developers.delete')}
        </Button>
      </div>
      {mode === 'rotated' && (
        <RotateDialog
          client={{ id, name }}
          onMade={(secret) => {
            setMode('seen');
            onSecret(name, secret);
            void onChange();
          }}
          onCancel={() => setMode('seen')}
        />
      )}
    </li>
  );
}
