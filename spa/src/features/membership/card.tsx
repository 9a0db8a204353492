import { useMutation } from '@apollo/client/react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/membership';
import { useSending } from '@/lib/use-sending';

export const CardFragment = graphql(/* GraphQL */ `
  fragment Card_membership on Membership {
    id
    paymentMethod { brand last4 expMonth expYear expiresSoon }
  }
`);

const Portal = graphql(/* GraphQL */ `
  mutation OpenBillingPortal {
    openBillingPortal { url userErrors { code message } }
  }
`);

/** What is charged, and the way to Stripe's page, where cards are typed. */
export function Card({ membership: ref }: { membership: FragmentType<typeof CardFragment> }) {
  const { paymentMethod: card } = readFragment(CardFragment, ref);
  const { t } = useI18n();
  const [open] = useMutation(Portal);
  const { isSending, refusals, send } = useSending(t('membership.portalFailed'));
  const leave = () =>
    void send(async () => {
      const { data } = await open();
      const url = data?.openBillingPortal.url;
      if (url) location.assign(url);
      return data?.openBillingPortal.userErrors ?? [];
    });
  return (
    <section className="grid justify-items-start gap-3 rounded-lg border bg-card p-6">
      <p>
        {card
          ? t('membership.card', { brand: card.brand.charAt(0).toUpperCase() + card.brand.slice(1), last4: card.last4, month: String(card.expMonth).padStart(2, '0'), year: String(card.expYear) })
          : t('membership.noCard')}
      </p>
      {card?.expiresSoon && <p className="font-semibold">{t('membership.cardSoon')}</p>}
      <Button variant="outline" isBusy={isSending} onClick={leave}>
        {t('membership.portal')}
      </Button>
      <UserErrors errors={refusals} />
    </section>
  );
}
