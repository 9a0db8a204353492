import { ApolloLink, Observable } from '@apollo/client';
import { print } from 'graphql';
import type { Client } from 'graphql-ws';
import { refreshSession } from './session';

/** Subscriptions over graphql-transport-ws. The library is fetched with the first one: most pages need none. */
export class LiveLink extends ApolloLink {
  private client: Promise<Client> | null = null;

  private open() {
    this.client ??= import('graphql-ws').then(({ createClient }) =>
      createClient({
        url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
        lazy: true,
        retryAttempts: 60,
        keepAlive: 20_000,
        // 4401: the token of the socket expired; a socket cannot set a cookie, a request can.
        shouldRetry: () => true,
        on: { closed: (event) => void (isExpiry(event) && refreshSession()) },
      }),
    );
    return this.client;
  }

  override request(operation: ApolloLink.Operation): Observable<ApolloLink.Result> {
    return new Observable((observer) => {
      let stop: (() => void) | null = null;
      let closed = false;
      this.open().then(
        (client) => {
          if (closed) return;
          stop = client.subscribe(
            { query: print(operation.query), variables: operation.variables, operationName: operation.operationName },
            {
              next: (result) => observer.next(result as ApolloLink.Result),
              error: (error) => observer.error(error),
              complete: () => observer.complete(),
            },
          );
        },
        (error: unknown) => observer.error(error),
      );
      return () => {
        closed = true;
        stop?.();
      };
    });
  }
}

function isExpiry(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'code' in event && event.code === 4401;
}
