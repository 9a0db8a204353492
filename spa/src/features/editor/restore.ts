import type { ApolloClient } from '@apollo/client';
import { graphql } from '@/gql';
import type { Refusals } from '@/lib/use-sending';

const Restore = graphql(/* GraphQL */ `
  mutation RestoreItem($id: ID!) {
    restoreItem(id: $id) { course { id revision } userErrors { code message } }
  }
`);

/** Brings back what was deleted, from the notice or from the list. */
export async function restoreItem(client: ApolloClient, id: string, onRefresh: () => unknown): Promise<Refusals> {
  const { data } = await client.mutate({ mutation: Restore, variables: { id } });
  // What came of it is shown by the query itself.
  void Promise.allSettled([onRefresh()]);
  return data?.restoreItem.userErrors ?? [];
}
