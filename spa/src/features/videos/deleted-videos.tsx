import { useApolloClient } from '@apollo/client/react';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { confirmed } from '@/lib/asking';
import { bytes, day } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';
import { deleteVideo, restoreVideo } from './acts';

export const DeletedVideoFragment = graphql(/* GraphQL */ `
  fragment DeletedVideo_video on Video {
    id
    purgeAt
    source { name bytes }
  }
`);

type Props = { video: FragmentType<typeof DeletedVideoFragment>; onRefresh: () => unknown };

/** A video that was deleted: it takes room until it is deleted for good. */
export function DeletedVideo({ video: ref, onRefresh }: Props) {
  const { id, purgeAt, source } = readFragment(DeletedVideoFragment, ref);
  const { t, locale } = useI18n();
  const client = useApolloClient();
  const attempt = useAttempt();
  const name = source?.name ?? t('videos.unnamed');
  const tell = (message: string) => {
    notify({ subject: id, message });
    onRefresh();
  };
  const restore = async () => {
    await attempt(t('videos.notRestored', { name }), () => restoreVideo(client, id), () => tell(t('videos.restored', { name })));
  };
  const purge = async () => {
    if (!(await confirmed(t('editor.purgeSure', { name }), t('editor.purge'), true))) return;
    await attempt(t('videos.notDeleted', { name }), () => deleteVideo(client, id, true), () => tell(t('videos.purged', { name })));
  };
  return (
    <li className="flex flex-wrap items-center gap-2" data-testid="deleted">
      <span className="min-w-0 flex-1 basis-48">
        <span className="block font-semibold break-words">{name}</span>
        <span className="text-sm text-muted-foreground">
          {source && bytes(Number(source.bytes), locale)}
          {purgeAt && ` · ${t('editor.purgedOn', { date: day(purgeAt, locale) })}`}
        </span>
      </span>
      <span className="flex flex-wrap gap-2">
        <Button size="small" variant="outline" aria-label={t('editor.restoreName', { name })} onClick={() => void restore()}>
          {t('editor.restore')}
        </Button>
        <Button size="small" variant="danger" aria-label={t('editor.purgeName', { name })} onClick={() => void purge()}>
          {t('editor.purge')}
        </Button>
      </span>
    </li>
  );
}
