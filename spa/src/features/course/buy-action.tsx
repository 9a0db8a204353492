import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { CheckoutButton } from '@/components/checkout-button';
import { ErrorState } from '@/components/page-states';
import { CodeEntry } from '@/components/promotions/code-entry';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { Field, Select } from '@/components/ui/field';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { useAppliedCode } from '@/lib/applied-codes';
import { useHere } from '@/lib/here';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/buying';
import { currencyName, money, type Money } from '@/lib/money';
import { usePayCurrency } from '@/lib/pay-currency';
import { signInUrl } from '@/lib/session';
import { useKept } from '@/lib/use-kept';
import { useViewer } from '@/lib/viewer';

export const BuyActionFragment = graphql(/* GraphQL */ `
  fragment BuyAction_course on Course {
    id
    offers { id prices { amount currency } }
  }
`);

const PaymentsQuery = graphql(/* GraphQL */ `
  query Payments {
    paymentsEnabled
  }
`);

type Offer = { id: string; prices: readonly Money[] };

function BuyButton({ offer }: { offer: Offer }) {
  const { t, locale } = useI18n();
  const [chosen, setCurrency] = useState<string | null>(null);
  const applied = useAppliedCode(offer.id);
  const theirs = usePayCurrency(true);
  const isFixed = offer.prices.some((each) => each.currency === theirs);
  const currency = isFixed ? theirs : chosen;
  const price = offer.prices.find((each) => each.currency === currency) ?? offer.prices[0];
  if (!price) return null;
  // Until the code is asked in another currency there is no sum of it; it is bought with all the same.
  const sum = applied?.after.currency === price.currency ? applied.after : price;
  return (
    <div className="grid gap-3">
      {offer.prices.length > 1 && !isFixed && (
        <Field label={t('pricing.currency')}>
          {(id) => (
            <Select id={id} value={price.currency} onChange={(e) => setCurrency(e.target.value)}>
              {offer.prices.map((each) => (
                <option key={each.currency} value={each.currency}>
                  {currencyName(each.currency, locale)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <CheckoutButton offerId={offer.id} currency={price.currency} code={applied?.code ?? null} label={t('buy.for', { price: money(sum, locale) })}>
        <p className="text-sm text-muted-foreground">
          {t('buy.text')} {t('buy.refund')}
        </p>
      </CheckoutButton>
      <CodeEntry offerId={offer.id} currency={price.currency} />
    </div>
  );
}

/** The way into a course that costs something; where it cannot be gone, why. */
export function BuyAction({ course: ref }: { course: FragmentType<typeof BuyActionFragment> }) {
  const { offers } = readFragment(BuyActionFragment, ref);
  const { t } = useI18n();
  const here = useHere();
  const { account, refetch } = useViewer();
  const offer = offers?.[0];
  const payments = useQuery(PaymentsQuery, { skip: !offer });
  // A code that was typed stays while the page is asked for anew, as in another language.
  const shop = useKept('payments', payments.data, payments.loading || payments.error !== undefined);
  if (!offer) return <p className="text-sm">{t('course.notFree')}</p>;
  if ((payments.loading && !shop) || account.kind === 'loading') return <Skeleton className="h-11" />;
  if (account.kind === 'unreachable') return <ErrorState text={t('app.accountDownText')} className="border-0 p-0" onRetry={refetch} />;
  if (!shop) return <ErrorState text={t('buy.away')} className="border-0 p-0" onRetry={payments.refetch} />;
  if (!shop.paymentsEnabled) return <p className="text-sm">{t('buy.disabled')}</p>;
  if (account.kind === 'visitor') {
    return (
      <Button asChild className="w-full">
        <a href={signInUrl(here)}>{t('buy.signIn')}</a>
      </Button>
    );
  }
  return <BuyButton offer={offer} />;
}
