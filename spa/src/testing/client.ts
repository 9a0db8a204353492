import { ApolloClient, InMemoryCache, type ApolloLink } from '@apollo/client';
import { cachePolicies } from '@/lib/cache-policies';

/** A client as the pages have it, with answers in the place of the gateway. */
export const clientOver = (link: ApolloLink) =>
  new ApolloClient({
    link,
    cache: new InMemoryCache(cachePolicies),
    defaultOptions: { watchQuery: { errorPolicy: 'all' }, query: { errorPolicy: 'all' } },
  });
