import { graphql, readFragment, type FragmentType } from '@/gql';
import { cn } from '@/lib/cn';
import { bytes } from '@/lib/format';
import { useI18n } from '@/lib/i18n';

export const QuotaFragment = graphql(/* GraphQL */ `
  fragment QuotaBar_quota on MediaQuota {
    allowedBytes
    usedBytes
    deletedBytes
  }
`);

/** From here on the next recording may not fit. */
const NEARLY_FULL = 0.9;

/** How much room is left, and how much of it what was deleted still takes. */
export function QuotaBar({ quota: ref }: { quota: FragmentType<typeof QuotaFragment> }) {
  const quota = readFragment(QuotaFragment, ref);
  const { t, locale } = useI18n();
  const [allowed, used, deleted] = [Number(quota.allowedBytes), Number(quota.usedBytes), Number(quota.deletedBytes)];
  const share = (part: number) => `${allowed > 0 ? Math.min(100, (part / allowed) * 100) : 100}%`;
  const isFull = used >= allowed * NEARLY_FULL;
  const text = t('videos.quota', { used: bytes(used, locale), allowed: bytes(allowed, locale) });
  return (
    <section aria-label={t('videos.room')} className="grid gap-2 rounded-lg border bg-card p-4">
      <p className="flex flex-wrap justify-between gap-x-3 font-semibold">
        {t('videos.room')}
        <span className={cn('tabular-nums', isFull && 'text-destructive')}>{text}</span>
      </p>
      <div
        role="meter"
        aria-label={t('videos.room')}
        aria-valuemin={0}
        aria-valuemax={allowed}
        aria-valuenow={Math.min(used, allowed)}
        aria-valuetext={text}
        className="flex h-3 overflow-hidden rounded-full bg-muted"
      >
        <div className={isFull ? 'bg-destructive' : 'bg-primary'} style={{ width: share(used - deleted) }} />
        <div className="bg-accent" style={{ width: share(deleted) }} />
      </div>
      {deleted > 0 && <p className="text-sm text-muted-foreground">{t('videos.quotaDeleted', { size: bytes(deleted, locale) })}</p>}
      {isFull && <p className="text-sm">{t('videos.quotaFull')}</p>}
    </section>
  );
}
