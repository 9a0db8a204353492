import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Link } from 'react-router';
import { StateBadge } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { Field, Textarea } from '@/components/ui/field';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { RequestRefundInput } from '@/gql/graphql';
import { moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/admin';
import '@/lib/messages/buying';
import { money } from '@/lib/money';
import { notify } from '@/lib/notify';
import { Repeatable } from '@/lib/repeatable';
import { AskingForm } from './asking-form';

export const OrderItemFragment = graphql(/* GraphQL */ `
  fragment OrderItem_order on Order {
    id
    number
    status
    paidAt
    total { amount currency }
    refunded { amount currency }
    refunds { id status amount { amount currency } }
    buyer { id handle displayName }
    lines { course { id slug title } }
  }
`);

const RefundOrder = graphql(/* GraphQL */ `
  mutation RefundOrder($input: RequestRefundInput!) {
    refundOrder(input: $input) { order { id ...OrderItem_order } userErrors { code message } }
  }
`);

function RefundDialog({ id, number, onEnd }: { id: string; number: string; onEnd: () => void }) {
  const { t } = useI18n();
  const [reason, setReason] = useState('');
  const [requests] = useState(() => new Repeatable<RequestRefundInput>());
  const [refund] = useMutation(RefundOrder);
  const send = async () => {
    const words = reason.trim();
    const input = requests.of(words, (idempotencyKey) => ({ idempotencyKey, orderId: id, reason: words }));
    const { data } = await refund({ variables: { input } });
    requests.answered();
    const refusals = data?.refundOrder.userErrors ?? [];
    if (refusals.length > 0) return refusals;
    notify({ subject: id, message: t('admin.refundDone', { number }) });
    onEnd();
    return [];
  };
  return (
    <AskingForm title={t('admin.refundTitle', { number })} action={t('admin.refund')} failed={t('admin.notDone')} isReady={reason.trim() !== ''} onSend={send} onCancel={onEnd}>
      <p className="text-sm text-muted-foreground">{t('admin.refundText')}</p>
      <Field label={t('admin.reason')} hint={t('admin.refundReasonHint')}>
        {(field) => <Textarea id={field} required maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
    </AskingForm>
  );
}

/** Something that was paid, and the way to give it back. */
export function OrderItem({ order: ref }: { order: FragmentType<typeof OrderItemFragment> }) {
  const { id, number, status, paidAt, total, refunded, refunds, buyer, lines } = readFragment(OrderItemFragment, ref);
  const { t, locale } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const onTheirWay = refunds.filter((refund) => refund.status === 'PENDING');
  const isLeft = (status === 'PAID' || status === 'PARTIALLY_REFUNDED') && onTheirWay.length === 0;
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 rounded-lg border bg-card p-3">
      <span className="font-semibold">{number}</span>
      <StateBadge state={status}>{t(`purchases.status.${status}`)}</StateBadge>
      {buyer && (
        <Link to={`/people/${buyer.handle}`} className="leading-6 underline">
          {buyer.displayName}
        </Link>
      )}
      {lines.map(({ course }) =>
        course ? (
          <Link key={course.id} to={`/courses/${course.slug}`} className="min-w-0 underline">
            {course.title}
          </Link>
        ) : null,
      )}
      <span className="text-sm text-muted-foreground">{moment(paidAt, locale)}</span>
      <span className="ms-auto font-semibold">{money(total, locale)}</span>
      {refunded.amount !== '0' && <span className="text-sm text-muted-foreground">{t('purchases.refunded', { sum: money(refunded, locale) })}</span>}
      {onTheirWay.map((refund) => (
        <span key={refund.id} className="text-sm text-muted-foreground">
          {t('admin.refundOnItsWay', { sum: money(refund.amount, locale) })}
        </span>
      ))}
      {isLeft && (
        <Button variant="danger" size="small" aria-label={t('admin.refundOf', { number })} onClick={() => setAsking(true)}>
          {t('admin.refund')}
        </Button>
      )}
      {isAsking && <RefundDialog id={id} number={number} onEnd={() => setAsking(false)} />}
    </li>
  );
}
