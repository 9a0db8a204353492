import { useQuery } from '@apollo/client/react';
import { Plus } from 'lucide-react';
import { Link, useParams } from 'react-router';
import { EmptyState } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import type { ForumPageQuery } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/forum';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';
import { useSignedIn } from '@/lib/viewer';
import { ForumFilter, useForumFilter } from './forum-filter';
import { ForumFrame, Hindered, type Hindrance } from './forum-frame';
import { ThreadRow } from './thread-row';

const ForumQuery = graphql(/* GraphQL */ `
  query ForumPage($slug: String!, $filter: ThreadFilter, $after: String) {
    course(slug: $slug) {
      id
      slug
      title
      threads(filter: $filter, first: 20, after: $after) {
        nodes { id ...ThreadRow_thread }
        pageInfo { hasNextPage endCursor }
        totalCount
      }
    }
  }
`);

type Threads = NonNullable<NonNullable<ForumPageQuery['course']>['threads']>;

function hindranceOf(course: ForumPageQuery['course'] | undefined, loading: boolean, error: unknown): Hindrance {
  if (loading) return 'loading';
  if (error) return 'failed';
  return course ? 'closed' : 'nothing';
}

function Empty({ slug, isAny }: { slug: string; isAny: boolean }) {
  const { t } = useI18n();
  return isAny ? (
    <EmptyState title={t('forum.nothing')} text={t('forum.nothingText')}>
      <Button asChild variant="outline">
        <Link to={`/courses/${slug}/forum`}>{t('forum.clear')}</Link>
      </Button>
    </EmptyState>
  ) : (
    <EmptyState title={t('forum.empty')} text={t('forum.emptyText')} />
  );
}

function List({ threads, slug, more }: { threads: Threads; slug: string; more: () => unknown }) {
  const { t } = useI18n();
  return (
    <>
      <p role="status" className="text-sm text-muted-foreground">
        {t('forum.count', { count: threads.totalCount })}
      </p>
      <ul className="grid grid-cols-1 gap-3">
        {threads.nodes.map((thread) => (
          <ThreadRow key={thread.id} thread={thread} slug={slug} />
        ))}
      </ul>
      {threads.pageInfo.hasNextPage && (
        <Button variant="outline" className="justify-self-center" onClick={() => void more()}>
          {t('forum.more')}
        </Button>
      )}
    </>
  );
}

/** A course's forum: what is asked and discussed there, the latest first. */
export function Component() {
  const { t } = useI18n();
  const { slug = '' } = useParams();
  const signedIn = useSignedIn();
  const attempt = useAttempt();
  const { filter, isAny } = useForumFilter();
  const { data, loading, error, refetch, fetchMore } = useQuery(ForumQuery, { variables: { slug, filter }, fetchPolicy: 'cache-and-network' });
  const course = data?.course;
  const threads = useKept(`${slug}.${signedIn}.${JSON.stringify(filter)}`, course?.threads, loading || error !== undefined);
  const more = () => attempt(t('forum.moreFailed'), async () => failIf((await fetchMore({ variables: { after: threads?.pageInfo.endCursor } })).error));
  return (
    <ForumFrame title={course ? t('forum.of', { course: course.title }) : t('forum.title')} back={{ to: `/courses/${slug}`, label: course?.title ?? t('forum.toCourse') }}>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div className="grid gap-2">
          <h1 className="text-3xl">{t('forum.title')}</h1>
          <p className="max-w-prose text-muted-foreground">{t('forum.lead')}</p>
        </div>
        {threads && (
          <Button asChild>
            <Link to={`/courses/${slug}/forum/new`}>
              <Plus aria-hidden />
              {t('forum.ask')}
            </Link>
          </Button>
        )}
      </div>
      {(threads ?? isAny) && <ForumFilter />}
      {threads && threads.nodes.length === 0 && <Empty slug={slug} isAny={isAny} />}
      {threads && threads.nodes.length > 0 && <List threads={threads} slug={slug} more={more} />}
      {!threads && <Hindered slug={slug} hindrance={hindranceOf(course, loading, error)} onRetry={refetch} />}
    </ForumFrame>
  );
}
