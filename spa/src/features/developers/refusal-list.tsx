import { graphql, readFragment, type FragmentType } from '@/gql';
import { ago } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/developers';

export const RefusalListFragment = graphql(/* GraphQL */ `
  fragment RefusalList_refusal on TokenRefusal {
    error
    description
    times
    lastAt
  }
`);

/** Why token requests were refused, and what can be done about it. */
export function RefusalList({ refusals }: { refusals: readonly FragmentType<typeof RefusalListFragment>[] }) {
  const { t, locale } = useI18n();
  const all = readFragment(RefusalListFragment, refusals);
  if (all.length === 0) return null;
  return (
    <details className="text-sm">
      <summary className="min-h-11 cursor-pointer py-2 font-semibold">{t('developers.refusals')}</summary>
      <ul className="grid gap-2">
        {all.map(({ error, description, times, lastAt }) => (
          <li key={error}>
            <code>{error}</code> · {t('developers.times', { count: Number(times), when: ago(lastAt, locale) })}
            <p className="text-muted-foreground">{description}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
