import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { BlockButton } from '@/components/block-button';
import { ErrorState } from '@/components/page-states';
import { Avatar, Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/moderation';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';
import { useSignedIn } from '@/lib/viewer';
import { Part } from './part';

const BlockedQuery = graphql(/* GraphQL */ `
  query BlockedPeople($signedIn: Boolean!, $after: String) {
    blockedPeople(first: 20, after: $after) {
      nodes { id handle displayName avatarUrl ...BlockButton_user }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

function Blocked() {
  const { t } = useI18n();
  const attempt = useAttempt();
  const signedIn = useSignedIn();
  const { data, loading, error, refetch, fetchMore } = useQuery(BlockedQuery, { variables: { signedIn }, fetchPolicy: 'cache-and-network' });
  const blocked = useKept('blocked', data?.blockedPeople, loading || error !== undefined);
  if (!blocked) return loading && !error ? <Skeleton className="h-24" /> : <ErrorState onRetry={refetch} />;
  const people = blocked.nodes.filter((person) => person !== null);
  if (people.length === 0) return <p className="text-muted-foreground">{t('moderation.nobodyBlocked')}</p>;
  const after = blocked.pageInfo.hasNextPage ? blocked.pageInfo.endCursor : null;
  return (
    <>
      <ul className="grid grid-cols-1 gap-2">
        {people.map((person) => (
          <li key={person.id} className="flex flex-wrap items-center gap-3">
            <Avatar name={person.displayName} url={person.avatarUrl} />
            <Link to={`/people/${person.handle}`} className="min-w-0 flex-1 py-1 wrap-anywhere hover:underline">
              <bdi>{person.displayName}</bdi>
            </Link>
            <BlockButton user={person} onDone={refetch} />
          </li>
        ))}
      </ul>
      {after && (
        <Button variant="outline" className="justify-self-start" onClick={() => void attempt(t('state.error'), async () => failIf((await fetchMore({ variables: { after } })).error))}>
          {t('moderation.more')}
        </Button>
      )}
    </>
  );
}

/** Whom one wants to have nothing to do with. */
export function BlockedPart() {
  const { t } = useI18n();
  return (
    <Part title={t('moderation.blockedPeople')} text={t('moderation.blockedText')}>
      <Blocked />
    </Part>
  );
}
