import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { OperationTypeNode } from 'graphql';
import { answerLink } from './answer-link';
import { cachePolicies } from './cache-policies';
import { currentLocale } from './i18n';
import { LiveLink } from './live-link';
import { CSRF_HEADER, sessionFetch } from './session';
import { stepUpLink } from './step-up-link';

declare module '@apollo/client' {
  namespace ApolloClient {
    namespace DeclareDefaultOptions {
      interface WatchQuery {
        errorPolicy: 'all';
      }
      interface Query {
        errorPolicy: 'all';
      }
    }
  }
}

const headers = new SetContextLink(({ headers: before }) => ({
  headers: { ...before, ...CSRF_HEADER, 'accept-language': currentLocale() },
}));

export function makeClient(uri = '/graphql') {
  const http = ApolloLink.from([headers, stepUpLink, answerLink, new HttpLink({ uri, credentials: 'same-origin', fetch: sessionFetch })]);
  return new ApolloClient({
    link: ApolloLink.split((o) => o.operationType === OperationTypeNode.SUBSCRIPTION, new LiveLink(), http),
    cache: new InMemoryCache(cachePolicies),
    defaultOptions: {
      // Pages join several services: what one of them lacks must not hide what the others gave.
      // Reading a list again says nothing about the pages after the first: how they are joined is the cache's to say.
      watchQuery: { errorPolicy: 'all', refetchWritePolicy: 'merge' },
      query: { errorPolicy: 'all' },
    },
  });
}

/**
 * Titles and messages come in the reader's language. What is on screen is asked for again and stays there meanwhile, so that
 * nothing is unmounted; what is not on screen is forgotten. False when some of it could not be had.
 */
export async function readInOtherLanguage(client: ApolloClient): Promise<boolean> {
  const answers = await client.refetchObservableQueries();
  if (answers.some(({ error }) => error !== undefined)) return false;
  const shown = [...client.getObservableQueries('active')].map((each) => ({
    query: each.query,
    variables: each.variables,
    data: each.getCurrentResult().data as Record<string, unknown> | undefined,
  }));
  client.cache.batch({
    update: (cache) => {
      cache.modify({ id: 'ROOT_QUERY', fields: (_value, { DELETE }) => DELETE });
      for (const { data, ...asked } of shown) if (data) cache.writeQuery({ ...asked, data });
    },
  });
  client.cache.gc();
  return true;
}
