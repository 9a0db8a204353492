import { useMutation } from '@apollo/client/react';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { graphql, type FragmentType } from '@/gql';
import type { CreateClientInput } from '@/gql/graphql';
import { drafts } from '@/lib/drafts';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/developers';
import { notify } from '@/lib/notify';
import { Repeatable } from '@/lib/repeatable';
import { ClientCard, type ClientCardFragment } from './client-card';
import { ClientForm, type ClientWish } from './client-form';
import type { ScopesFieldFragment } from './scopes-field';
import { SecretShown } from './secret-shown';

const CreateClient = graphql(/* GraphQL */ `
  mutation CreateClient($input: CreateClientInput!) {
    createClient(input: $input) { client { id name kind } secret userErrors { code message } }
  }
`);

const DRAFT = 'client';

type Props = {
  clients: readonly ({ id: string } & FragmentType<typeof ClientCardFragment>)[];
  scopes: readonly FragmentType<typeof ScopesFieldFragment>[];
  onChange: () => Promise<unknown>;
};

export function Clients({ clients, scopes, onChange }: Props) {
  const { t } = useI18n();
  const [isMaking, setMaking] = useState(() => drafts.read(DRAFT) !== null);
  const [shown, setShown] = useState<{ name: string; secret: string } | null>(null);
  const [create] = useMutation(CreateClient);
  const requests = useRef(new Repeatable<CreateClientInput>());
  const make = async (wish: ClientWish) => {
    const input = requests.current.of(JSON.stringify(wish), (idempotencyKey) => ({ idempotencyKey, ...wish }));
    const made = (await create({ variables: { input } })).data?.createClient;
    const refusals = made?.userErrors ?? [];
    if (refusals.length > 0) return refusals;
    requests.current.answered();
    setMaking(false);
    if (made?.secret) setShown({ name: wish.name, secret: made.secret });
    else if (wish.kind === 'CONFIDENTIAL') notify({ tone: 'error', subject: DRAFT, message: t('developers.secretLost') });
    void onChange();
    return [];
  };
  return (
    <section className="grid gap-4">
      <h2 className="text-xl">{t('developers.clients')}</h2>
      <p className="max-w-prose text-muted-foreground">{t('developers.clientsText')}</p>
      {clients.length === 0 && !isMaking && <p>{t('developers.noClients')}</p>}
      <ul className="grid gap-3">
        {clients.map((client) => (
          <ClientCard key={client.id} client={client} scopes={scopes} onSecret={(name, secret) => setShown({ name, secret })} onChange={onChange} />
        ))}
      </ul>
      {isMaking ? (
        <ClientForm draftKey={DRAFT} scopes={scopes} failed={t('developers.notCreated')} onSend={make} onCancel={() => setMaking(false)} />
      ) : (
        <Button className="justify-self-start" onClick={() => setMaking(true)}>
          {t('developers.newClient')}
        </Button>
      )}
      {shown && <SecretShown title={t('developers.secretTitle', { name: shown.name })} secret={shown.secret} onSeen={() => setShown(null)} />}
    </section>
  );
}
