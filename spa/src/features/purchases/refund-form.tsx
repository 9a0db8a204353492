import { useMutation } from '@apollo/client/react';
import { useState, type SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { graphql } from '@/gql';
import type { RequestRefundInput } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/buying';
import { notify } from '@/lib/notify';
import { Repeatable } from '@/lib/repeatable';
import { useSending } from '@/lib/use-sending';

const Refund = graphql(/* GraphQL */ `
  mutation RequestRefund($input: RequestRefundInput!) {
    requestRefund(input: $input) { order { id ...Purchase_order } userErrors { code message } }
  }
`);

export function RefundForm({ orderId, onClose }: { orderId: string; onClose: () => void }) {
  const { t } = useI18n();
  const [reason, setReason] = useState('');
  const [requests] = useState(() => new Repeatable<RequestRefundInput>());
  const [refund] = useMutation(Refund);
  const { isSending, refusals, send } = useSending(t('purchases.notRefunded'));
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const words = reason.trim();
    const isDone = await send(async () => {
      const input = requests.of(words, (idempotencyKey) => ({ idempotencyKey, orderId, reason: words }));
      const { data } = await refund({ variables: { input } });
      requests.answered();
      return data?.requestRefund.userErrors ?? [];
    });
    if (!isDone) return;
    notify({ subject: orderId, message: t('purchases.refundDone') });
    onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-3">
      <p className="text-sm text-muted-foreground">{t('purchases.refundText')}</p>
      <div className="flex flex-wrap items-end gap-2">
        <Field label={t('purchases.reason')} className="min-w-0 flex-1 basis-48">
          {(id) => <Input id={id} required maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} />}
        </Field>
        <Button type="submit" variant="danger" isBusy={isSending} disabled={reason.trim() === ''}>
          {t('purchases.refundSure')}
        </Button>
        <Button variant="ghost" onClick={onClose}>
          {t('purchases.keep')}
        </Button>
      </div>
      <UserErrors title={t('purchases.notRefunded')} errors={refusals} />
    </form>
  );
}
