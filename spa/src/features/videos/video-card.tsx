import { useApolloClient } from '@apollo/client/react';
import { Trash2 } from 'lucide-react';
import { Link } from 'react-router';
import { Cover } from '@/components/cover';
import { StateBadge } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { Processing } from '@/components/upload/processing';
import { useUploads } from '@/components/upload/use-uploads';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { VideoCard_VideoFragment as Video } from '@/gql/graphql';
import { confirmed } from '@/lib/asking';
import { bytes, clock, day } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';
import { deleteVideo, restoreVideo } from './acts';

export const VideoCardFragment = graphql(/* GraphQL */ `
  fragment VideoCard_video on Video {
    id
    status
    durationMs
    poster(width: 320) { ...Cover_image }
    source { name bytes uploadedAt }
    upload { id bytes receivedBytes }
    processing { jobId }
    lessons { id title course { id title } }
  }
`);

function useDeleting(video: Video, accountId: string, onRefresh: () => unknown) {
  const { t } = useI18n();
  const client = useApolloClient();
  const attempt = useAttempt();
  const [uploads, store] = useUploads(accountId);
  const { id, status, lessons } = video;
  const name = video.source?.name ?? t('videos.unnamed');
  const undo = () =>
    void attempt(t('videos.notRestored', { name }), () => restoreVideo(client, id), onRefresh);
  const lost = lessons.length > 0 ? t('videos.deletedInUse', { name, count: lessons.length }) : t('videos.deleted', { name });
  return async () => {
    const isUploading = status === 'UPLOADING';
    const under = uploads.find((item) => item.videoId === id && item.phase.kind !== 'sent');
    if (isUploading && !(await confirmed(t('upload.cancelSure', { name }), t('upload.cancelYes'), true, t('upload.cancelNo')))) return;
    // Its place at the server goes: an upload that moved on would take a new one.
    if (under) store.pause(under.id);
    await attempt(t('videos.notDeleted', { name }), () => deleteVideo(client, id, false), () => {
      if (under) store.drop(under.id);
      if (isUploading) notify({ subject: id, message: t('upload.cancelled', { name }) });
      else notify({ subject: id, message: lost, action: { label: t('editor.undo'), act: undo } });
      onRefresh();
    });
  };
}

function Facts({ video }: { video: Video }) {
  const { t, locale } = useI18n();
  const { source, upload, durationMs, status, processing } = video;
  const facts = [
    status === 'UPLOADING' && upload
      ? t('upload.bytes', { sent: bytes(Number(upload.receivedBytes), locale), total: bytes(Number(upload.bytes), locale) })
      : source && bytes(Number(source.bytes), locale),
    durationMs ? clock(durationMs) : null,
    source?.uploadedAt && t('videos.uploaded', { date: day(source.uploadedAt, locale) }),
  ];
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm text-muted-foreground tabular-nums">
      <StateBadge state={status}>{t(status === 'FAILED' && !processing ? 'videoStatus.NEVER_CAME' : `videoStatus.${status}`)}</StateBadge>
      {facts.filter(Boolean).join(' · ')}
    </p>
  );
}

function UsedIn({ lessons }: Pick<Video, 'lessons'>) {
  const { t } = useI18n();
  if (lessons.length === 0) return <p className="text-sm text-muted-foreground">{t('videos.unused')}</p>;
  return (
    <ul aria-label={t('videos.usedIn')} className="grid gap-0.5 text-sm">
      {lessons.map((lesson) => (
        <li key={lesson.id}>
          <Link to={`/teach/${lesson.course.id}`} className="text-primary underline underline-offset-3">
            {lesson.title}
          </Link>{' '}
          <span className="text-muted-foreground">· {lesson.course.title}</span>
        </li>
      ))}
    </ul>
  );
}

type Props = { video: FragmentType<typeof VideoCardFragment>; accountId: string; onRefresh: () => unknown };

/** One video: what it is, where it stands, which lessons show it. */
export function VideoCard({ video: ref, accountId, onRefresh }: Props) {
  const video = readFragment(VideoCardFragment, ref);
  const { t } = useI18n();
  const remove = useDeleting(video, accountId, onRefresh);
  const name = video.source?.name ?? t('videos.unnamed');
  const isSettled = video.status === 'READY' || video.status === 'UPLOADING';
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-3 rounded-lg border bg-card p-3 sm:grid-cols-[8rem_minmax(0,1fr)_auto]" data-testid="video">
      <Cover id={video.id} title={name} image={video.poster} sizes="8rem" className="hidden w-32 self-start rounded-md sm:block" />
      <div className="grid min-w-0 content-start gap-1.5">
        <h2 className="font-sans text-base font-semibold tracking-normal break-words">{name}</h2>
        <Facts video={video} />
        <UsedIn lessons={video.lessons} />
        {(video.status === 'PLAYABLE' || video.status === 'READY') && (
          <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
            <Link to={`/teach/videos/${video.id}/captions`} className="text-primary underline underline-offset-3" aria-label={t('cues.openName', { name })}>
              {t('cues.open')}
            </Link>
            <Link to={`/teach/videos/${video.id}/poster`} className="text-primary underline underline-offset-3" aria-label={t('poster.openName', { name })}>
              {t('poster.open')}
            </Link>
          </p>
        )}
        {!isSettled && <Processing videoId={video.id} onDone={onRefresh} />}
      </div>
      <Button variant="danger" size="smallIcon" aria-label={t('editor.remove', { name })} title={t('editor.remove', { name })} onClick={() => void remove()}>
        <Trash2 aria-hidden />
      </Button>
    </li>
  );
}
