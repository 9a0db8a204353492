import { useQuery, useSubscription } from '@apollo/client/react';
import { Link } from 'react-router';
import { Page } from '@/components/page';
import { EmptyState, ErrorState, SignInState } from '@/components/page-states';
import { Skeleton, StateBadge } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/membership';
import { money } from '@/lib/money';
import { useViewer } from '@/lib/viewer';
import { Card } from './card';
import { ChangeForm } from './change-form';
import { Confirming } from './confirming';
import { CancelForm, ResumeButton } from './ending';
import { Invoices } from './invoices';
import { NextPayment } from './next-payment';

export const MembershipFragment = graphql(/* GraphQL */ `
  fragment Membership_membership on Membership {
    id
    status
    price { amount currency }
    currentPeriodEnd
    cancelAtPeriodEnd
    endsAt
    trialEndsAt
    graceUntil
    payUrl
    pendingChange { until offer { id interval } }
    offer { id interval }
    ...Card_membership
    ...Invoices_membership
  }
`);

const MembershipQuery = graphql(/* GraphQL */ `
  query Membership {
    viewer {
      membership { id ...Membership_membership }
    }
    membershipOffers { id interval prices { currency } }
  }
`);

const MembershipUpdated = graphql(/* GraphQL */ `
  subscription MembershipUpdated {
    membershipUpdated { id ...Membership_membership }
  }
`);

type Other = { id: string; interval: 'MONTH' | 'YEAR' };

/** What it is in, and what can be done about it. */
export function MembershipState({ membership: ref, others }: { membership: FragmentType<typeof MembershipFragment>; others: readonly (Other & { currencies: readonly string[] })[] }) {
  const membership = readFragment(MembershipFragment, ref);
  const { t, locale } = useI18n();
  const { status, price, currentPeriodEnd, endsAt, cancelAtPeriodEnd, trialEndsAt, graceUntil, offer, payUrl, pendingChange } = membership;
  const date = (iso: string) => moment(iso, locale);
  const isOver = status === 'CANCELED';
  const isGood = status === 'ACTIVE' || status === 'TRIALING';
  const other = others.find((each) => each.id !== offer.id && each.currencies.includes(price.currency));
  const words = () => {
    if (isOver) return t('membership.ended', { date: date(endsAt ?? currentPeriodEnd) });
    if (status === 'PAST_DUE' && graceUntil) return t('membership.owing', { date: date(graceUntil) });
    if (!isGood) return t('membership.closed');
    if (endsAt) return t('membership.endsAt', { date: date(endsAt) });
    return status === 'TRIALING' && trialEndsAt ? t('membership.trialUntil', { date: date(trialEndsAt) }) : <NextPayment day={currentPeriodEnd} />;
  };
  return (
    <>
      <section className="grid gap-3 rounded-lg border bg-card p-6 shadow-card" data-testid="membership-state">
        <p className="flex flex-wrap items-baseline gap-3">
          <span className="font-display text-2xl font-bold">{t(offer.interval === 'YEAR' ? 'membership.each.YEAR' : 'membership.each.MONTH', { price: money(price, locale) })}</span>
          <StateBadge state={status}>{t(`membership.status.${status}`)}</StateBadge>
        </p>
        <p className="max-w-prose text-muted-foreground">{words()}</p>
        {payUrl && (
          <Button asChild className="justify-self-start">
            <a href={payUrl}>{t('membership.pay')}</a>
          </Button>
        )}
        {pendingChange && <Confirming interval={pendingChange.offer.interval ?? 'MONTH'} until={pendingChange.until} />}
        {isOver && (
          <Button asChild className="justify-self-start">
            <Link to="/pricing">{t('membership.toPricing')}</Link>
          </Button>
        )}
        {!isOver && cancelAtPeriodEnd && <ResumeButton />}
        {isGood && !cancelAtPeriodEnd && !pendingChange && other && <ChangeForm offerId={other.id} interval={other.interval} />}
        {!isOver && !cancelAtPeriodEnd && <CancelForm until={isGood ? currentPeriodEnd : null} />}
      </section>
      {!isOver && <Card membership={membership} />}
      <Invoices membership={membership} />
    </>
  );
}

function Mine() {
  const { t } = useI18n();
  const { data, loading, error, refetch } = useQuery(MembershipQuery, { fetchPolicy: 'cache-and-network' });
  const membership = data?.viewer?.membership;
  useSubscription(MembershipUpdated, { skip: !membership });
  if (!data) return loading && !error ? <Skeleton className="h-60" /> : <ErrorState onRetry={refetch} />;
  if (!membership && data.membershipOffers.length === 0) {
    return (
      <EmptyState title={t('membership.none')} text={t('membership.notSold')}>
        <Button asChild>
          <Link to="/">{t('state.toCatalog')}</Link>
        </Button>
      </EmptyState>
    );
  }
  if (!membership) {
    return (
      <EmptyState title={t('membership.none')} text={t('membership.noneText')}>
        <Button asChild>
          <Link to="/pricing">{t('membership.toPricing')}</Link>
        </Button>
      </EmptyState>
    );
  }
  const others = data.membershipOffers.flatMap(({ id, interval, prices }) => (interval ? [{ id, interval, currencies: prices.map((each) => each.currency) }] : []));
  return <MembershipState membership={membership} others={others} />;
}

/** One's membership: how it stands, what it costs, and the way out. */
export function Component() {
  const { t } = useI18n();
  const viewer = useViewer();
  const title = t('membership.title');
  if (!viewer.user) return <Page title={title}>{viewer.loading ? <Skeleton className="h-60" /> : <SignInState />}</Page>;
  return (
    <Page title={title} className="grid max-w-3xl gap-6">
      <h1 className="text-3xl">{title}</h1>
      <Mine />
    </Page>
  );
}
