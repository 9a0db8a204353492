import { useQuery } from '@apollo/client/react';
import { Lock, Play } from 'lucide-react';
import { Link } from 'react-router';
import { EmptyState, ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { clock } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/search';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';

const PassagesQuery = graphql(/* GraphQL */ `
  query SearchTranscripts($query: String!, $after: String) {
    searchTranscripts(query: $query, first: 20, after: $after) {
      nodes { startMs locale lesson { id } ...Passage_hit }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

const PassageFragment = graphql(/* GraphQL */ `
  fragment Passage_hit on TranscriptHit {
    startMs
    locale
    snippet
    lesson { id title course { id slug title } }
    viewerAccess { allowed }
  }
`);

/** The server marks words between « and », and leaves no other such signs. */
function Snippet({ text }: { text: string }) {
  return text.split(/(«[^»]*»)/).map((part, at) =>
    part.startsWith('«') ? (
      <mark key={at} className="rounded-xs bg-accent-soft text-accent-foreground">
        {part.slice(1, -1)}
      </mark>
    ) : (
      part
    ),
  );
}

/** Plays at that second; of what one may not open yet it leads to the course, which says how. */
function Passage({ hit: ref }: { hit: FragmentType<typeof PassageFragment> }) {
  const { startMs, locale, snippet, lesson, viewerAccess } = readFragment(PassageFragment, ref);
  const { t } = useI18n();
  const isOpen = viewerAccess.allowed;
  const Icon = isOpen ? Play : Lock;
  return (
    <article className="relative grid gap-1 rounded-lg border bg-card p-4 hover:border-primary">
      <h3 className="flex flex-wrap items-baseline gap-x-2 text-base">
        <Icon aria-hidden className="size-4 shrink-0 self-center text-muted-foreground" />
        <Link to={isOpen ? `/learn/${lesson.id}?t=${Math.floor(startMs / 1000)}` : `/courses/${lesson.course.slug}`} className="min-w-0 wrap-anywhere after:absolute after:inset-0 hover:underline">
          {t('search.at', { lesson: lesson.title, time: clock(startMs) })}
        </Link>
        <span className="text-sm font-normal text-muted-foreground">{lesson.course.title}</span>
      </h3>
      <p lang={locale} dir="auto" className="text-sm wrap-anywhere">
        <Snippet text={snippet} />
      </p>
      {!isOpen && <p className="text-sm text-muted-foreground">{t('search.closed')}</p>}
    </article>
  );
}

export function Passages({ query }: { query: string }) {
  const { t } = useI18n();
  const { data, error, loading, refetch, fetchMore } = useQuery(PassagesQuery, { variables: { query } });
  const attempt = useAttempt();
  const hits = useKept(query, data?.searchTranscripts, loading || error !== undefined);
  if (!hits && loading) {
    return (
      <div aria-busy aria-label={t('state.loading')} className="grid gap-3">
        {[1, 2, 3, 4].map((n) => (
          <Skeleton key={n} className="h-24 w-full" />
        ))}
      </div>
    );
  }
  if (!hits) return <ErrorState text={t('search.saidDown')} onRetry={refetch} />;
  if (hits.nodes.length === 0) return <EmptyState title={t('search.notSaid')} text={t('search.notSaidText')} />;
  return (
    <div className="grid grid-cols-1 gap-5">
      <ul aria-label={t('search.said')} className="grid grid-cols-1 gap-3">
        {hits.nodes.map((hit) => (
          <li key={`${hit.lesson.id} ${hit.locale} ${hit.startMs}`}>
            <Passage hit={hit} />
          </li>
        ))}
      </ul>
      {hits.pageInfo.hasNextPage && (
        <Button
          variant="outline"
          className="justify-self-center"
          disabled={loading}
          onClick={() => void attempt(t('search.moreFailed'), async () => failIf((await fetchMore({ variables: { after: hits.pageInfo.endCursor } })).error))}
        >
          {t('search.more')}
        </Button>
      )}
    </div>
  );
}
