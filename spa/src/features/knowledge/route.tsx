import { useQuery } from '@apollo/client/react';
import { lazy, Suspense } from 'react';
import { Link, useNavigate } from 'react-router';
import { ConceptForm } from '@/components/knowledge/concept-form';
import { Page } from '@/components/page';
import { EmptyState, ErrorState } from '@/components/page-states';
import { Badge, Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import type { KnowledgeMapQuery } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/knowledge';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';
import { useHasScope, useSignedIn } from '@/lib/viewer';
import { levelsOf } from './levels';

const Drawing = lazy(() => import('./drawing').then(({ Drawing: picture }) => ({ default: picture })));

const KnowledgeMap = graphql(/* GraphQL */ `
  query KnowledgeMap($after: String, $signedIn: Boolean!) {
    concepts(first: 100, after: $after) {
      nodes {
        id
        slug
        name
        prerequisites { id }
        viewerMastery @include(if: $signedIn) { level }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

type Concepts = KnowledgeMapQuery['concepts']['nodes'];

const isKnown = (level: string | undefined) => level === 'PRACTISED' || level === 'MASTERED';

function List({ concepts }: { concepts: Concepts }) {
  const { t } = useI18n();
  const byId = new Map(concepts.map((concept) => [concept.id, concept]));
  return (
    <section className="grid gap-6">
      <h2 className="text-2xl">{t('knowledge.list')}</h2>
      {levelsOf(concepts).map((level, depth) => (
        <section key={level[0]?.id} className="grid gap-3">
          <h3 className="text-lg">{depth === 0 ? t('knowledge.firstLevel') : t('knowledge.level', { level: depth + 1 })}</h3>
          <ul className="grid grid-cols-1 gap-2">
            {level.map(({ id, slug, name, prerequisites, viewerMastery }) => {
              const needs = prerequisites.flatMap((each) => byId.get(each.id)?.name ?? []);
              return (
                <li key={id} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 rounded-lg border bg-card px-4 py-2">
                  <Link to={`/knowledge/${slug}`} className="py-1 font-semibold text-primary underline underline-offset-3 wrap-anywhere">
                    {name}
                  </Link>
                  {viewerMastery && viewerMastery.level !== 'UNKNOWN' && <Badge>{t(`knowledge.mastery.${viewerMastery.level}`)}</Badge>}
                  {needs.length > 0 && (
                    <span className="text-sm text-muted-foreground wrap-anywhere">
                      {t('knowledge.needs')} {needs.join(', ')}
                    </span>
                  )}
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </section>
  );
}

function Tree({ concepts }: { concepts: Concepts }) {
  const { t } = useI18n();
  const known = new Set(concepts.flatMap(({ id, viewerMastery }) => (isKnown(viewerMastery?.level) ? [id] : [])));
  return (
    <>
      <Suspense fallback={<Skeleton className="h-80" />}>
        <Drawing concepts={concepts} known={known} label={t('knowledge.drawing')} />
      </Suspense>
      <List concepts={concepts} />
    </>
  );
}

function Propose({ refetch }: { refetch: () => unknown }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  return (
    <section id="propose" className="grid max-w-2xl gap-4 rounded-lg border bg-card p-5">
      <h2 className="text-xl">{t('knowledge.propose')}</h2>
      <ConceptForm
        action={t('knowledge.propose')}
        onSaved={({ slug }) => {
          void refetch();
          void navigate(`/knowledge/${slug}`);
        }}
      />
    </section>
  );
}

/** All that can be learned here, as a picture and as a list. */
export function Component() {
  const { t } = useI18n();
  const signedIn = useSignedIn();
  const mayWrite = useHasScope('graph:write');
  const attempt = useAttempt();
  const { data, loading, error, refetch, fetchMore } = useQuery(KnowledgeMap, { variables: { signedIn }, fetchPolicy: 'cache-and-network' });
  const concepts = useKept('knowledge', data?.concepts, loading || error !== undefined);
  const more = () => attempt(t('knowledge.moreFailed'), async () => failIf((await fetchMore({ variables: { after: concepts?.pageInfo.endCursor } })).error));
  return (
    <Page title={t('knowledge.title')} className="grid grid-cols-1 gap-8">
      <div className="grid gap-2">
        <h1 className="text-3xl">{t('knowledge.title')}</h1>
        <p className="max-w-prose text-muted-foreground">{t('knowledge.lead')}</p>
      </div>
      {!concepts && (loading ? <Skeleton className="h-80" /> : <ErrorState text={t('knowledge.down')} onRetry={refetch} />)}
      {concepts && concepts.nodes.length === 0 && <EmptyState title={t('knowledge.empty')} text={t('knowledge.emptyText')} />}
      {concepts && concepts.nodes.length > 0 && <Tree concepts={concepts.nodes} />}
      {concepts?.pageInfo.hasNextPage && (
        <Button variant="outline" className="justify-self-center" onClick={() => void more()}>
          {t('knowledge.more')}
        </Button>
      )}
      {mayWrite && <Propose refetch={refetch} />}
    </Page>
  );
}
