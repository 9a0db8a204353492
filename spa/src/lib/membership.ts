import { useQuery } from '@apollo/client/react';
import { graphql } from '@/gql';
import type { MembershipStateQuery as Answer } from '@/gql/graphql';

const MembershipState = graphql(/* GraphQL */ `
  query MembershipState {
    viewer {
      membership { id status graceUntil payUrl cancelAtPeriodEnd paymentMethod { last4 expiresSoon } }
    }
  }
`);

export type MembershipState = NonNullable<NonNullable<Answer['viewer']>['membership']>;

/** Of whoever is signed in; null where there is none, and while that is not known. */
export function useMembership(isSignedIn: boolean): MembershipState | null {
  const { data } = useQuery(MembershipState, { skip: !isSignedIn, fetchPolicy: 'cache-and-network' });
  return data?.viewer?.membership ?? null;
}

export const isGoingOn = (membership: MembershipState | null) => membership !== null && membership.status !== 'CANCELED';
