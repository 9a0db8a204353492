import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useState } from 'react';
import { graphql } from '@/gql';
import type { TranscriptPageQuery } from '@/gql/graphql';

const TranscriptPage = graphql(/* GraphQL */ `
  query TranscriptPage($lessonId: ID!, $locale: Locale!, $after: String) {
    lesson(id: $lessonId) {
      id
      content {
        ... on VideoContent {
          video {
            id
            transcript(locale: $locale) {
              isMachineMade
              cues(first: 100, after: $after) { nodes { id startMs endMs text } pageInfo { hasNextPage endCursor } }
            }
          }
        }
      }
    }
  }
`);

/** Ten hours of speech: what is longer is not read to its end. */
const MOST_PAGES = 60;

type Content = NonNullable<TranscriptPageQuery['lesson']>['content'];
type Spoken = NonNullable<NonNullable<Extract<Content, { __typename: 'VideoContent' }>['video']>['transcript']>;
export type TranscriptLine = Spoken['cues']['nodes'][number];

export type Transcript =
  | { kind: 'loading' }
  | { kind: 'none' }
  | { kind: 'failed' }
  /** `isCut`: the lines after these could not be read. */
  | { kind: 'read'; lines: readonly TranscriptLine[]; isMachineMade: boolean; isCut: boolean };

/** All that is said in one language, shown from its first page on. */
export function useTranscript(lessonId: string, locale: string) {
  const client = useApolloClient();
  const [attempt, setAttempt] = useState(0);
  const wish = `${lessonId} ${locale} ${attempt}`;
  const [state, setState] = useState<{ wish: string; transcript: Transcript }>({ wish, transcript: { kind: 'loading' } });
  useEffect(() => {
    const abort = new AbortController();
    const tell = (transcript: Transcript) => void (abort.signal.aborted || setState({ wish, transcript }));
    const page = async (after: string | null) => {
      const [asked] = await Promise.allSettled([client.query({ query: TranscriptPage, variables: { lessonId, locale, after }, fetchPolicy: 'no-cache' })]);
      const content = asked.status === 'fulfilled' ? asked.value.data?.lesson?.content : undefined;
      return content?.__typename === 'VideoContent' ? (content.video?.transcript ?? null) : undefined;
    };
    const read = async () => {
      let lines: readonly TranscriptLine[] = [];
      let last: Spoken | null = null;
      for (let count = 0; count < MOST_PAGES && !abort.signal.aborted; count += 1) {
        const spoken: Spoken | null | undefined = await page(last?.cues.pageInfo.endCursor ?? null);
        if (!spoken) return tell(last ? { kind: 'read', lines, isMachineMade: last.isMachineMade, isCut: true } : { kind: spoken === null ? 'none' : 'failed' });
        last = spoken;
        lines = [...lines, ...spoken.cues.nodes];
        tell({ kind: 'read', lines, isMachineMade: spoken.isMachineMade, isCut: false });
        if (!spoken.cues.pageInfo.hasNextPage) return;
      }
    };
    void read();
    return () => abort.abort();
  }, [client, lessonId, locale, wish]);
  const again = useCallback(() => setAttempt((before) => before + 1), []);
  return { transcript: state.wish === wish ? state.transcript : ({ kind: 'loading' } satisfies Transcript), again };
}
