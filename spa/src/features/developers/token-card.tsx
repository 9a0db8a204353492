import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { confirmed } from '@/lib/asking';
import { ago, moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/developers';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';
import { RefusalList } from './refusal-list';

export const TokenCardFragment = graphql(/* GraphQL */ `
  fragment TokenCard_token on PersonalToken {
    id
    name
    allowedScopes { name description }
    expiresAt
    lastUsedAt
    refusals { ...RefusalList_refusal }
  }
`);

const DeleteToken = graphql(/* GraphQL */ `
  mutation DeletePersonalToken($tokenId: ID!) {
    deletePersonalToken(tokenId: $tokenId) { deletedTokenId userErrors { code message } }
  }
`);

type Props = { token: FragmentType<typeof TokenCardFragment>; onChange: () => Promise<unknown> };

export function TokenCard({ token: ref, onChange }: Props) {
  const token = readFragment(TokenCardFragment, ref);
  const { t, locale } = useI18n();
  const [remove] = useMutation(DeleteToken);
  const attempt = useAttempt();
  const { id, name, expiresAt, lastUsedAt } = token;
  // Looked at once: whoever leaves the page open for days sees it with the next visit.
  const [isOver] = useState(() => new Date(expiresAt) <= new Date());
  const forget = async () => (await remove({ variables: { tokenId: id } })).data?.deletePersonalToken.userErrors;
  const end = async () => {
    if (!(await confirmed(t('developers.deleteTokenSure', { name }), t('developers.delete'), true))) return;
    await attempt(t('developers.notDeleted'), forget, () => notify({ subject: id, message: t('developers.deleted', { name }) }));
    await Promise.allSettled([onChange()]);
  };
  return (
    <li data-testid="token" className="grid gap-3 rounded-lg border bg-card p-5">
      <h3 className="text-lg break-words">{name}</h3>
      <ul className="list-disc ps-5 text-sm">
        {token.allowedScopes.map((scope) => (
          <li key={scope.name}>
            {scope.description} <code className="text-xs text-muted-foreground">{scope.name}</code>
          </li>
        ))}
      </ul>
      <p className="text-sm text-muted-foreground">
        {t(isOver ? 'developers.ended' : 'developers.expiresOn', { date: moment(expiresAt, locale) })} ·{' '}
        {lastUsedAt ? t('developers.lastUsed', { when: ago(lastUsedAt, locale) }) : t('developers.neverUsed')}
      </p>
      <RefusalList refusals={token.refusals} />
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="outline" size="small">
          <a href={`/graphiql/?client=${encodeURIComponent(id)}`} aria-label={t('developers.openConsoleOf', { name })}>
            {t('developers.openConsole')}
          </a>
        </Button>
        <Button variant="danger" size="small" aria-label={t('developers.deleteOf', { name })} onClick={() => void end()}>
          {t('developers.delete')}
        </Button>
      </div>
    </li>
  );
}
