import { useQuery } from '@apollo/client/react';
import { graphql } from '@/gql';

const PayCurrency = graphql(/* GraphQL */ `
  query PayCurrency {
    viewer { currency }
  }
`);

/** In which whoever is signed in has paid, and has to from then on; null for who has paid nothing yet, and while that is not known. */
export function usePayCurrency(isSignedIn: boolean): string | null {
  const { data } = useQuery(PayCurrency, { skip: !isSignedIn, fetchPolicy: 'cache-and-network' });
  return data?.viewer?.currency ?? null;
}
