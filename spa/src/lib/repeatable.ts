import { randomId } from './random-id';

/**
 * A request that may have been carried out without an answer: asked again for the same words it is the very same request, under
 * the same key, so nothing is made twice; other words are another request, which the server would refuse under the old key.
 */
export class Repeatable<Request> {
  private asked: { words: string; request: Request } | null = null;

  of(words: string, make: (idempotencyKey: string) => Request): Request {
    if (this.asked?.words !== words) this.asked = { words, request: make(randomId()) };
    return this.asked.request;
  }

  /** The next request is a new one, whatever its words. */
  answered() {
    this.asked = null;
  }
}
