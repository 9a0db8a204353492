import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { graphql } from '@/gql';
import type { PlaybackQuery as Answer } from '@/gql/graphql';

// Apart from the page's texts and never from the cache: a grant opens a watch session, so that reading the page again,
// in another language for example, must not open one and supersede the one that plays.
const PlaybackQuery = graphql(/* GraphQL */ `
  query Playback($lessonId: ID!) {
    lesson(id: $lessonId) {
      id
      content {
        ... on VideoContent {
          video {
            id
            playback {
              ... on PlaybackGrant { sessionId hlsUrl renewAfter startAtMs thumbnailsUrl }
              ... on PlaybackDenied { reason course { id slug } }
            }
          }
        }
      }
    }
  }
`);

type Content = NonNullable<Answer['lesson']>['content'];
type Result = NonNullable<Extract<Content, { __typename: 'VideoContent' }>['video']>['playback'];
export type Grant = Extract<Result, { __typename: 'PlaybackGrant' }>;
type Denial = Extract<Result, { __typename: 'PlaybackDenied' }>;

export type Playback =
  | { kind: 'asking' }
  | { kind: 'granted'; grant: Grant; startAtMs: number; isStarting: boolean }
  | { kind: 'denied'; denial: Denial }
  /** Two other players of this person went on: this one stopped at this second. */
  | { kind: 'superseded'; atMs: number }
  | { kind: 'failed' };

/** The server may say so in an answer or in a denial. */
export const isSuperseded = (code: string) => code === 'SESSION_SUPERSEDED';

function playbackOf(result: Result | undefined, atMs: number | undefined, isStarting: boolean): Playback {
  if (!result) return { kind: 'failed' };
  if (result.__typename === 'PlaybackGrant') return { kind: 'granted', grant: result, startAtMs: atMs ?? result.startAtMs, isStarting };
  return isSuperseded(result.reason) ? { kind: 'superseded', atMs: atMs ?? 0 } : { kind: 'denied', denial: result };
}

/**
 * One grant for one visit of a lesson; `ask` opens another session, at this second where one is given.
 *
 * @param linkedMs the second that a link names, before the one where the person stopped
 * @param goesOn whether it plays at once, as the lesson after one that ended
 */
export function usePlayback(lessonId: string, linkedMs?: number, goesOn = false) {
  const client = useApolloClient();
  const [playback, setPlayback] = useState<Playback>({ kind: 'asking' });
  const isHere = useRef(true);
  const fetchGrant = useCallback(
    async (atMs: number | undefined, isStarting: boolean): Promise<Playback> => {
      const [asked] = await Promise.allSettled([
        client.query({ query: PlaybackQuery, variables: { lessonId }, fetchPolicy: 'no-cache' }),
      ]);
      const content = asked.status === 'fulfilled' ? asked.value.data?.lesson?.content : undefined;
      return playbackOf(content?.__typename === 'VideoContent' ? content.video?.playback : undefined, atMs, isStarting);
    },
    [client, lessonId],
  );
  const ask = useCallback(
    async (atMs?: number) => {
      setPlayback({ kind: 'asking' });
      const next = await fetchGrant(atMs, atMs !== undefined);
      if (isHere.current) setPlayback(next);
    },
    [fetchGrant],
  );
  // A link that is followed within the lesson moves the film that is there.
  const linked = useRef({ linkedMs, goesOn });
  useEffect(() => {
    isHere.current = true;
    void fetchGrant(linked.current.linkedMs, linked.current.goesOn).then((next) => void (isHere.current && setPlayback(next)));
    return () => void (isHere.current = false);
  }, [fetchGrant]);
  const supersede = useCallback((atMs: number) => setPlayback({ kind: 'superseded', atMs }), []);
  return { playback, ask, supersede };
}
