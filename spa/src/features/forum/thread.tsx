import { Link, useParams } from 'react-router';
import { CommentItem } from '@/components/discussion/comment-item';
import { Composer } from '@/components/discussion/composer';
import { EmptyState } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/forum';
import { useSignedIn, useViewer } from '@/lib/viewer';
import { ForumFrame, Hindered } from './forum-frame';
import { ThreadHead } from './thread-head';
import { useThread } from './use-thread';

function Gone({ slug }: { slug: string }) {
  const { t } = useI18n();
  return (
    <EmptyState title={t('forum.gone')} text={t('forum.goneText')}>
      <Button asChild variant="outline">
        <Link to={`/courses/${slug}/forum`}>{t('forum.clear')}</Link>
      </Button>
    </EmptyState>
  );
}

type Shown = ReturnType<typeof useThread>;
type Thread = NonNullable<Shown['thread']>;

/** What was answered: the accepted one first, then in the order in which it was written. */
function Answers({ thread, asked, signedIn }: { thread: Thread; asked: Shown; signedIn: boolean }) {
  const { t } = useI18n();
  const viewerId = useViewer().user?.id;
  const moderates = thread.viewerModerates === true;
  const isClosed = thread.locked && !moderates;
  const reader = { place: { __typename: 'Thread', id: thread.id } as const, viewerId, signedIn, isClosed };
  const maySettle = thread.kind === 'QUESTION' && (moderates || (!isClosed && viewerId !== undefined && thread.author?.id === viewerId));
  const { answer } = thread;
  const posts = thread.posts.nodes.filter((post) => post.id !== answer?.id);
  const settle = (id: string | null) => (
    <Button size="small" variant="ghost" onClick={() => void asked.settle(id)}>
      {t(id ? 'forum.accept' : 'forum.unaccept')}
    </Button>
  );
  return (
    <section className="grid grid-cols-1 gap-6">
      <h2 className="text-2xl">{t('forum.answers')}</h2>
      <p role="status" className="text-sm text-muted-foreground">
        {thread.postCount === 0 ? t('forum.noPosts') : t('forum.posts', { count: thread.postCount })}
      </p>
      {!asked.isLive && (
        <p role="status" className="flex flex-wrap items-center gap-3 text-sm text-muted-foreground">
          {t('forum.notLive')}
          <Button size="small" variant="outline" onClick={asked.readAgain}>
            {t('comments.refresh')}
          </Button>
        </p>
      )}
      {answer && (
        <ul aria-label={t('forum.theAnswer')} className="grid grid-cols-1 rounded-lg border-2 border-success p-4">
          <CommentItem comment={answer} reader={reader} onReply={asked.send}>
            {maySettle && settle(null)}
          </CommentItem>
        </ul>
      )}
      <ul className="grid grid-cols-1 gap-6">
        {posts.map((post) => (
          <CommentItem key={post.id} comment={post} reader={reader} onReply={asked.send}>
            {maySettle && post.visibility === 'VISIBLE' && settle(post.id)}
          </CommentItem>
        ))}
      </ul>
      {thread.posts.pageInfo.hasNextPage && (
        <Button variant="outline" className="justify-self-start" onClick={() => void asked.more()}>
          {t('comments.more')}
        </Button>
      )}
      {signedIn && !isClosed && <Composer label={t('forum.answer')} action={t('forum.sendAnswer')} draftKey={`${thread.id}.new`} onSend={asked.send} />}
    </section>
  );
}

/** A question with its answers, or a discussion. */
export function Component() {
  const { t } = useI18n();
  const { slug = '', threadId = '' } = useParams();
  const signedIn = useSignedIn();
  const asked = useThread(threadId, signedIn);
  const { thread, loading, error, refetch } = asked;
  const forum = { to: `/courses/${slug}/forum`, label: thread?.course ? t('forum.of', { course: thread.course.title }) : t('forum.title') };
  return (
    <ForumFrame title={thread?.title ?? t('forum.title')} back={forum}>
      {thread ? (
        <>
          <ThreadHead key={thread.id} thread={thread} slug={slug} />
          <Answers thread={thread} asked={asked} signedIn={signedIn} />
        </>
      ) : (
        <>
          <h1 className="text-3xl">{t('forum.title')}</h1>
          <Hindered slug={slug} hindrance={loading ? 'loading' : error ? 'failed' : 'nothing'} onRetry={refetch} nothing={<Gone slug={slug} />} />
        </>
      )}
    </ForumFrame>
  );
}
