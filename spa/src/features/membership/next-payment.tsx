import { useQuery } from '@apollo/client/react';
import { graphql } from '@/gql';
import { moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/membership';
import { money } from '@/lib/money';

const Upcoming = graphql(/* GraphQL */ `
  query UpcomingInvoice {
    viewer {
      membership { id upcomingInvoice { due { amount currency } at } }
    }
  }
`);

/** When the next payment is, and how much once Stripe has said so; the day alone where it does not answer. */
export function NextPayment({ day }: { day: string }) {
  const { t, locale } = useI18n();
  const { data } = useQuery(Upcoming, { errorPolicy: 'all', fetchPolicy: 'cache-and-network' });
  const next = data?.viewer?.membership?.upcomingInvoice;
  return <>{next ? t('membership.nextSum', { sum: money(next.due, locale), date: moment(next.at, locale) }) : t('membership.nextPayment', { date: moment(day, locale) })}</>;
}
