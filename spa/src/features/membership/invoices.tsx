import { StateBadge } from '@/components/ui/bits';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/membership';
import { money } from '@/lib/money';

export const InvoicesFragment = graphql(/* GraphQL */ `
  fragment Invoices_membership on Membership {
    id
    invoices { id number status at url total { amount currency } }
  }
`);

export function Invoices({ membership: ref }: { membership: FragmentType<typeof InvoicesFragment> }) {
  const { invoices } = readFragment(InvoicesFragment, ref);
  const { t, locale } = useI18n();
  return (
    <section className="grid gap-3">
      <h2 className="text-xl">{t('membership.invoices')}</h2>
      {invoices.length === 0 && <p className="text-muted-foreground">{t('membership.noInvoices')}</p>}
      <ul className="grid grid-cols-1 gap-2">
        {invoices.map(({ id, number, status, at, url, total }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 rounded-lg border bg-card px-4 py-3 text-sm">
            <span>{moment(at, locale)}</span>
            <span className="font-semibold">{money(total, locale)}</span>
            <StateBadge state={status}>{t(`membership.invoice.${status}`)}</StateBadge>
            {url && (
              <a href={url} className="ms-auto underline">
                {t('membership.invoiceOpen', { number: number ?? '' })}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
