import { useQuery } from '@apollo/client/react';
import { Link, useParams } from 'react-router';
import { Page } from '@/components/page';
import { EmptyState, ErrorState, NotFoundState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/graph';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';
import { useSignedIn } from '@/lib/viewer';
import { PersonRow } from './person-row';

const PeopleQuery = graphql(/* GraphQL */ `
  query PeopleOf($handle: String!, $isFollowers: Boolean!, $after: String, $signedIn: Boolean!) {
    user(handle: $handle) {
      id
      displayName
      followers(first: 20, after: $after) @include(if: $isFollowers) {
        nodes { id ...PersonRow_user }
        pageInfo { hasNextPage endCursor }
      }
      following(first: 20, after: $after) @skip(if: $isFollowers) {
        nodes { id ...PersonRow_user }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

/** Who follows somebody, or whom they follow, the latest first. */
export function Component() {
  const { t } = useI18n();
  const { handle = '', list = '' } = useParams();
  const signedIn = useSignedIn();
  const attempt = useAttempt();
  const isFollowers = list === 'followers';
  const isList = isFollowers || list === 'following';
  const variables = { handle, isFollowers, signedIn };
  const { data, loading, error, refetch, fetchMore } = useQuery(PeopleQuery, { variables, skip: !isList, fetchPolicy: 'cache-and-network' });
  const user = useKept(`${handle}.${list}`, data?.user, loading || error !== undefined);
  const people = user?.[isFollowers ? 'followers' : 'following'];
  if (!isList || (!user && !loading && !error)) return <Page title={t('state.notFound')}><NotFoundState /></Page>;
  const title = user ? t(isFollowers ? 'graph.followersOf' : 'graph.followingOf', { name: user.displayName }) : '';
  const more = () => attempt(t('graph.moreFailed'), async () => failIf((await fetchMore({ variables: { after: people?.pageInfo.endCursor } })).error));
  const known = (people?.nodes ?? []).flatMap((each) => (each ? [each] : []));
  return (
    <Page title={title} className="grid max-w-3xl gap-6">
      {user && (
        <div className="grid gap-2">
          <Link to={`/people/${handle}`} className="justify-self-start py-1 text-sm text-primary underline underline-offset-3 wrap-anywhere">
            <bdi>{user.displayName}</bdi>
          </Link>
          <h1 className="text-3xl">{title}</h1>
        </div>
      )}
      {!people && (loading ? <Skeleton className="h-40" /> : <ErrorState text={t('graph.peopleDown')} onRetry={refetch} />)}
      {people && people.nodes.length === 0 && user && (
        <EmptyState title={t('graph.noFollowers')} text={t(isFollowers ? 'graph.noFollowersText' : 'graph.noFollowingText', { name: user.displayName })} />
      )}
      {known.length > 0 && (
        <ul className="grid grid-cols-1 gap-3">
          {known.map((each) => (
            <PersonRow key={each.id} user={each} />
          ))}
        </ul>
      )}
      {people?.pageInfo.hasNextPage && (
        <Button variant="outline" className="justify-self-center" onClick={() => void more()}>
          {t('graph.morePeople')}
        </Button>
      )}
    </Page>
  );
}
