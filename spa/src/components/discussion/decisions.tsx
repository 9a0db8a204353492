import type { ModerationDecisionsFragment as Fields } from '@/gql/graphql';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/moderation';

export const DecisionsFragment = graphql(/* GraphQL */ `
  fragment ModerationDecisions on Report {
    id
    decisions { by { id displayName } upheld note at }
  }
`);

const outcomeOf = ({ upheld }: Fields['decisions'][number]) => (upheld === null || upheld === undefined ? 'OPEN' : upheld ? 'UPHELD' : 'DISMISSED');

/** Who decided what; its author reads that moderators did. */
export function Decisions({ report: ref }: { report: FragmentType<typeof DecisionsFragment> }) {
  const report = readFragment(DecisionsFragment, ref);
  const { t, locale } = useI18n();
  if (report.decisions.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h3 className="text-sm font-semibold">{t('moderation.history')}</h3>
      <ol className="grid gap-2 text-sm">
        {report.decisions.map((decision) => (
          <li key={decision.at} className="border-s-2 ps-3">
            <p>
              <bdi>{t(`moderation.decided.${outcomeOf(decision)}`, { name: decision.by?.displayName ?? t('moderation.theModerators') })}</bdi>
              <span className="text-muted-foreground"> · {moment(decision.at, locale)}</span>
            </p>
            {decision.note && <p className="whitespace-pre-line wrap-anywhere">{decision.note}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
