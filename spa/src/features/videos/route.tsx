import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { Page } from '@/components/page';
import { EmptyState, ErrorState, SignInState } from '@/components/page-states';
import { TeachingHead } from '@/components/teaching-head';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/teaching';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';
import { useViewer } from '@/lib/viewer';
import { DeletedVideo } from './deleted-videos';
import { QuotaBar } from './quota-bar';
import { VideoCard } from './video-card';

const VideosQuery = graphql(/* GraphQL */ `
  query MyVideos($after: String) {
    viewer { user { id mediaQuota { ...QuotaBar_quota } } }
    myVideos(first: 20, after: $after) { nodes { id ...VideoCard_video } pageInfo { hasNextPage endCursor } }
  }
`);

const DeletedQuery = graphql(/* GraphQL */ `
  query DeletedVideos($after: String) {
    myVideos(deleted: true, first: 20, after: $after) { nodes { id ...DeletedVideo_video } pageInfo { hasNextPage endCursor } }
  }
`);

type PageInfo = { hasNextPage: boolean; endCursor?: string | null };

function More({ pageInfo, onMore }: { pageInfo: PageInfo; onMore: (after: string) => Promise<{ error?: unknown }> }) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const { hasNextPage, endCursor } = pageInfo;
  if (!hasNextPage || !endCursor) return null;
  return (
    <Button variant="outline" className="justify-self-start" onClick={() => void attempt(t('videos.moreFailed'), async () => failIf((await onMore(endCursor)).error))}>
      {t('videos.more')}
    </Button>
  );
}

function MyVideos({ accountId }: { accountId: string }) {
  const { t } = useI18n();
  const videos = useQuery(VideosQuery, { fetchPolicy: 'cache-and-network' });
  const gone = useQuery(DeletedQuery, { fetchPolicy: 'cache-and-network' });
  // What came of it is shown by the queries themselves.
  const refresh = () => Promise.allSettled([videos.refetch(), gone.refetch()]);
  const isUnsettled = videos.loading || videos.error !== undefined;
  const list = useKept('videos', videos.data?.myVideos, isUnsettled);
  const quota = useKept('quota', videos.data?.viewer?.user.mediaQuota, isUnsettled);
  const deleted = useKept('deleted', gone.data?.myVideos, gone.loading || gone.error !== undefined);
  if (!list) return videos.loading ? <Skeleton className="h-64" /> : <ErrorState onRetry={videos.refetch} />;
  return (
    <>
      {videos.error && !videos.data?.myVideos && <ErrorState onRetry={videos.refetch} />}
      {quota && <QuotaBar quota={quota} />}
      {list.nodes.length === 0 ? (
        <EmptyState title={t('videos.empty')} text={t('videos.emptyText')} />
      ) : (
        <ul className="grid grid-cols-1 gap-3">
          {list.nodes.map((video) => (
            <VideoCard key={video.id} video={video} accountId={accountId} onRefresh={refresh} />
          ))}
        </ul>
      )}
      <More pageInfo={list.pageInfo} onMore={(after) => videos.fetchMore({ variables: { after } })} />
      {!gone.data?.myVideos && !gone.loading && <ErrorState onRetry={gone.refetch} />}
      {deleted && deleted.nodes.length > 0 && (
        <section className="grid gap-3 rounded-lg border bg-card p-4">
          <h2 className="text-xl">{t('videos.deletedTitle')}</h2>
          <p className="text-sm text-muted-foreground">{t('videos.deletedText')}</p>
          <ul className="grid gap-3">
            {deleted.nodes.map((video) => (
              <DeletedVideo key={video.id} video={video} onRefresh={refresh} />
            ))}
          </ul>
          <More pageInfo={deleted.pageInfo} onMore={(after) => gone.fetchMore({ variables: { after } })} />
        </section>
      )}
    </>
  );
}

export function Component() {
  const { t } = useI18n();
  const { user, loading } = useViewer();
  return (
    <Page title={t('videos.title')} className="grid grid-cols-1 content-start gap-6">
      <TeachingHead title={t('videos.title')} back={{ to: '/teach', name: t('teach.title') }} />
      {loading && <Skeleton className="h-64" />}
      {!loading && user === null && <SignInState />}
      {user && (user.isInstructor ? <MyVideos accountId={user.id} /> : (
        <EmptyState title={t('videos.empty')} text={t('videos.notTeaching')}>
          <Button asChild>
            <Link to="/teach">{t('teach.become')}</Link>
          </Button>
        </EmptyState>
      ))}
    </Page>
  );
}
