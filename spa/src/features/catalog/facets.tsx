import { useQuery } from '@apollo/client/react';
import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/search';
import { useKept } from '@/lib/use-kept';
import { FacetPanel } from './facet-panel';
import { filterOf, narrowings } from './filters';

const FacetsQuery = graphql(/* GraphQL */ `
  query CatalogFacets($filter: CourseFilter) {
    courses(filter: $filter, first: 0) {
      facets { counted ...FacetPanel_facets }
    }
  }
`);

/** Beside the courses where there is room, in a sheet over them where there is none. */
export function Facets() {
  const { t } = useI18n();
  const [search] = useSearchParams();
  const [isOpen, setOpen] = useState(false);
  const { data, error, loading, refetch } = useQuery(FacetsQuery, { variables: { filter: filterOf(search) } });
  // The boxes stay under the pointer while they are counted anew.
  const facets = useKept('facets', data?.courses.facets, loading || error !== undefined);
  const chosen = narrowings(search);
  const panel = facets ? (
    <FacetPanel facets={facets} />
  ) : error ? (
    <ErrorState text={t('search.facetsDown')} onRetry={refetch} />
  ) : (
    <div aria-busy aria-label={t('state.loading')} className="grid gap-3">
      {[1, 2, 3, 4, 5, 6].map((n) => (
        <Skeleton key={n} className="h-6 w-full" />
      ))}
    </div>
  );
  return (
    <>
      <Button variant="outline" className="justify-self-start lg:hidden" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <SlidersHorizontal aria-hidden />
        {chosen > 0 ? t('search.filtersChosen', { count: chosen }) : t('search.filters')}
      </Button>
      <section aria-label={t('search.filters')} className="max-lg:hidden">
        {panel}
      </section>
      {isOpen && (
        <Dialog
          title={t('search.filters')}
          className="mb-0 max-h-[85dvh] w-full max-w-none overflow-y-auto rounded-b-none sm:mb-auto sm:w-[min(28rem,calc(100vw-2rem))] sm:rounded-lg"
          onCancel={() => setOpen(false)}
        >
          {panel}
          <Button className="sticky bottom-0" onClick={() => setOpen(false)}>
            {t('search.close')}
          </Button>
        </Dialog>
      )}
    </>
  );
}
