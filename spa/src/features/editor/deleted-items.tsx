import { useApolloClient, useMutation } from '@apollo/client/react';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { confirmed } from '@/lib/asking';
import { bytes, day } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';
import { restoreItem } from './restore';

export const DeletedItemsFragment = graphql(/* GraphQL */ `
  fragment DeletedItems_course on Course {
    id
    deletedItems { id kind title(locale: $locale) deletedAt purgeAt bytes }
  }
`);

const Purge = graphql(/* GraphQL */ `
  mutation PurgeItem($id: ID!) {
    purgeItem(id: $id) { deletedId userErrors { code message } }
  }
`);

type Props = { course: FragmentType<typeof DeletedItemsFragment>; onRefresh: () => unknown };

/** What was deleted and can still be brought back; until then its videos take up room. */
export function DeletedItems({ course: ref, onRefresh }: Props) {
  const { deletedItems: items } = readFragment(DeletedItemsFragment, ref);
  const { t, locale } = useI18n();
  const client = useApolloClient();
  const attempt = useAttempt();
  const [purge] = useMutation(Purge);
  if (items.length === 0) return null;
  const restore = (id: string, name: string) =>
    void attempt(
      t('editor.notRestored', { name }),
      () => restoreItem(client, id, onRefresh),
      () => notify({ subject: id, message: t('editor.restored', { name }) }),
    );
  const purgeNow = async (id: string, name: string) => {
    if (!(await confirmed(t('editor.purgeSure', { name }), t('editor.purge'), true))) return;
    const act = async () => (await purge({ variables: { id } })).data?.purgeItem.userErrors;
    void attempt(t('editor.notRemoved', { name }), act, () => void Promise.allSettled([onRefresh()]));
  };
  return (
    <details className="rounded-lg border bg-card">
      <summary className="min-h-11 p-3 font-semibold">{t('editor.deletedItems', { count: items.length })}</summary>
      <ul className="grid gap-3 border-t p-3">
        {items.map((item) => (
          <li key={item.id} className="flex flex-wrap items-center gap-2" data-testid="deleted">
            <span className="min-w-0 flex-1 basis-48">
              <span className="block font-semibold">{item.title}</span>
              <span className="text-sm text-muted-foreground">
                {t(`deleted.${item.kind}`)} · {t('editor.purgedOn', { date: day(item.purgeAt, locale) })}
                {Number(item.bytes) > 0 && ` · ${bytes(Number(item.bytes), locale)}`}
              </span>
            </span>
            <span className="flex flex-wrap gap-2">
              <Button size="small" variant="outline" aria-label={t('editor.restoreName', { name: item.title })} onClick={() => restore(item.id, item.title)}>
                {t('editor.restore')}
              </Button>
              <Button size="small" variant="danger" aria-label={t('editor.purgeName', { name: item.title })} onClick={() => void purgeNow(item.id, item.title)}>
                {t('editor.purge')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
