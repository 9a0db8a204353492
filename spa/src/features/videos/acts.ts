import type { ApolloClient, Reference } from '@apollo/client';
import { graphql } from '@/gql';
import type { Refusals } from '@/lib/use-sending';

const DeleteVideo = graphql(/* GraphQL */ `
  mutation DeleteVideo($id: ID!, $forGood: Boolean!) {
    deleteVideo(id: $id, forGood: $forGood) { deletedId userErrors { code message } }
  }
`);

const RestoreVideo = graphql(/* GraphQL */ `
  mutation RestoreVideo($id: ID!) {
    restoreVideo(id: $id) { video { id status } userErrors { code message } }
  }
`);

type List = { nodes?: readonly Reference[] } | null;

/** Out of every list that the page holds, loaded pages included: which one it is in now, the next answer says. */
function takeOut(client: ApolloClient, id: string) {
  const ref = client.cache.identify({ __typename: 'Video', id });
  client.cache.modify<Record<string, List>>({
    fields: { myVideos: (list) => list && 'nodes' in list ? { ...list, nodes: list.nodes?.filter((node) => !('__ref' in node) || node.__ref !== ref) } : list },
  });
}

export async function deleteVideo(client: ApolloClient, id: string, forGood: boolean): Promise<Refusals> {
  const { data } = await client.mutate({ mutation: DeleteVideo, variables: { id, forGood } });
  if (data?.deleteVideo.deletedId) takeOut(client, id);
  return data?.deleteVideo.userErrors ?? [];
}

export async function restoreVideo(client: ApolloClient, id: string): Promise<Refusals> {
  const { data } = await client.mutate({ mutation: RestoreVideo, variables: { id } });
  if (data?.restoreVideo.video) takeOut(client, id);
  return data?.restoreVideo.userErrors ?? [];
}
