import { print } from 'graphql';
import { graphql } from '@/gql';
import type { RecordWatchInput } from '@/gql/graphql';
import { currentLocale } from '@/lib/i18n';
import { CSRF_HEADER, sessionFetch } from '@/lib/session';
import { vault } from '@/lib/vault';
import { parseWatchAnswer, type WatchAnswer } from '@/lib/watch-answer';

export const RecordWatch = graphql(/* GraphQL */ `
  mutation RecordWatch($input: RecordWatchInput!) {
    recordWatch(input: $input) {
      nextHeartbeatMs
      acceptedSeq
      courseCompleted
      progress { coverage watched { startMs endMs } completedAt }
      userErrors { code message }
    }
  }
`);

/** As it lies in the vault: whose it is, since another person may sign in on this browser, and since when. */
type Kept = { input: RecordWatchInput; by: string; at: number };

/** Later the server takes it no more. */
const KEPT_FOR_MS = 7 * 24 * 3_600_000;

export const keyOf = (input: RecordWatchInput) => `${input.sessionId}:${input.seq}`;

/**
 * Plain fetch with `keepalive`, begun in the same turn: a page that is being closed gets no second one. Null and a
 * rejection both mean that the batch was not taken.
 */
export async function sendWatch(input: RecordWatchInput): Promise<WatchAnswer | null> {
  const response = await sessionFetch('/graphql', {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'application/json', 'accept-language': currentLocale(), ...CSRF_HEADER },
    body: JSON.stringify({ query: print(RecordWatch), operationName: 'RecordWatch', variables: { input } }),
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return parseWatchAnswer(await response.json());
}

/** False when the browser keeps nothing. */
export async function keepWatch(input: RecordWatchInput, by: string): Promise<boolean> {
  const kept: Kept = { input, by, at: Date.now() };
  const [put] = await Promise.allSettled([vault.put('watch', keyOf(input), kept)]);
  return put.status === 'fulfilled';
}

/** One that stays by mistake is sent again, and counted once by its (session, seq). */
export async function forgetWatch(input: RecordWatchInput) {
  await Promise.allSettled([vault.remove('watch', keyOf(input))]);
}

/** Whose what was watched is until somebody signs in here; the server lets it be claimed once, and within a day. */
export const VISITOR = 'visitor';

function isKept(value: unknown): value is Kept {
  return typeof value === 'object' && value !== null && 'input' in value && 'by' in value && 'at' in value;
}

/** What an earlier visit could not send, and what a visitor watched who signed in since, in the order in which it was watched. Stops where the network does. */
export async function sendKeptWatches(by: string, exceptSession: string) {
  const [found] = await Promise.allSettled([vault.all<unknown>('watch')]);
  if (found.status === 'rejected') return;
  const mine = found.value.filter(isKept).filter((kept) => (kept.by === by || kept.by === VISITOR) && kept.input.sessionId !== exceptSession);
  for (const { input, at } of mine.toSorted((one, other) => one.at - other.at)) {
    const [sent] = Date.now() - at > KEPT_FOR_MS ? [] : await Promise.allSettled([sendWatch(input)]);
    if (sent && (sent.status === 'rejected' || sent.value === null)) return;
    await forgetWatch(input);
  }
}
