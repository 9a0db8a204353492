import { useMutation } from '@apollo/client/react';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { graphql, type FragmentType } from '@/gql';
import type { CreatePersonalTokenInput } from '@/gql/graphql';
import { drafts } from '@/lib/drafts';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/developers';
import { notify } from '@/lib/notify';
import { Repeatable } from '@/lib/repeatable';
import type { ScopesFieldFragment } from './scopes-field';
import { SecretShown } from './secret-shown';
import { TokenCard, type TokenCardFragment } from './token-card';
import { TokenForm, type TokenWish } from './token-form';

const CreateToken = graphql(/* GraphQL */ `
  mutation CreatePersonalToken($input: CreatePersonalTokenInput!) {
    createPersonalToken(input: $input) { personalToken { id name } secret userErrors { code message } }
  }
`);

const DRAFT = 'token';

type Props = {
  tokens: readonly ({ id: string } & FragmentType<typeof TokenCardFragment>)[];
  scopes: readonly FragmentType<typeof ScopesFieldFragment>[];
  onChange: () => Promise<unknown>;
};

export function Tokens({ tokens, scopes, onChange }: Props) {
  const { t } = useI18n();
  const [isMaking, setMaking] = useState(() => drafts.read(DRAFT) !== null);
  const [shown, setShown] = useState<{ name: string; secret: string } | null>(null);
  const [create] = useMutation(CreateToken);
  const requests = useRef(new Repeatable<CreatePersonalTokenInput>());
  const make = async (wish: TokenWish) => {
    const input = requests.current.of(JSON.stringify(wish), (idempotencyKey) => ({ idempotencyKey, ...wish }));
    const made = (await create({ variables: { input } })).data?.createPersonalToken;
    const refusals = made?.userErrors ?? [];
    if (refusals.length > 0) return refusals;
    requests.current.answered();
    setMaking(false);
    if (made?.secret) setShown({ name: wish.name, secret: made.secret });
    else notify({ tone: 'error', subject: DRAFT, message: t('developers.tokenLost') });
    void onChange();
    return [];
  };
  return (
    <section className="grid gap-4">
      <h2 className="text-xl">{t('developers.tokens')}</h2>
      <p className="max-w-prose text-muted-foreground">{t('developers.tokensText')}</p>
      {tokens.length === 0 && !isMaking && <p>{t('developers.noTokens')}</p>}
      <ul className="grid gap-3">
        {tokens.map((token) => (
          <TokenCard key={token.id} token={token} onChange={onChange} />
        ))}
      </ul>
      {isMaking ? (
        <TokenForm draftKey={DRAFT} scopes={scopes} onSend={make} onCancel={() => setMaking(false)} />
      ) : (
        <Button className="justify-self-start" onClick={() => setMaking(true)}>
          {t('developers.newToken')}
        </Button>
      )}
      {shown && (
        <SecretShown title={t('developers.tokenTitle', { name: shown.name })} secret={shown.secret} onSeen={() => setShown(null)}>
          <p className="text-sm">{t('developers.tokenUse')}</p>
          <pre className="rounded-md bg-muted p-3 text-xs break-all whitespace-pre-wrap">
            {`curl -u "$AULA_TOKEN" ${location.origin}/oauth2/token \\\n  -d grant_type=client_credentials`}
          </pre>
        </SecretShown>
      )}
    </section>
  );
}
