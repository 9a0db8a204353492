import { ApolloLink, Observable } from '@apollo/client';
import { print } from 'graphql';
import type { Client } from 'graphql-ws';
import { refreshSession } from './session';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const wait = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

/** A handshake with an expired cookie is refused without a reason that a page can read: now and then the cookie is renewed. */
const RENEW_EVERY = 4;
async function beforeRetry(tries: number) {
  if (tries % RENEW_EVERY === RENEW_EVERY - 1) await refreshSession();
  await wait(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries) * (0.75 + Math.random() / 2));
}

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
        shouldRetry: () => true,
        retryWait: beforeRetry,
      }),
    );
    // A chunk that did not come is asked for again by the next subscription.
    this.client.catch(() => (this.client = null));
    return this.client;
  }

  override request(operation: ApolloLink.Operation): Observable<ApolloLink.Result> {
    const { query, variables, operationName } = operation;
    return new Observable((observer) => {
      let stop: (() => void) | null = null;
      let closed = false;
      const fail = (error: unknown) => void (closed || observer.error(error));
      const begin = async () => {
        const client = await this.open();
        if (closed) return;
        stop = client.subscribe(
          { query: print(query), variables, operationName },
          {
            next: (result) => observer.next(result as ApolloLink.Result),
            error: (error) => void (isExpiry(error) ? renewed().then(begin).catch(fail) : fail(error)),
            complete: () => observer.complete(),
          },
        );
      };
      begin().catch(fail);
      return () => {
        closed = true;
        stop?.();
      };
    });
  }
}

/** The library takes 4401 for final. It is not: a socket cannot set a cookie, a request can. */
async function renewed(): Promise<void> {
  const outcome = await refreshSession();
  if (outcome === 'ended') throw new Error('The session has ended');
  if (outcome === 'unavailable') await wait(LONGEST_WAIT_MS);
}

function isExpiry(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'code' in event && event.code === 4401;
}
