import { useQuery, useSubscription } from '@apollo/client/react';
import { CircleAlert, CircleCheck, LoaderCircle } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { Page } from '@/components/page';
import { EmptyState, ErrorState, SignInState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { appliedCodes } from '@/lib/applied-codes';
import { moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/buying';
import '@/lib/messages/membership';
import { money } from '@/lib/money';
import { useViewer } from '@/lib/viewer';

/** Whatever the live connection does, the page learns of the payment. */
const POLL_MS = 10_000;

export const CheckoutFragment = graphql(/* GraphQL */ `
  fragment CheckoutState_checkout on Checkout {
    id
    status
    url
    failure { message retryable }
    offer { id covers { id slug title modules { id lessons { id } } } }
    order { id number total { amount currency } receiptUrl invoiceUrl }
    membership { id status trialEndsAt currentPeriodEnd }
  }
`);

const CheckoutQuery = graphql(/* GraphQL */ `
  query CheckoutPage($id: ID!) {
    checkout(id: $id) { id status offer { id } ...CheckoutState_checkout }
  }
`);

const CheckoutUpdated = graphql(/* GraphQL */ `
  subscription CheckoutUpdated($id: ID!) {
    checkoutUpdated(id: $id) { id status ...CheckoutState_checkout }
  }
`);

type Tone = 'wait' | 'good' | 'bad';
const ICONS = { wait: LoaderCircle, good: CircleCheck, bad: CircleAlert } as const;
const COLORS = { wait: 'text-primary motion-safe:animate-spin', good: 'text-success', bad: 'text-destructive' } as const;

function State({ tone, title, text, children }: { tone: Tone; title: string; text: ReactNode; children?: ReactNode }) {
  const Icon = ICONS[tone];
  return (
    <section role="status" className="grid justify-items-start gap-4 rounded-lg border bg-card p-6 shadow-card">
      <Icon aria-hidden className={`size-10 ${COLORS[tone]}`} />
      <h1 className="text-2xl">{title}</h1>
      <p className="max-w-prose text-muted-foreground">{text}</p>
      {children && <div className="flex flex-wrap gap-2">{children}</div>}
    </section>
  );
}

function OutLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Button asChild variant="outline">
      <a href={href}>{children}</a>
    </Button>
  );
}

/** Says what the payment provider told, never what the address says that one came back from. */
export function CheckoutState({ checkout: ref, hasLeft }: { checkout: FragmentType<typeof CheckoutFragment>; hasLeft: boolean }) {
  const { status, url, failure, offer, order, membership } = readFragment(CheckoutFragment, ref);
  const { t, locale } = useI18n();
  const course = offer.covers[0];
  const toCourse = course ? (
    <Button asChild variant="outline">
      <Link to={`/courses/${course.slug}`}>{t('course.view')}</Link>
    </Button>
  ) : (
    <Button asChild variant="outline">
      <Link to="/pricing">{t('membership.toPricing')}</Link>
    </Button>
  );
  const toPage = url && (
    <Button asChild>
      <a href={url}>{t(failure ? 'checkout.again' : 'checkout.goOn')}</a>
    </Button>
  );
  switch (status) {
    case 'OPEN':
      if (failure) {
        return (
          <State tone="bad" title={t('checkout.declined')} text={`${failure.message} ${t('checkout.notCharged')}`}>
            {toPage}
            {toCourse}
          </State>
        );
      }
      if (hasLeft) {
        return (
          <State tone="bad" title={t('checkout.left')} text={t('checkout.leftText')}>
            {toPage}
            {toCourse}
          </State>
        );
      }
      return (
        <State tone="wait" title={t('checkout.waiting')} text={t('checkout.waitingText')}>
          {url && <OutLink href={url}>{t('checkout.goOn')}</OutLink>}
        </State>
      );
    case 'PROCESSING':
      return (
        <State tone="wait" title={t('checkout.processing')} text={t('checkout.processingText')}>
          {toCourse}
        </State>
      );
    case 'PAID': {
      if (membership) {
        const { trialEndsAt, currentPeriodEnd } = membership;
        const text = trialEndsAt ? t('membership.trialUntil', { date: moment(trialEndsAt, locale) }) : t('membership.nextPayment', { date: moment(currentPeriodEnd, locale) });
        return (
          <State tone="good" title={t('membership.welcome')} text={text}>
            <Button asChild>
              <Link to="/">{t('state.toCatalog')}</Link>
            </Button>
            <Button asChild variant="outline">
              <Link to="/membership">{t('pricing.mine')}</Link>
            </Button>
          </State>
        );
      }
      const lesson = course?.modules.flatMap((module) => module.lessons)[0];
      const text = order ? t('checkout.paidText', { number: order.number, total: money(order.total, locale) }) : t('checkout.paidSoon');
      return (
        <State tone="good" title={t('checkout.paid', { title: course?.title ?? '' })} text={text}>
          {course && (
            <Button asChild>
              <Link to={lesson ? `/learn/${lesson.id}` : `/courses/${course.slug}`}>{t('course.start')}</Link>
            </Button>
          )}
          {order?.receiptUrl && <OutLink href={order.receiptUrl}>{t('checkout.receipt')}</OutLink>}
          {order?.invoiceUrl && <OutLink href={order.invoiceUrl}>{t('checkout.invoice')}</OutLink>}
        </State>
      );
    }
    case 'FAILED':
    case 'EXPIRED':
      return (
        <State tone="bad" title={t(status === 'FAILED' ? 'checkout.declined' : 'checkout.expired')} text={`${failure?.message ?? ''} ${t('checkout.notCharged')}`.trim()}>
          {toCourse}
        </State>
      );
  }
}

/** Where a buyer comes back to. */
export function Component() {
  const { t } = useI18n();
  const { checkoutId = '' } = useParams();
  const [search] = useSearchParams();
  const viewer = useViewer();
  const isIn = viewer.user !== null;
  const { data, loading, error, refetch, stopPolling } = useQuery(CheckoutQuery, {
    variables: { id: checkoutId },
    skip: !isIn,
    fetchPolicy: 'cache-and-network',
    pollInterval: POLL_MS,
  });
  const checkout = data?.checkout;
  const spentOn = checkout?.status === 'PAID' ? checkout.offer.id : null;
  useEffect(() => {
    if (spentOn !== null) appliedCodes.put(spentOn, null);
  }, [spentOn]);
  const isOver = checkout !== undefined && checkout !== null && checkout.status !== 'OPEN' && checkout.status !== 'PROCESSING';
  if (isOver) stopPolling();
  useSubscription(CheckoutUpdated, { variables: { id: checkoutId }, skip: !isIn || isOver });
  const title = t('checkout.title');
  if (!isIn) return <Page title={title}>{viewer.loading ? <Skeleton className="h-60 max-w-2xl" /> : <SignInState />}</Page>;
  if (!checkout) {
    const missing = error ? <ErrorState onRetry={refetch} /> : <EmptyState title={t('state.notFound')} text={t('state.notFoundText')} />;
    return <Page title={title}>{loading ? <Skeleton className="h-60 max-w-2xl" /> : missing}</Page>;
  }
  return (
    <Page title={title} className="max-w-2xl">
      <CheckoutState checkout={checkout} hasLeft={search.has('left')} />
    </Page>
  );
}
