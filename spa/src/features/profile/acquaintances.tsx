import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/graph';
import { useSignedIn } from '@/lib/viewer';

const AcquaintancesQuery = graphql(/* GraphQL */ `
  query Acquaintances($handle: String!, $signedIn: Boolean!) {
    user(handle: $handle) {
      id
      followerCount
      followingCount
      mutuals(first: 3) @include(if: $signedIn) { id handle displayName }
    }
  }
`);

const link = 'inline-block py-1 text-sm text-primary underline underline-offset-3';

/** The ways to the lists, and whom one follows that follows them. Without the social service there is none: the follow button says so. */
export function Acquaintances({ handle, userId }: { handle: string; userId: string }) {
  const { t } = useI18n();
  const signedIn = useSignedIn();
  const { data } = useQuery(AcquaintancesQuery, { variables: { handle, signedIn } });
  const user = data?.user;
  if (user?.id !== userId || user.followingCount === null || user.followingCount === undefined) return null;
  const mutuals = (user.mutuals ?? []).flatMap((each) => (each ? [each] : []));
  return (
    <>
      {mutuals.length > 0 && (
        <p className="text-sm text-muted-foreground">
          {t('graph.mutuals')}{' '}
          {mutuals.map((each, at) => (
            <span key={each.id}>
              {at > 0 && ', '}
              <Link to={`/people/${each.handle}`} className="font-semibold underline underline-offset-3 wrap-anywhere">
                <bdi>{each.displayName}</bdi>
              </Link>
            </span>
          ))}
        </p>
      )}
      <nav aria-label={t('graph.lists')} className="flex flex-wrap gap-x-4">
        <Link to={`/people/${handle}/followers`} className={link}>
          {t('graph.followers')} ({user.followerCount})
        </Link>
        <Link to={`/people/${handle}/following`} className={link}>
          {t('graph.following')} ({user.followingCount})
        </Link>
      </nav>
    </>
  );
}
