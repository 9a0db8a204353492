import { TriangleAlert } from 'lucide-react';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { ago } from '@/lib/format';
import { useI18n } from '@/lib/i18n';

export const QueueFragment = graphql(/* GraphQL */ `
  fragment QueueTable_queue on JobQueue { name waiting messages oldestAt isLate }
`);

type Props = { queues: readonly FragmentType<typeof QueueFragment>[] };

export function QueueTable({ queues }: Props) {
  const { t, locale } = useI18n();
  const none = t('admin.none');
  return (
    <div className="overflow-x-auto rounded-lg border bg-card" role="region" aria-label={t('admin.queues')} tabIndex={0}>
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b text-start">
            {([t('admin.queue'), t('admin.waiting'), t('admin.messages'), t('admin.oldest')]).map((head) => (
              <th key={head} scope="col" className="px-3 py-2 text-start font-semibold whitespace-nowrap">{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {queues.map((ref) => {
            const { name, waiting, messages, oldestAt, isLate } = readFragment(QueueFragment, ref);
            return (
              <tr key={name} className="border-b last:border-0" data-testid="queue">
                <th scope="row" className="px-3 py-2 text-start font-mono font-normal">
                  {name}
                  {isLate && (
                    <span className="mt-1 flex items-center gap-1 font-sans font-semibold text-destructive">
                      <TriangleAlert aria-hidden className="size-4 shrink-0" />
                      {t('admin.late')}
                    </span>
                  )}
                </th>
                <td className="px-3 py-2 tabular-nums">{waiting}</td>
                <td className="px-3 py-2 tabular-nums">{messages ?? none}</td>
                <td className="px-3 py-2 whitespace-nowrap">{oldestAt ? ago(oldestAt, locale) : none}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
