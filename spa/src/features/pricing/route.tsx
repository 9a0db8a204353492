import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { CheckoutButton } from '@/components/checkout-button';
import { Page } from '@/components/page';
import { EmptyState, ErrorState } from '@/components/page-states';
import { CodeEntry } from '@/components/promotions/code-entry';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { Field, Select } from '@/components/ui/field';
import { graphql } from '@/gql';
import { useAppliedCode } from '@/lib/applied-codes';
import { useHere } from '@/lib/here';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/buying';
import { isGoingOn, useMembership } from '@/lib/membership';
import { currencyName } from '@/lib/money';
import { usePayCurrency } from '@/lib/pay-currency';
import { signInUrl } from '@/lib/session';
import { useViewer } from '@/lib/viewer';
import { useState } from 'react';
import { MembershipCard } from './membership-card';

const PricingQuery = graphql(/* GraphQL */ `
  query Pricing($currency: String) {
    paymentsEnabled
    membershipOffers { id prices { currency } price(currency: $currency) { currency } ...MembershipCard_offer }
  }
`);

function Join({ offerId, currency }: { offerId: string; currency: string }) {
  const { t } = useI18n();
  const code = useAppliedCode(offerId)?.code ?? null;
  return (
    <>
      <CheckoutButton offerId={offerId} currency={currency} code={code} label={t('pricing.join')} />
      <CodeEntry offerId={offerId} currency={currency} isOfMembership />
    </>
  );
}

function Memberships() {
  const { t, locale } = useI18n();
  const [chosen, setCurrency] = useState<string | null>(null);
  const { account } = useViewer();
  const theirs = usePayCurrency(account.kind === 'person');
  const currency = theirs ?? chosen;
  const { data, previousData, loading, error, refetch } = useQuery(PricingQuery, { variables: { currency } });
  const here = useHere();
  const membership = useMembership(account.kind === 'person');
  const isMember = isGoingOn(membership);
  const known = data ?? previousData;
  const offers = known?.membershipOffers;
  if (!offers) return error && !loading ? <ErrorState onRetry={refetch} /> : <Skeleton className="h-72 max-w-3xl" />;
  if (offers.length === 0) {
    return (
      <EmptyState title={t('pricing.none')} text={t('pricing.noneText')}>
        <Button asChild variant="outline">
          <Link to="/">{t('state.toCatalog')}</Link>
        </Button>
      </EmptyState>
    );
  }
  const currencies = [...new Set(offers.flatMap(({ prices }) => prices.map((price) => price.currency)))];
  return (
    <div className="grid gap-5">
      <p className="max-w-prose text-lg text-muted-foreground">{t('pricing.text')}</p>
      {currencies.length > 1 && theirs === null && (
        <Field label={t('pricing.currency')} className="max-w-xs">
          {(id) => (
            <Select id={id} value={currency ?? currencies[0]} onChange={(e) => setCurrency(e.target.value)}>
              {currencies.map((each) => (
                <option key={each} value={each}>
                  {currencyName(each, locale)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <ul className="grid max-w-3xl gap-5 sm:grid-cols-2">
        {offers.map((offer) => (
          <li key={offer.id}>
            <MembershipCard offer={offer} hasTrial={membership === null}>
              {!known.paymentsEnabled && <p className="text-sm">{t('pricing.disabled')}</p>}
              {known.paymentsEnabled && account.kind === 'visitor' && (
                <Button asChild>
                  <a href={signInUrl(here)}>{t('pricing.signIn')}</a>
                </Button>
              )}
              {known.paymentsEnabled && account.kind === 'person' && !isMember && (
                <Join key={offer.price.currency} offerId={offer.id} currency={offer.price.currency} />
              )}
              {isMember && (
                <Button asChild variant="outline">
                  <Link to="/membership">{t('pricing.mine')}</Link>
                </Button>
              )}
            </MembershipCard>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What it costs to learn here. */
export function Component() {
  const { t } = useI18n();
  return (
    <Page title={t('pricing.title')} className="grid gap-8">
      <h1 className="text-3xl">{t('pricing.title')}</h1>
      <Memberships />
      <section className="grid max-w-prose gap-2">
        <h2 className="text-xl">{t('pricing.single')}</h2>
        <p className="text-muted-foreground">{t('pricing.singleText')}</p>
      </section>
    </Page>
  );
}
