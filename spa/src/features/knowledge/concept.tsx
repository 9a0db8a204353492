import { useQuery } from '@apollo/client/react';
import { Link, useNavigate, useParams } from 'react-router';
import { Page } from '@/components/page';
import { ErrorState, NotFoundState } from '@/components/page-states';
import { Badge, Skeleton } from '@/components/ui/bits';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/knowledge';
import { useKept } from '@/lib/use-kept';
import { useHasScope, useSignedIn } from '@/lib/viewer';
import { Edit } from './edit';
import { Path } from './path';

const ConceptQuery = graphql(/* GraphQL */ `
  query ConceptPage($slug: String!, $signedIn: Boolean!) {
    concept(slug: $slug) {
      id
      slug
      name
      nameEs: name(locale: "es")
      nameEn: name(locale: "en")
      description
      parent { id slug name }
      children { id slug name }
      prerequisites { id slug name }
      unlocks { id slug name }
      taughtBy(first: 10) { lesson { id title course { id title } } }
      viewerMastery @include(if: $signedIn) { level }
      viewerMayEdit @include(if: $signedIn)
    }
  }
`);

type Neighbour = { id: string; slug: string; name: string };

function Neighbours({ title, of }: { title: string; of: readonly Neighbour[] }) {
  if (of.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h2 className="text-xl">{title}</h2>
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {of.map(({ id, slug, name }) => (
          <li key={id}>
            <Link to={`/knowledge/${slug}`} className="inline-block py-1 text-primary underline underline-offset-3 wrap-anywhere">
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One concept: what it needs, what it opens, who teaches it, and the way there. */
export function Component() {
  const { t } = useI18n();
  const { slug = '' } = useParams();
  const navigate = useNavigate();
  const signedIn = useSignedIn();
  const mayWrite = useHasScope('graph:write');
  const { data, loading, error, refetch } = useQuery(ConceptQuery, { variables: { slug, signedIn }, fetchPolicy: 'cache-and-network' });
  const concept = useKept(slug, data?.concept, loading || error !== undefined);
  if (!concept) {
    return (
      <Page title={loading || error ? t('knowledge.title') : t('state.notFound')}>
        {loading ? <Skeleton className="h-60" /> : error ? <ErrorState text={t('knowledge.down')} onRetry={refetch} /> : <NotFoundState />}
      </Page>
    );
  }
  const lessons = concept.taughtBy.flatMap(({ lesson }) => (lesson ? [lesson] : []));
  return (
    <Page title={concept.name} className="grid max-w-4xl grid-cols-1 gap-8">
      <div className="grid gap-2">
        <Link to="/knowledge" className="justify-self-start py-1 text-sm text-primary underline underline-offset-3">
          {t('knowledge.toMap')}
        </Link>
        <h1 className="text-3xl wrap-anywhere">{concept.name}</h1>
        {concept.viewerMastery && <Badge className="justify-self-start">{t(`knowledge.mastery.${concept.viewerMastery.level}`)}</Badge>}
        {concept.description && <p className="max-w-prose whitespace-pre-line wrap-anywhere">{concept.description}</p>}
      </div>
      <Neighbours title={t('knowledge.partOf')} of={concept.parent ? [concept.parent] : []} />
      <Neighbours title={t('knowledge.before')} of={concept.prerequisites} />
      {signedIn && <Path goal={concept.id} />}
      <section className="grid gap-2">
        <h2 className="text-xl">{t('knowledge.taughtBy')}</h2>
        {lessons.length === 0 && <p className="text-muted-foreground">{t('knowledge.taughtByNone')}</p>}
        <ul className="grid gap-1">
          {lessons.map((lesson) => (
            <li key={lesson.id}>
              <Link to={`/learn/${lesson.id}`} className="inline-block py-1 text-primary underline underline-offset-3 wrap-anywhere">
                {t('knowledge.lessonOf', { lesson: lesson.title, course: lesson.course.title })}
              </Link>
            </li>
          ))}
        </ul>
      </section>
      <Neighbours title={t('knowledge.after')} of={concept.unlocks} />
      <Neighbours title={t('knowledge.parts')} of={concept.children} />
      {mayWrite && (
        <Edit
          key={concept.id}
          concept={{ ...concept, parent: concept.parent ?? null, mayRename: concept.viewerMayEdit === true }}
          onChange={async () => {
            const { data: now } = await refetch();
            if (now?.concept === null) void navigate('/knowledge');
          }}
        />
      )}
    </Page>
  );
}
