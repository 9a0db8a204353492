import { graphql, readFragment, type FragmentType } from '@/gql';
import { useI18n } from '@/lib/i18n';
import { money } from '@/lib/money';

export const SalesFragment = graphql(/* GraphQL */ `
  fragment Sales_course on Course {
    id
    sales { orders gross { amount currency } refunds { amount currency } net { amount currency } }
  }
`);

/** What a course has brought; nothing where nothing was sold. */
export function Sales({ course: ref }: { course: FragmentType<typeof SalesFragment> }) {
  const { sales } = readFragment(SalesFragment, ref);
  const { t, locale } = useI18n();
  if (!sales || sales.length === 0) return null;
  return (
    <section className="grid grid-cols-1 gap-3">
      <h2 className="text-xl">{t('access.sales')}</h2>
      <div className="overflow-x-auto">
        <table className="w-full text-start text-sm">
          <thead>
            <tr className="border-b text-start">
              {[t('access.orders'), t('access.gross'), t('access.refunds'), t('access.net')].map((head) => (
                <th key={head} scope="col" className="py-2 pe-4 text-start font-semibold">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sales.map(({ orders, gross, refunds, net }) => (
              <tr key={gross.currency} className="border-b">
                <td className="py-2 pe-4">{orders}</td>
                <td className="py-2 pe-4">{money(gross, locale)}</td>
                <td className="py-2 pe-4">{money(refunds, locale)}</td>
                <td className="py-2 pe-4 font-semibold">{money(net, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="max-w-prose text-sm text-muted-foreground">{t('access.salesText')}</p>
    </section>
  );
}
