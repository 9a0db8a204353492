import { ApolloLink } from '@apollo/client';
import { map } from 'rxjs';

type Answer = ApolloLink.Result;
type Path = readonly (string | number)[];

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Without the nulls at `path`: the field itself, or those of an object that a service had more to say of. */
function without(value: unknown, path: Path): unknown {
  const [step, ...rest] = path;
  // A service that was not there at all is told of by names only: of every place where it was asked.
  if (Array.isArray(value)) return typeof step === 'number' ? value.map((item, i) => (i === step ? without(item, rest) : item)) : value.map((item) => without(item, path));
  if (!isRecord(value)) return value;
  if (step === undefined) return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
  const { [step]: field, ...others } = value;
  if (field === undefined) return value;
  return field === null ? others : { ...value, [step]: without(field, rest) };
}

/**
 * A null that stands for a failure is no answer. Written to the cache it would be read by the next query as a fact: a viewer who
 * could not be reached would be a visitor, a course whose service is away would not exist, a place in it be free to take. What
 * failed is left out, so that what was known of it stays, and who needs it asks.
 */
export function withoutFailures(answer: Answer): Answer {
  const { data, errors } = answer;
  if (!data || !errors?.length) return answer;
  // Without a path it is all that is missing: a service that gives root fields was not reached.
  const rest = errors.reduce<unknown>((known, { path }) => without(known, path ?? []), data);
  const isNothing = !isRecord(rest) || Object.keys(rest).length === 0;
  return { ...answer, data: isNothing ? null : rest };
}

export const answerLink = new ApolloLink((operation, forward) => forward(operation).pipe(map(withoutFailures)));
