import { CombinedGraphQLErrors } from '@apollo/client';
import type { Saved } from './draft';

type Refusal = { __typename?: string; code: string; message: string };
type Answer = { revision: number | null; errors: readonly Refusal[] | undefined };

const SIGNED_OUT = new Set(['UNAUTHENTICATED', 'UNAUTHORIZED', 'UNAUTHORIZED_FIELD_OR_TYPE']);

function isSignedOut(error: unknown): boolean {
  return CombinedGraphQLErrors.is(error) && error.errors.some((each) => SIGNED_OUT.has(String(each.extensions?.code)));
}

/** What an authoring mutation came to; rejects when nothing came back, so that it is tried again. */
export async function answered(send: () => Promise<Answer>): Promise<Saved> {
  try {
    const { revision, errors } = await send();
    if (!errors) throw new Error('no answer');
    const [first] = errors;
    if (!first) return { kind: 'saved', revision };
    return first.__typename === 'ConflictError' ? { kind: 'stale' } : { kind: 'refused', message: first.message };
  } catch (error) {
    if (isSignedOut(error)) return { kind: 'signedOut' };
    throw error;
  }
}
