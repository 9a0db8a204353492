import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Page } from '@/components/page';
import { EmptyState, ErrorState, SignInState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { Field, Select } from '@/components/ui/field';
import { graphql } from '@/gql';
import type { InboxKind, InboxState } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/inbox';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';
import { useViewer } from '@/lib/viewer';
import { InboxItem } from './inbox-item';

const InboxQuery = graphql(/* GraphQL */ `
  query InboxPage($filter: InboxFilter, $state: InboxState!, $after: String) {
    inbox(filter: $filter, state: $state, first: 20, after: $after) {
      nodes { id ...InboxItem_item }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

const TaughtQuery = graphql(/* GraphQL */ `
  query InboxCourses {
    viewer { user { id teaching(first: 50) { nodes { id title } } } }
  }
`);

const STATES: readonly InboxState[] = ['WAITING', 'DONE'];
const KINDS: readonly ('all' | InboxKind)[] = ['all', 'QUESTION', 'COMMENT'];

/** The address says what is shown, so that it can be come back to. */
function useWanted() {
  const [search, setSearch] = useSearchParams();
  const state = STATES.find((each) => each === search.get('state')) ?? 'WAITING';
  const kind = KINDS.find((each) => each === search.get('kind')) ?? 'all';
  const courseId = search.get('course') ?? '';
  const change = (name: string, value: string) =>
    setSearch((before) => {
      const after = new URLSearchParams(before);
      if (value) after.set(name, value);
      else after.delete(name);
      return after;
    });
  return { state, kind, courseId, change };
}

type Wanted = ReturnType<typeof useWanted>;

function Choices({ state, kind, courseId, change }: Wanted) {
  const { t } = useI18n();
  const courses = useQuery(TaughtQuery).data?.viewer?.user.teaching?.nodes ?? [];
  return (
    <div className="grid gap-4">
      <div role="group" aria-label={t('inbox.state')} className="flex flex-wrap gap-2">
        {STATES.map((each) => (
          <Button key={each} size="small" variant={each === state ? 'primary' : 'outline'} aria-pressed={each === state} onClick={() => change('state', each === 'WAITING' ? '' : each)}>
            {t(`inbox.state.${each}`)}
          </Button>
        ))}
      </div>
      <div role="group" aria-label={t('inbox.kind')} className="flex flex-wrap gap-2">
        {KINDS.map((each) => (
          <Button key={each} size="small" variant={each === kind ? 'primary' : 'outline'} aria-pressed={each === kind} onClick={() => change('kind', each === 'all' ? '' : each)}>
            {t(`inbox.kind.${each}`)}
          </Button>
        ))}
      </div>
      {(courses.length > 1 || courseId !== '') && (
        <Field label={t('inbox.course')} className="max-w-sm">
          {(id) => (
            <Select id={id} value={courseId} onChange={(event) => change('course', event.target.value)}>
              <option value="">{t('inbox.allCourses')}</option>
              {courses.map((course) => (
                <option key={course.id} value={course.id}>
                  {course.title}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </div>
  );
}

function Items({ state, kind, courseId }: Wanted) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const filter = { kind: kind === 'all' ? null : kind, courseId: courseId || null };
  const { data, loading, error, refetch, fetchMore } = useQuery(InboxQuery, { variables: { filter, state }, fetchPolicy: 'cache-and-network' });
  const inbox = useKept('inbox', data?.inbox, loading || error !== undefined);
  // What was settled here goes at once; what is below it stays where it is, whatever was loaded.
  const [settled, setSettled] = useState<ReadonlySet<string>>(new Set());
  if (!inbox) return loading && !error ? <Skeleton className="h-64" /> : <ErrorState text={t('inbox.down')} onRetry={refetch} />;
  const after = inbox.pageInfo.hasNextPage ? inbox.pageInfo.endCursor : null;
  const more = () => void attempt(t('inbox.moreFailed'), async () => failIf((await fetchMore({ variables: { after } })).error));
  const items = inbox.nodes.filter((item) => !settled.has(item.id));
  const settle = (id: string) => setSettled((before) => new Set([...before, id]));
  const bringBack = (id: string) => {
    setSettled((before) => new Set([...before].filter((each) => each !== id)));
    return refetch();
  };
  return (
    <>
      {error && !data?.inbox && <ErrorState text={t('inbox.down')} onRetry={refetch} />}
      {items.length === 0 && !after && <EmptyState title={t(`inbox.none.${state}`)} text={t(`inbox.none.${state}Text`)} />}
      <ul className="grid grid-cols-1 gap-4">
        {items.map((item) => (
          <InboxItem key={item.id} item={item} onSettled={settle} onBack={() => bringBack(item.id)} />
        ))}
      </ul>
      {after && (
        <Button variant="outline" className="justify-self-start" onClick={more}>
          {t('inbox.more')}
        </Button>
      )}
    </>
  );
}

function Inbox() {
  const { t } = useI18n();
  const wanted = useWanted();
  return (
    // Together, so that the keyboard goes on at the choices when the last one is settled.
    <div className="grid grid-cols-1 gap-6">
      <p className="text-muted-foreground">{t('inbox.lead')}</p>
      <Choices {...wanted} />
      <Items key={`${wanted.state}.${wanted.kind}.${wanted.courseId}`} {...wanted} />
    </div>
  );
}

/** What waits for an answer, over all courses of one who teaches. */
export function Component() {
  const { t } = useI18n();
  const { user, loading } = useViewer();
  return (
    <Page title={t('inbox.title')} className="grid max-w-3xl grid-cols-1 gap-6">
      <h1 className="text-3xl">{t('inbox.title')}</h1>
      {loading && <Skeleton className="h-40" />}
      {!loading && user === null && <SignInState />}
      {user?.isInstructor && <Inbox />}
      {user && !user.isInstructor && (
        <EmptyState title={t('inbox.forTeachers')}>
          <Button asChild>
            <Link to="/teach">{t('inbox.toTeach')}</Link>
          </Button>
        </EmptyState>
      )}
    </Page>
  );
}
