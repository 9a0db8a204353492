import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/buying';
import { money } from '@/lib/money';

export const MembershipCardFragment = graphql(/* GraphQL */ `
  fragment MembershipCard_offer on Offer {
    id
    interval
    trialDays
    price(currency: $currency) { amount currency }
  }
`);

/** A trial is for who has never been a member; `children` is the way in. */
export function MembershipCard({ offer: ref, hasTrial, children }: { offer: FragmentType<typeof MembershipCardFragment>; hasTrial: boolean; children?: ReactNode }) {
  const { interval, trialDays, price } = readFragment(MembershipCardFragment, ref);
  const { t, locale } = useI18n();
  const isYear = interval === 'YEAR';
  return (
    <article className="flex h-full flex-col gap-4 rounded-lg border bg-card p-6 shadow-card" data-testid="membership">
      <h2 className="text-xl">{t(isYear ? 'pricing.YEAR' : 'pricing.MONTH')}</h2>
      <p>
        <span className="font-display text-4xl font-bold">{money(price, locale)}</span>{' '}
        <span className="text-muted-foreground">{t(isYear ? 'pricing.perYear' : 'pricing.perMonth')}</span>
      </p>
      {hasTrial && trialDays > 0 && <p className="font-semibold">{t('pricing.trial', { count: trialDays })}</p>}
      <ul className="grid gap-2 text-sm">
        {[t('pricing.everything'), t('pricing.keep'), t('pricing.cancel')].map((promise) => (
          <li key={promise} className="flex gap-2">
            <Check aria-hidden className="size-5 shrink-0 text-primary" />
            {promise}
          </li>
        ))}
      </ul>
      <div className="mt-auto grid gap-3">{children}</div>
    </article>
  );
}
