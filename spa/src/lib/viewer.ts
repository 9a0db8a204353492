import { useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { graphql } from '@/gql';
import { signedInHint } from './session';

const ViewerQuery = graphql(/* GraphQL */ `
  query Viewer {
    viewer {
      user { id handle displayName avatarUrl isInstructor }
      scopes
    }
  }
`);

export function useViewer() {
  const { data, loading, refetch } = useQuery(ViewerQuery);
  const user = data?.viewer?.user ?? null;
  const known = data !== undefined && !loading;
  useEffect(() => {
    if (known) signedInHint.set(user !== null);
  }, [known, user]);
  return { user, loading: !known, refetch };
}

/** Steady while a page lives, unless the viewer query proves the hint wrong: then pages ask again. */
export function useSignedIn(): boolean {
  const { user, loading } = useViewer();
  const [hint] = useState(signedInHint.get);
  return loading ? hint : user !== null;
}
