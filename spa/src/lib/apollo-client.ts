import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { OperationTypeNode } from 'graphql';
import { cachePolicies } from './cache-policies';
import { currentLocale } from './i18n';
import { LiveLink } from './live-link';
import { CSRF_HEADER, sessionFetch } from './session';

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
  const http = ApolloLink.from([headers, new HttpLink({ uri, credentials: 'same-origin', fetch: sessionFetch })]);
  return new ApolloClient({
    link: ApolloLink.split((o) => o.operationType === OperationTypeNode.SUBSCRIPTION, new LiveLink(), http),
    cache: new InMemoryCache(cachePolicies),
    defaultOptions: {
      // Pages join several services: what one of them lacks must not hide what the others gave.
      watchQuery: { errorPolicy: 'all' },
      query: { errorPolicy: 'all' },
    },
  });
}

/** True when some answer under this path failed, as opposed to being rightly null. */
export function failedAt(error: unknown, field: string): boolean {
  if (!CombinedGraphQLErrors.is(error)) return error !== undefined && error !== null;
  return error.errors.some((e) => e.path?.includes(field));
}
