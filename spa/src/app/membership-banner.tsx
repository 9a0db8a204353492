import { CreditCard } from 'lucide-react';
import { Link, useLocation } from 'react-router';
import { moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/membership';
import { isGoingOn, useMembership } from '@/lib/membership';
import { useSignedIn } from '@/lib/viewer';

/** What a member should do about their card, before they lose anything. */
export function MembershipBanner() {
  const { t, locale } = useI18n();
  const membership = useMembership(useSignedIn());
  const { pathname } = useLocation();
  if (membership === null || !isGoingOn(membership) || pathname === '/membership') return null;
  const { status, graceUntil, payUrl, paymentMethod, cancelAtPeriodEnd } = membership;
  const owing = status === 'PAST_DUE' && graceUntil ? t('membership.bannerOwing', { date: moment(graceUntil, locale) }) : null;
  const closed = status === 'UNPAID' || status === 'PAUSED' ? t('membership.bannerClosed') : null;
  const card = paymentMethod?.expiresSoon && !cancelAtPeriodEnd ? t('membership.bannerCard', { last4: paymentMethod.last4 }) : null;
  const text = owing ?? closed ?? card;
  if (text === null) return null;
  return (
    <aside aria-label={t('membership.title')} className="border-b bg-muted">
      <p className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm font-semibold">
        <CreditCard aria-hidden className="size-5 shrink-0" />
        {text}
        {payUrl && (
          <a href={payUrl} className="underline">
            {t('membership.pay')}
          </a>
        )}
        <Link to="/membership" className="underline">
          {t('membership.bannerGo')}
        </Link>
      </p>
    </aside>
  );
}
