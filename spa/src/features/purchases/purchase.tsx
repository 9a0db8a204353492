import { useState } from 'react';
import { Link } from 'react-router';
import { StateBadge } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/buying';
import { money } from '@/lib/money';
import { RefundForm } from './refund-form';

export const PurchaseFragment = graphql(/* GraphQL */ `
  fragment Purchase_order on Order {
    id
    number
    status
    paidAt
    total { amount currency }
    refunded { amount currency }
    refunds { id status amount { amount currency } }
    receiptUrl
    invoiceUrl
    lines { course { id slug title } }
    refundEligibility { eligible until watchedRatio maxWatchedRatio reason }
  }
`);

const percent = (ratio: number) => Math.round(ratio * 100);

export function Purchase({ order: ref }: { order: FragmentType<typeof PurchaseFragment> }) {
  const order = readFragment(PurchaseFragment, ref);
  const { t, locale } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const { eligible, until, watchedRatio, maxWatchedRatio, reason } = order.refundEligibility;
  const papers = [
    [order.receiptUrl, t('checkout.receipt')],
    [order.invoiceUrl, t('checkout.invoice')],
  ] as const;
  const rule = eligible
    ? t('purchases.eligible', { date: moment(until, locale), watched: percent(watchedRatio), most: percent(maxWatchedRatio) })
    : t('purchases.notEligible', { reason: reason ?? '' });
  return (
    <li className="grid gap-3 rounded-lg border bg-card p-4" data-testid="purchase">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="text-lg">
          {order.lines.map(({ course }) =>
            course ? (
              <Link key={course.id} to={`/courses/${course.slug}`} className="underline">
                {course.title}
              </Link>
            ) : null,
          )}
        </h2>
        <p className="font-semibold">{money(order.total, locale)}</p>
      </div>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted-foreground">
        <StateBadge state={order.status}>{t(`purchases.status.${order.status}`)}</StateBadge>
        <span>{order.number}</span>
        <span>{moment(order.paidAt, locale)}</span>
        {order.refunded.amount !== '0' && <span>{t('purchases.refunded', { sum: money(order.refunded, locale) })}</span>}
        {papers.map(([url, label]) =>
          url ? (
            <a key={label} href={url} className="underline">
              {label}
            </a>
          ) : null,
        )}
      </p>
      {order.refunds.map(({ id, status, amount }) =>
        status === 'SUCCEEDED' ? null : (
          <p key={id} className="text-sm font-semibold">
            {t(`purchases.refund.${status}`, { sum: money(amount, locale) })}
          </p>
        ),
      )}
      {order.status !== 'REFUNDED' && <p className="text-sm">{rule}</p>}
      {eligible && !isAsking && (
        <Button variant="danger" size="small" className="justify-self-start" onClick={() => setAsking(true)}>
          {t('purchases.refund')}
        </Button>
      )}
      {eligible && isAsking && <RefundForm orderId={order.id} onClose={() => setAsking(false)} />}
    </li>
  );
}
