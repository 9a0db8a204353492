import { useQuery } from '@apollo/client/react';
import { ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { graphql } from '@/gql';
import { useKept } from '@/lib/use-kept';
import { EmailPart } from './email-part';
import { PasswordPart } from './password-part';

const SecurityQuery = graphql(/* GraphQL */ `
  query Security {
    viewer { user { id email } pendingEmail }
  }
`);

export function Component() {
  const { data, loading, error, refetch } = useQuery(SecurityQuery, { fetchPolicy: 'cache-and-network' });
  const viewer = useKept('own', data?.viewer, loading || error !== undefined);
  if (!viewer) return loading ? <Skeleton className="h-96" /> : <ErrorState onRetry={refetch} />;
  const { email } = viewer.user;
  return (
    <div className="grid gap-4">
      {email && <EmailPart email={email} pending={viewer.pendingEmail ?? null} onChange={() => void refetch()} />}
      <PasswordPart email={email ?? ''} />
    </div>
  );
}
