import { useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { graphql } from '@/gql';

const SuggestionsQuery = graphql(/* GraphQL */ `
  query SearchSuggestions($query: String!) {
    searchSuggestions(query: $query) {
      courses { id slug title }
      teachers { id handle displayName }
      topics
    }
  }
`);

const TYPING_PAUSE_MS = 150;
/** One letter stands for half the catalog. */
const FEWEST_LETTERS = 2;

type Kind = 'course' | 'topic' | 'teacher';
/** Somewhere to go from the box of search. */
export type Suggestion = { key: string; kind: Kind; text: string; to: string };

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** What the words in the box may stand for; an answer to other words than those is never shown. */
export function useSuggestions(text: string, isWanted: boolean): readonly Suggestion[] {
  const words = text.trim();
  const settled = useSettled(words);
  const isAsked = isWanted && settled === words && words.length >= FEWEST_LETTERS;
  // A suggestion that fails is one that is not there: what is typed is looked for all the same.
  const { data } = useQuery(SuggestionsQuery, { variables: { query: words }, skip: !isAsked });
  const found = isAsked ? data?.searchSuggestions : undefined;
  if (!found) return [];
  return [
    ...found.courses.map(({ id, slug, title }) => ({ key: id, kind: 'course' as const, text: title, to: `/courses/${slug}` })),
    ...found.topics.map((topic) => ({ key: `topic ${topic}`, kind: 'topic' as const, text: topic, to: `/?${new URLSearchParams({ topic })}` })),
    ...found.teachers.flatMap((teacher) => (teacher ? [{ key: teacher.id, kind: 'teacher' as const, text: teacher.displayName, to: `/people/${teacher.handle}` }] : [])),
  ];
}
