import { useMutation, useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { EmptyState, ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { confirmed } from '@/lib/asking';
import { ago, day } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/account';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';

const GrantsQuery = graphql(/* GraphQL */ `
  query AccountGrants {
    viewer { grants { id name scopes { name description } grantedAt lastUsedAt } }
  }
`);

const RevokeGrant = graphql(/* GraphQL */ `
  mutation RevokeGrant($grantId: ID!) {
    revokeGrant(grantId: $grantId) { userErrors { code message } }
  }
`);

/** Programs that one lets act for oneself, each scope in words, and the way to take it back. */
export function Component() {
  const { t, locale } = useI18n();
  const { data, loading, error, refetch } = useQuery(GrantsQuery, { fetchPolicy: 'cache-and-network' });
  const grants = useKept('own', data?.viewer?.grants, loading || error !== undefined);
  const [revoke] = useMutation(RevokeGrant);
  const attempt = useAttempt();
  if (!grants) return loading ? <Skeleton className="h-60" /> : <ErrorState onRetry={refetch} />;
  const developers = (
    <Link to="/developers" className="inline-flex min-h-11 items-center text-sm text-primary underline underline-offset-3">
      {t('account.developers')}
    </Link>
  );
  if (grants.length === 0) {
    return (
      <EmptyState title={t('account.noApplications')} text={t('account.noApplicationsText')}>
        {developers}
      </EmptyState>
    );
  }
  const takeBack = async (grantId: string, name: string) => {
    if (!(await confirmed(t('account.revokeSure', { name }), t('account.revoke'), true))) return;
    const request = async () => (await revoke({ variables: { grantId } })).data?.revokeGrant.userErrors;
    await attempt(t('account.notRevoked'), request, () => notify({ subject: grantId, message: t('account.revoked', { name }) }));
    await Promise.allSettled([refetch()]);
  };
  return (
    <div className="grid gap-4">
      <p className="max-w-prose text-muted-foreground">{t('account.applicationsText')}</p>
      <ul className="grid gap-3">
        {grants.map(({ id, name, scopes, grantedAt, lastUsedAt }) => (
          <li key={id} data-testid="grant" className="grid gap-2 rounded-lg border bg-card p-4">
            <div className="flex flex-wrap items-center gap-2">
              <h2 className="min-w-0 flex-1 basis-40 text-lg">{name}</h2>
              <Button variant="danger" size="small" aria-label={t('account.revokeOf', { name })} onClick={() => void takeBack(id, name)}>
                {t('account.revoke')}
              </Button>
            </div>
            <ul className="list-disc ps-5 text-sm">
              {scopes.map((scope) => (
                <li key={scope.name}>{scope.description}</li>
              ))}
            </ul>
            {grantedAt && lastUsedAt && (
              <p className="text-sm text-muted-foreground">
                {t('account.granted', { date: day(grantedAt, locale) })} · {t('account.lastSeen', { when: ago(lastUsedAt, locale) })}
              </p>
            )}
          </li>
        ))}
      </ul>
      {developers}
    </div>
  );
}
