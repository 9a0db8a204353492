import { CommentItem } from '@/components/discussion/comment-item';
import { Composer } from '@/components/discussion/composer';
import { ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { useHere } from '@/lib/here';
import { useI18n } from '@/lib/i18n';
import { signInUrl } from '@/lib/session';
import { useViewer } from '@/lib/viewer';
import { useComments } from './use-comments';

/** Without a position, in an article, a comment hangs on no second. */
type Props = { lessonId: string; positionMs: number | undefined; signedIn: boolean; onSeek: (ms: number) => void };

/** Live updates ended for good: the list says so, and reads itself again on request. */
function NotLive({ onRetry }: { onRetry: () => void }) {
  const { t } = useI18n();
  return (
    <p role="status" className="flex flex-wrap items-center gap-3 text-sm text-muted-foreground">
      {t('comments.notLive')}
      <Button size="small" variant="outline" onClick={onRetry}>
        {t('comments.refresh')}
      </Button>
    </p>
  );
}

export function Comments({ lessonId, positionMs, signedIn, onSeek }: Props) {
  const { t } = useI18n();
  const here = useHere();
  const viewerId = useViewer().user?.id;
  const { comments, loading, isClosed, refetch, send, more, isLive, reconnect } = useComments(lessonId, signedIn);
  const reader = { place: { __typename: 'Lesson', id: lessonId } as const, viewerId, signedIn, onSeek };
  if (!comments) {
    if (loading) return <Skeleton className="h-40" />;
    return isClosed ? <p className="text-muted-foreground">{t('comments.closed')}</p> : <ErrorState text={t('comments.down')} onRetry={refetch} />;
  }
  const readAgain = () => {
    reconnect();
    void refetch();
  };
  return (
    <div className="grid gap-6">
      {signedIn ? (
        <Composer label={t('comments.write')} action={t('comments.send')} draftKey={`${lessonId}.new`} positionMs={positionMs} onSend={send} />
      ) : (
        <Button asChild variant="outline" className="justify-self-start">
          <a href={signInUrl(here)}>{t('comments.signIn')}</a>
        </Button>
      )}
      <p role="status" className="text-sm text-muted-foreground">
        {comments.nodes.length === 0 ? t('comments.empty') : t('comments.count', { count: comments.totalCount })}
      </p>
      {!isLive && <NotLive onRetry={readAgain} />}
      <ul className="grid gap-6">
        {comments.nodes.map((comment) => (
          <CommentItem key={comment.id} comment={comment} reader={reader} onReply={send} />
        ))}
      </ul>
      {comments.pageInfo.hasNextPage && (
        <Button variant="outline" onClick={() => void more()}>
          {t('comments.more')}
        </Button>
      )}
    </div>
  );
}
