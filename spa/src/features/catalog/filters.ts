import type { CourseFilter, CourseLevel, CoursePriceKind, CourseSort } from '@/gql/graphql';

export const LEVELS: readonly CourseLevel[] = ['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'ALL'];
export const SORTS: readonly CourseSort[] = ['RELEVANCE', 'NEWEST', 'POPULAR', 'RATING', 'DURATION'];
export const PRICES: readonly CoursePriceKind[] = ['FREE', 'PAID'];

/** By what the catalog is narrowed, by its name in the address: a link shows what whoever sent it saw. */
export const FACETS = ['level', 'lang', 'captions', 'price', 'topic', 'duration', 'rating'] as const;
export type Facet = (typeof FACETS)[number];
/** Several at once; of the others one. */
const MANY: readonly Facet[] = ['level', 'topic'];

const LANGUAGE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;
const RANGE = /^(\d{1,9})-(\d{0,9})$/;
const MOST_INT = 2_147_483_647;

const oneOf = <T extends string>(values: readonly T[], value: string | null): T | null => values.find((each) => each === value) ?? null;

function rangeOf(value: string | null): { minDurationMs: number; maxDurationMs: number | null } | null {
  const found = RANGE.exec(value ?? '');
  return found ? { minDurationMs: Math.min(Number(found[1]), MOST_INT), maxDurationMs: found[2] ? Math.min(Number(found[2]), MOST_INT) : null } : null;
}

function ratingOf(value: string | null): number | null {
  const rating = Number(value);
  return value && rating >= 1 && rating <= 5 ? rating : null;
}

/** What an address says is looked for; what it says wrong is left out. */
export function filterOf(search: URLSearchParams): CourseFilter {
  const language = (name: Facet) => (LANGUAGE.test(search.get(name) ?? '') ? search.get(name) : null);
  const price = oneOf(PRICES, search.get('price'));
  const levels = search.getAll('level').flatMap((level) => oneOf(LEVELS, level) ?? []);
  const topics = search.getAll('topic').filter((topic) => topic !== '');
  return {
    query: search.get('q') || null,
    level: levels.length > 0 ? levels : null,
    locale: language('lang'),
    captionLocale: language('captions'),
    price: price ? [price] : null,
    tag: topics.length > 0 ? topics : null,
    minRating: ratingOf(search.get('rating')),
    ...(rangeOf(search.get('duration')) ?? { minDurationMs: null, maxDurationMs: null }),
  };
}

export const sortOf = (search: URLSearchParams): CourseSort => oneOf(SORTS, search.get('sort')) ?? 'RELEVANCE';

/** How many things narrow it. */
export const narrowings = (search: URLSearchParams): number => FACETS.reduce((count, facet) => count + search.getAll(facet).length, 0);

export const isChosen = (search: URLSearchParams, facet: Facet, value: string): boolean => search.getAll(facet).includes(value);

/** The address with a value chosen or, chosen already, let go. */
export function toggled(search: URLSearchParams, facet: Facet, value: string): URLSearchParams {
  const next = new URLSearchParams(search);
  const before = search.getAll(facet);
  next.delete(facet);
  const others = MANY.includes(facet) ? before.filter((each) => each !== value) : [];
  for (const each of before.includes(value) ? others : [...others, value]) next.append(facet, each);
  return next;
}

/** What is looked for and its order stay. */
export function cleared(search: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const facet of FACETS) next.delete(facet);
  return next;
}
