import { useQuery } from '@apollo/client/react';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/graph';
import { PersonRow } from './person-row';

const SuggestedQuery = graphql(/* GraphQL */ `
  query SuggestedPeople($signedIn: Boolean!) {
    suggestedPeople(first: 6) { id ...PersonRow_user }
  }
`);

/** On one's own profile. With nobody to suggest there is nothing to say, nor when it cannot be known. */
export function SuggestedPeople() {
  const { t } = useI18n();
  const { data } = useQuery(SuggestedQuery, { variables: { signedIn: true } });
  const people = (data?.suggestedPeople ?? []).flatMap((each) => (each ? [each] : []));
  if (people.length === 0) return null;
  return (
    <section className="grid gap-4">
      <div className="grid gap-1">
        <h2 className="text-2xl">{t('graph.suggested')}</h2>
        <p className="text-sm text-muted-foreground">{t('graph.suggestedText')}</p>
      </div>
      <ul className="grid grid-cols-1 gap-3">
        {people.map((user) => (
          <PersonRow key={user.id} user={user} />
        ))}
      </ul>
    </section>
  );
}
