import type { ApolloClient } from '@apollo/client';
import { graphql } from '@/gql';
import type { Refusals } from '@/lib/use-sending';

const ReplayJob = graphql(/* GraphQL */ `
  mutation ReplayMediaJob($id: ID!) {
    replayMediaJob(id: $id) { job { id state nextTryAt } userErrors { code message } }
  }
`);

const DropJob = graphql(/* GraphQL */ `
  mutation DropMediaJob($id: ID!) {
    dropMediaJob(id: $id) { job { id state nextTryAt } userErrors { code message } }
  }
`);

const ReplayLetter = graphql(/* GraphQL */ `
  mutation ReplayDeadLetter($id: ID!) {
    replayDeadLetter(id: $id) { deadLetter { id } userErrors { code message } }
  }
`);

const DropLetter = graphql(/* GraphQL */ `
  mutation DropDeadLetter($id: ID!) {
    dropDeadLetter(id: $id) { deadLetter { id } userErrors { code message } }
  }
`);

export type Act = (client: ApolloClient, id: string) => Promise<Refusals>;

export const replayJob: Act = async (client, id) => (await client.mutate({ mutation: ReplayJob, variables: { id } })).data?.replayMediaJob.userErrors ?? [];
export const dropJob: Act = async (client, id) => (await client.mutate({ mutation: DropJob, variables: { id } })).data?.dropMediaJob.userErrors ?? [];
export const replayLetter: Act = async (client, id) => (await client.mutate({ mutation: ReplayLetter, variables: { id } })).data?.replayDeadLetter.userErrors ?? [];
export const dropLetter: Act = async (client, id) => (await client.mutate({ mutation: DropLetter, variables: { id } })).data?.dropDeadLetter.userErrors ?? [];
