import { Link } from 'react-router';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/graph';

export const BecauseFragment = graphql(/* GraphQL */ `
  fragment Because_recommendation on CourseRecommendation {
    reason
    because {
      ... on Course { id slug title }
      ... on User { id handle displayName }
      ... on Concept { id slug name }
    }
  }
`);

const look = 'font-semibold underline underline-offset-3 wrap-anywhere';

/** Why a course is recommended: courses one took, people one follows. Whatever is not there any more is left out. */
export function Because({ recommendation: ref }: { recommendation: FragmentType<typeof BecauseFragment> }) {
  const { reason, because } = readFragment(BecauseFragment, ref);
  const { t } = useI18n();
  const causes = because.flatMap((cause) => {
    if (cause?.__typename === 'Course') return [{ id: cause.id, to: `/courses/${cause.slug}`, name: cause.title }];
    if (cause?.__typename === 'User') return [{ id: cause.id, to: `/people/${cause.handle}`, name: cause.displayName }];
    if (cause?.__typename === 'Concept') return [{ id: cause.id, to: `/knowledge/${cause.slug}`, name: cause.name }];
    return [];
  });
  if (reason !== 'TRENDING' && causes.length === 0) return null;
  return (
    <p className="min-w-0 text-sm text-muted-foreground">
      {t(`graph.because.${reason}`)}{' '}
      {causes.map(({ id, to, name }, at) => (
        <span key={id}>
          {at > 0 && ', '}
          <Link to={to} className={look}>
            <bdi>{name}</bdi>
          </Link>
        </span>
      ))}
    </p>
  );
}
