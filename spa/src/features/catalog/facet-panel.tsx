import { useId } from 'react';
import { useSearchParams } from 'react-router';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { FacetPanel_FacetsFragment as Facets } from '@/gql/graphql';
import { decimal } from '@/lib/format';
import { useI18n, type Locale, type Translate } from '@/lib/i18n';
import { languageName } from '@/lib/languages';
import '@/lib/messages/search';
import { cleared, isChosen, LEVELS, narrowings, PRICES, toggled, type Facet } from './filters';

export const FacetPanelFragment = graphql(/* GraphQL */ `
  fragment FacetPanel_facets on CourseFacets {
    levels { value count }
    locales { value count }
    captionLocales { value count }
    prices { value count }
    tags { value count }
    durations { minDurationMs maxDurationMs count }
    ratings { minRating count }
  }
`);

type Choice = { value: string; label: string; count: number | null };
type Group = { facet: Facet; title: string; choices: readonly Choice[] };

const HOUR_MS = 3_600_000;

const hours = (ms: number): number => Math.round(ms / HOUR_MS);

function length(min: number, max: number | null, t: Translate): string {
  if (max === null) return t('search.longer', { hours: hours(min) });
  return min === 0 ? t('search.shorter', { hours: hours(max) }) : t('search.between', { from: hours(min), to: hours(max) });
}

/** What is chosen can be let go also where nothing has it any more. */
function withChosen(facet: Facet, found: readonly Choice[], search: URLSearchParams, label: (value: string) => string): readonly Choice[] {
  const missing = search.getAll(facet).filter((value) => value !== '' && !found.some((choice) => choice.value === value));
  return [...found, ...missing.map((value) => ({ value, label: label(value), count: 0 }))];
}

const counts = (found: Facets['levels']): Map<string, number> => new Map(found.map(({ value, count }) => [value, count]));

function groups(facets: Facets, search: URLSearchParams, t: Translate, locale: Locale): readonly Group[] {
  const named = (label: string) => languageName({ locale: label, label: '' }, locale);
  const languages = (facet: Facet, found: Facets['locales']) => withChosen(facet, found.map(({ value, count }) => ({ value, label: named(value), count })), search, named);
  const levels = counts(facets.levels);
  const prices = counts(facets.prices);
  const lengths = facets.durations.map(({ minDurationMs: min, maxDurationMs: max, count }) => ({ value: `${min}-${max ?? ''}`, label: length(min, max ?? null, t), count }));
  const ratings = facets.ratings.map(({ minRating, count }) => ({ value: String(minRating), label: t('search.ratedFrom', { stars: decimal(minRating, locale) }), count }));
  return [
    { facet: 'level', title: t('home.level'), choices: LEVELS.map((level) => ({ value: level, label: t(`level.${level}`), count: levels.get(level) ?? 0 })) },
    { facet: 'topic', title: t('search.topic'), choices: withChosen('topic', facets.tags.map(({ value, count }) => ({ value, label: value, count })), search, (value) => value) },
    { facet: 'lang', title: t('search.language'), choices: languages('lang', facets.locales) },
    { facet: 'captions', title: t('search.captions'), choices: languages('captions', facets.captionLocales) },
    { facet: 'price', title: t('search.price'), choices: PRICES.map((kind) => ({ value: kind, label: t(`search.price.${kind}`), count: prices.get(kind) ?? 0 })) },
    { facet: 'duration', title: t('search.duration'), choices: lengths },
    { facet: 'rating', title: t('search.rating'), choices: ratings },
  ];
}

/** One way to narrow the catalog. Each choice is a box of its own, since each can be let go; what nothing has is seen and cannot be chosen. */
function FacetGroup({ group: { facet, title, choices }, search, onToggle }: { group: Group; search: URLSearchParams; onToggle: (facet: Facet, value: string) => void }) {
  const { t } = useI18n();
  const id = useId();
  const shown = choices.filter(({ value, count }) => count !== 0 || isChosen(search, facet, value));
  if (shown.length === 0) return null;
  return (
    <fieldset className="grid grid-cols-1 gap-0.5">
      <legend className="pb-1 text-sm font-semibold">{title}</legend>
      {shown.map(({ value, label, count }, at) => (
        <label key={value} htmlFor={`${id}${at}`} className="flex min-h-9 cursor-pointer items-center gap-2 rounded-sm px-1 text-sm hover:bg-muted pointer-coarse:min-h-11">
          <input id={`${id}${at}`} type="checkbox" className="size-4 shrink-0 accent-primary" checked={isChosen(search, facet, value)} onChange={() => onToggle(facet, value)} />
          <span className="min-w-0 flex-1 wrap-anywhere">{label}</span>
          <span aria-hidden className="text-muted-foreground tabular-nums">{count}</span>
          <span className="sr-only">{t('home.count', { count: count ?? 0 })}</span>
        </label>
      ))}
    </fieldset>
  );
}

export function FacetPanel({ facets: ref }: { facets: FragmentType<typeof FacetPanelFragment> }) {
  const facets = readFragment(FacetPanelFragment, ref);
  const { t, locale } = useI18n();
  const [search, setSearch] = useSearchParams();
  return (
    <div className="grid grid-cols-1 gap-5">
      {groups(facets, search, t, locale).map((group) => (
        <FacetGroup
          key={group.facet}
          group={group}
          search={search}
          onToggle={(facet, value) => setSearch((before) => toggled(before, facet, value), { preventScrollReset: true })}
        />
      ))}
      {narrowings(search) > 0 && (
        <Button variant="outline" className="justify-self-start" onClick={() => setSearch(cleared, { preventScrollReset: true })}>
          {t('search.clear')}
        </Button>
      )}
    </div>
  );
}
