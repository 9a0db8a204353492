import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/knowledge';

const MissingQuery = graphql(/* GraphQL */ `
  query MissingPrerequisites($id: ID!) {
    course(id: $id) { id missingPrerequisites { id slug name } }
  }
`);

/** Advice: where it cannot be had, or nothing is missing, nothing is said. Asked for apart from the page, as what others saw is. */
export function MissingPrerequisites({ courseId }: { courseId: string }) {
  const { t } = useI18n();
  const { data } = useQuery(MissingQuery, { variables: { id: courseId }, fetchPolicy: 'cache-and-network' });
  const missing = data?.course?.missingPrerequisites ?? [];
  if (missing.length === 0) return null;
  return (
    <section className="grid gap-3 rounded-lg border bg-card p-5">
      <h2 className="text-xl">{t('knowledge.missing')}</h2>
      <p className="text-sm text-muted-foreground">{t('knowledge.missingText')}</p>
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {missing.map(({ id, slug, name }) => (
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
