import { ApolloLink } from '@apollo/client';
import { map } from 'rxjs';

type Answer = ApolloLink.Result;

/**
 * An answer in which every root field failed is no answer. Written to the cache its nulls would be read by the next query as
 * facts: a viewer who could not be reached would be a visitor, a course whose service is away would not exist.
 */
export function withoutFailures(answer: Answer): Answer {
  const { data, errors } = answer;
  if (!data || !errors?.length) return answer;
  const failed = new Set(errors.map(({ path }) => path?.[0]));
  const isNothing = Object.entries(data).every(([field, value]) => value === null && failed.has(field));
  return isNothing ? { ...answer, data: null } : answer;
}

export const answerLink = new ApolloLink((operation, forward) => forward(operation).pipe(map(withoutFailures)));
