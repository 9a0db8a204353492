import { useQuery } from '@apollo/client/react';
import { Page } from '@/components/page';
import { ErrorState, SignInState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/developers';
import { useKept } from '@/lib/use-kept';
import { useViewer } from '@/lib/viewer';
import { Clients } from './clients';
import { Tokens } from './tokens';

const DevelopersQuery = graphql(/* GraphQL */ `
  query Developers {
    myClients { id ...ClientCard_client }
    personalTokens { id ...TokenCard_token }
    scopeCatalog { name ...ScopesField_scope }
  }
`);

const ADDRESSES = [
  ['developers.graph', '/graphql'],
  ['developers.metadata', '/.well-known/oauth-authorization-server'],
] as const;

/** What a person's programs are, what they may ask for, and how they fare. */
export function Component() {
  const { t } = useI18n();
  const viewer = useViewer();
  const { data, loading, error, refetch } = useQuery(DevelopersQuery, { skip: !viewer.user, fetchPolicy: 'cache-and-network' });
  const own = useKept('own', data, loading || error !== undefined);
  const title = t('developers.title');
  if (!viewer.user) return <Page title={title}>{viewer.loading ? <Skeleton className="h-60" /> : <SignInState />}</Page>;
  const missing = loading ? <Skeleton className="h-96" /> : <ErrorState onRetry={refetch} />;
  return (
    <Page title={title} className="grid max-w-3xl gap-10">
      <header className="grid gap-2">
        <h1 className="text-3xl">{title}</h1>
        <p className="max-w-prose text-muted-foreground">{t('developers.lead')}</p>
      </header>
      <section className="grid gap-2">
        <h2 className="text-xl">{t('developers.addresses')}</h2>
        <dl className="grid gap-2 text-sm">
          {ADDRESSES.map(([label, path]) => (
            <div key={path}>
              <dt className="font-semibold">{t(label)}</dt>
              <dd>
                <code className="break-all">{location.origin + path}</code>
              </dd>
            </div>
          ))}
        </dl>
        <a href="/graphiql/" className="inline-flex min-h-11 items-center justify-self-start text-sm text-primary underline underline-offset-3">
          {t('developers.console')}
        </a>
      </section>
      {own ? (
        <>
          <Clients clients={own.myClients} scopes={own.scopeCatalog} onChange={refetch} />
          <Tokens tokens={own.personalTokens} scopes={own.scopeCatalog} onChange={refetch} />
        </>
      ) : (
        missing
      )}
    </Page>
  );
}
