import { ApolloLink, Observable } from '@apollo/client';
import { print } from 'graphql';
import type { Client } from 'graphql-ws';
import { currentLocale, onLocaleChange, type Locale } from './i18n';
import { refreshSession } from './session';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const wait = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
/** Growing, and never the same for all who lost the same service. */
const pause = (tries: number) => wait(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries) * (0.75 + Math.random() / 2));

/** A handshake with an expired cookie is refused without a reason that a page can read: now and then the cookie is renewed. */
const RENEW_EVERY = 4;
async function beforeRetry(tries: number) {
  if (tries % RENEW_EVERY === RENEW_EVERY - 1) await refreshSession();
  await pause(tries);
}

/** In a row, some eight minutes in all; then the page is told, which offers another try or asks in other ways. */
const MOST_FAILURES = 20;
/** What has lived so long was well, whether or not there was anything to tell. */
const WELL_AFTER_MS = 60_000;
/** What another try may mend: a service that restarts, a fault of ours, too much to do. */
const PASSING = new Set(['UNAVAILABLE', 'INTERNAL', 'OVERLOADED', 'SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_TIMEOUT', 'SUBGRAPH_MALFORMED_RESPONSE', 'SUBSCRIPTION_OVERRUN']);

/** Subscriptions over graphql-transport-ws. The library is fetched with the first one: most pages need none. */
export class LiveLink extends ApolloLink {
  /** One for each language: a socket says which it speaks when it connects. Each is closed while nobody listens. */
  private readonly clients = new Map<Locale, Promise<Client>>();

  private client(locale: Locale): Promise<Client> {
    const known = this.clients.get(locale);
    if (known) return known;
    const made = import('graphql-ws').then(({ createClient }) =>
      createClient({
        url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
        lazy: true,
        retryAttempts: 60,
        keepAlive: 20_000,
        shouldRetry: () => true,
        retryWait: beforeRetry,
        connectionParams: { 'accept-language': locale },
      }),
    );
    this.clients.set(locale, made);
    // A chunk that did not come is asked for again by the next subscription.
    made.catch(() => this.clients.delete(locale));
    return made;
  }

  override request(operation: ApolloLink.Operation): Observable<ApolloLink.Result> {
    return new Observable((observer) => {
      const listening = new Listening(operation, (locale) => this.client(locale), observer);
      const deaf = onLocaleChange(() => listening.begin());
      listening.begin();
      return () => {
        deaf();
        listening.end();
      };
    });
  }
}

type Observer = { next: (result: ApolloLink.Result) => void; error: (error: unknown) => void; complete: () => void };

/** One subscription, begun again after what passes and in the language that is read. */
class Listening {
  private stop: (() => void) | null = null;
  /** Which beginning counts: what earlier ones still say is not heard. */
  private turn = 0;
  private failures = 0;

  constructor(
    private readonly operation: ApolloLink.Operation,
    private readonly client: (locale: Locale) => Promise<Client>,
    private readonly observer: Observer,
  ) {}

  begin(): void {
    this.end();
    const turn = this.turn;
    this.listen(turn).catch((error: unknown) => void (this.turn === turn && this.observer.error(error)));
  }

  end(): void {
    this.turn += 1;
    this.stop?.();
    this.stop = null;
  }

  private async listen(turn: number): Promise<void> {
    const client = await this.client(currentLocale());
    if (this.turn !== turn) return;
    const { query, variables, operationName } = this.operation;
    const since = performance.now();
    this.stop = client.subscribe(
      { query: print(query), variables, operationName },
      {
        next: (result) => {
          if (this.turn !== turn) return;
          this.failures = 0;
          this.observer.next(result as ApolloLink.Result);
        },
        error: (error) => {
          if (this.turn !== turn) return;
          if (performance.now() - since > WELL_AFTER_MS) this.failures = 0;
          this.mend(error, turn).catch((final: unknown) => void (this.turn === turn && this.observer.error(final)));
        },
        complete: () => void (this.turn === turn && this.observer.complete()),
      },
    );
  }

  private async mend(error: unknown, turn: number): Promise<void> {
    if (isExpiry(error)) await renewed();
    else if (isPassing(error) && this.failures < MOST_FAILURES) await pause(this.failures++);
    else throw error;
    if (this.turn === turn) await this.listen(turn);
  }
}

/** The library takes 4401 for final. It is not: a socket cannot set a cookie, a request can. */
async function renewed(): Promise<void> {
  const outcome = await refreshSession();
  if (outcome === 'ended') throw new Error('The session has ended');
  if (outcome === 'unavailable') await wait(LONGEST_WAIT_MS);
}

const fieldOf = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined);

function isExpiry(event: unknown): boolean {
  return fieldOf(event, 'code') === 4401;
}

/** Errors of the operation, as the protocol's `error` message carries them. */
function isPassing(errors: unknown): boolean {
  return Array.isArray(errors) && errors.length > 0 && errors.every((each) => PASSING.has(String(fieldOf(fieldOf(each, 'extensions'), 'code'))));
}
