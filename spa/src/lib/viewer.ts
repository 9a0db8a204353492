import { useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { graphql } from '@/gql';
import type { ViewerQuery as Answer } from '@/gql/graphql';
import { signedInHint } from './session';

const ViewerQuery = graphql(/* GraphQL */ `
  query Viewer {
    viewer {
      user { id handle displayName avatarUrl isInstructor }
      scopes
    }
  }
`);

export type Person = NonNullable<Answer['viewer']>['user'];

/** An account that cannot be reached is not a visitor: nothing is taken from it and nothing offered that needs it. */
export type Account = { kind: 'loading' } | { kind: 'person'; user: Person } | { kind: 'visitor' } | { kind: 'unreachable' };

function accountOf(data: Answer | undefined | null, isAsking: boolean, error: unknown): Account {
  if (data?.viewer) return { kind: 'person', user: data.viewer.user };
  if (isAsking) return { kind: 'loading' };
  return error || !data ? { kind: 'unreachable' } : { kind: 'visitor' };
}

/** While the same is asked again the last word stands, so that nothing flickers. */
function useSettled(account: Account): Account {
  const [settled, setSettled] = useState(account);
  const isNews = account.kind !== 'loading' && (account.kind !== settled.kind || userOf(account) !== userOf(settled));
  if (isNews) setSettled(account);
  return account.kind === 'loading' ? settled : account;
}

const userOf = (account: Account) => (account.kind === 'person' ? account.user : null);

/** Whoever was here still is while the account cannot be reached: a page that is open must not go with what is typed in it. */
function usePerson(account: Account) {
  const [last, setLast] = useState(() => userOf(account));
  const person = account.kind === 'unreachable' ? last : userOf(account);
  if (person !== last) setLast(person);
  return person;
}

export function useViewer() {
  const { data, loading, error, refetch } = useQuery(ViewerQuery);
  const account = useSettled(accountOf(data, loading, error));
  const user = usePerson(account);
  const { kind } = account;
  useEffect(() => {
    if (kind === 'person') signedInHint.set(true);
    if (kind === 'visitor') signedInHint.set(false);
  }, [kind]);
  return { account, user, loading: kind === 'loading', refetch };
}

/** Whether the platform's own pages are for the person who is here: who has the scope is decided where one signs in. */
export function useHasScope(scope: string): boolean {
  const { data } = useQuery(ViewerQuery, { fetchPolicy: 'cache-only' });
  return data?.viewer?.scopes.includes(scope) === true;
}

export const useIsAdmin = () => useHasScope('admin');

/** Whether what people report is decided by the person who is here. */
export const useIsModerator = () => useHasScope('community:moderate');

/** Steady while a page lives, unless the viewer query proves the hint wrong: then pages ask again. */
export function useSignedIn(): boolean {
  const { kind } = useViewer().account;
  const [hint] = useState(signedInHint.get);
  return kind === 'person' || (kind !== 'visitor' && hint);
}
