import { useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { cardGrid, CourseCard, CourseCardSkeleton } from '@/components/course-card';
import { Page } from '@/components/page';
import { EmptyState, ErrorState } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/graph';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';
import { useSignedIn } from '@/lib/viewer';
import { ContinueRow, useContinuing } from './continue-row';
import { Facets } from './facets';
import { filterOf, narrowings, sortOf } from './filters';
import { ForYou } from './for-you';
import { LessonSketch } from './lesson-sketch';
import { SearchBar } from './search-bar';
import { SearchTabs } from './search-tabs';
import { SortSelect } from './sort-select';

export const CatalogQuery = graphql(/* GraphQL */ `
  query Catalog($filter: CourseFilter, $sort: CourseSort!, $after: String, $signedIn: Boolean!) {
    courses(filter: $filter, sort: $sort, first: 12, after: $after) {
      nodes { id ...CourseCard_course }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`);

/** A row that never comes must not keep the courses away. */
const ROW_FIRST_MS = 4_000;

/** From the first paint on: courses that are there already stay where they are. */
function useRowFirst(isAsking: boolean): boolean {
  const [isHeld, setHeld] = useState(isAsking);
  if (isHeld && !isAsking) setHeld(false);
  useEffect(() => {
    if (!isHeld) return;
    const timer = setTimeout(() => setHeld(false), ROW_FIRST_MS);
    return () => clearTimeout(timer);
  }, [isHeld]);
  return isHeld;
}

/** `isHeld`: what will stand above is not known yet, and would push the courses down under whoever taps one. */
function CourseList({ isHeld }: { isHeld: boolean }) {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const signedIn = useSignedIn();
  const asked = { filter: filterOf(search), sort: sortOf(search) };
  const { data, error, loading, refetch, fetchMore } = useQuery(CatalogQuery, { variables: { ...asked, signedIn } });
  const attempt = useAttempt();
  const courses = useKept(JSON.stringify(asked), data?.courses, loading || error !== undefined);
  if (isHeld || (!courses && loading)) {
    return (
      <ul className={cardGrid} aria-busy aria-label={t('state.loading')}>
        {[1, 2, 3, 4, 5, 6].map((n) => (
          <li key={n}>
            <CourseCardSkeleton />
          </li>
        ))}
      </ul>
    );
  }
  if (!courses) return error || !loading ? <ErrorState onRetry={refetch} /> : null;
  if (courses.nodes.length === 0) {
    return (
      <EmptyState title={t('home.emptyTitle')} text={t('home.emptyText')}>
        <Button variant="outline" onClick={() => setSearch({})}>
          {t('home.clear')}
        </Button>
      </EmptyState>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="text-sm text-muted-foreground">
          {t('home.count', { count: courses.totalCount })}
        </p>
        <SortSelect />
      </div>
      <ul className={cardGrid}>
        {courses.nodes.map((course) => (
          <li key={course.id}>
            <CourseCard course={course} />
          </li>
        ))}
      </ul>
      {courses.pageInfo.hasNextPage && (
        <Button
          variant="outline"
          className="justify-self-center"
          disabled={loading}
          onClick={() => void attempt(t('home.moreFailed'), async () => failIf((await fetchMore({ variables: { after: courses.pageInfo.endCursor } })).error))}
        >
          {t('home.more')}
        </Button>
      )}
    </div>
  );
}

export function Component() {
  const { t } = useI18n();
  const signedIn = useSignedIn();
  const continuing = useContinuing(signedIn);
  const isHeld = useRowFirst(continuing.isAsking);
  const [search] = useSearchParams();
  const isSearch = search.has('q') || narrowings(search) > 0;
  return (
    <>
      <section className="board">
        <div className="mx-auto grid max-w-6xl items-center gap-10 px-4 py-12 sm:py-16 lg:grid-cols-[minmax(0,1fr)_24rem]">
          <div>
            <h1 className="max-w-3xl text-4xl">{t('home.title')}</h1>
            <p className="mt-5 max-w-2xl text-lg text-board-muted">{t('home.text')}</p>
          </div>
          <LessonSketch className="max-lg:hidden" />
        </div>
      </section>
      <Page title="" className="grid grid-cols-1 gap-10">
        {signedIn && <ContinueRow {...continuing} />}
        <section className="grid grid-cols-1 gap-5">
          {/* The box to search in would be pushed down as well. */}
          <div className="flex flex-wrap items-end justify-between gap-4" style={isHeld ? { visibility: 'hidden' } : undefined}>
            <div className="grid gap-1">
              <h2 className="text-2xl">{t('home.courses')}</h2>
              <Link to="/knowledge" className="justify-self-start py-1 text-sm text-primary underline underline-offset-3">
                {t('graph.toMap')}
              </Link>
            </div>
            <SearchBar />
          </div>
          <SearchTabs>
            <div className="grid grid-cols-1 items-start gap-x-8 gap-y-5 lg:grid-cols-[13rem_minmax(0,1fr)]">
              <Facets />
              <CourseList isHeld={isHeld} />
            </div>
          </SearchTabs>
        </section>
        {!isSearch && <ForYou />}
      </Page>
    </>
  );
}
