import { useQuery } from '@apollo/client/react';
import { ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/admin';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';
import { useSearchWords } from '@/lib/use-search-words';
import { AdminPage } from './admin-page';
import { PersonCard } from './person-card';

const MOST = 20;

const PeopleQuery = graphql(/* GraphQL */ `
  query AdminPeople($query: String, $first: Int!, $after: String) {
    users(query: $query, first: $first, after: $after) {
      totalCount
      nodes { id ...PersonCard_user }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

function People() {
  const { t } = useI18n();
  const { asked, text, setText, submit, rest } = useSearchWords();
  const attempt = useAttempt();
  const { data, loading, error, refetch, fetchMore } = useQuery(PeopleQuery, { variables: { query: asked === '' ? null : asked, first: MOST }, fetchPolicy: 'cache-and-network' });
  const people = useKept(asked, data?.users, loading || error !== undefined);
  const after = people?.pageInfo.hasNextPage ? people.pageInfo.endCursor : null;
  return (
    <>
      <search>
        <form onSubmit={submit}>
          <Field label={t('admin.findPeople')} hint={t('admin.findPeopleHint')}>
            {(id) => <Input id={id} type="search" maxLength={80} value={text} onChange={(event) => setText(event.target.value)} onBlur={rest} />}
          </Field>
        </form>
      </search>
      {people ? (
        <>
          <p role="status" className="text-sm text-muted-foreground">
            {t('admin.peopleCount', { count: people.totalCount })}
          </p>
          <ul className="grid grid-cols-1 gap-3">
            {people.nodes.map((person) => (
              <PersonCard key={person.id} user={person} />
            ))}
          </ul>
          {after && (
            <Button variant="outline" className="justify-self-start" onClick={() => void attempt(t('state.error'), async () => failIf((await fetchMore({ variables: { after } })).error))}>
              {t('admin.more')}
            </Button>
          )}
        </>
      ) : loading ? (
        <Skeleton className="h-96" />
      ) : (
        <ErrorState onRetry={refetch} />
      )}
    </>
  );
}

/** Everybody: what they may do, and whether they may. */
export function Component() {
  const { t } = useI18n();
  return (
    <AdminPage title={t('admin.people')}>
      <People />
    </AdminPage>
  );
}
