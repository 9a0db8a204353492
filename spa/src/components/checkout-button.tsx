import { useMutation } from '@apollo/client/react';
import { useEffect, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { graphql } from '@/gql';
import type { StartCheckoutInput } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/buying';
import { Repeatable } from '@/lib/repeatable';
import { useSending } from '@/lib/use-sending';
import { UserErrors } from './page-states';
import { Button } from './ui/button';

const Start = graphql(/* GraphQL */ `
  mutation StartCheckout($input: StartCheckoutInput!) {
    startCheckout(input: $input) { checkout { id url } userErrors { code message } }
  }
`);

/** Leads to the page at which an offer is paid; pressed again it is the same wish, and the same page. */
export function CheckoutButton({ offerId, currency, code = null, label, children }: { offerId: string; currency: string; code?: string | null; label: ReactNode; children?: ReactNode }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const [isLeaving, setLeaving] = useState(false);
  // Who comes back from the page of payment by the browser's own button finds this one as it was left.
  useEffect(() => {
    const back = () => setLeaving(false);
    addEventListener('pageshow', back);
    return () => removeEventListener('pageshow', back);
  }, []);
  const [wishes] = useState(() => new Repeatable<StartCheckoutInput>());
  const [start] = useMutation(Start);
  const { isSending, refusals, send } = useSending(t('buy.failed'));
  const buy = () =>
    void send(async () => {
      const input = wishes.of(`${offerId} ${currency} ${code ?? ''}`, (idempotencyKey) => ({ idempotencyKey, offerId, currency, promotionCode: code }));
      const { data } = await start({ variables: { input } });
      wishes.answered();
      const checkout = data?.startCheckout.checkout;
      if (checkout) {
        setLeaving(true);
        if (checkout.url) location.assign(checkout.url);
        else await navigate(`/checkout/${checkout.id}`);
      }
      return data?.startCheckout.userErrors ?? [];
    });
  return (
    <>
      <Button isBusy={isSending || isLeaving} onClick={buy}>
        {label}
      </Button>
      {children}
      <UserErrors errors={refusals} />
    </>
  );
}
