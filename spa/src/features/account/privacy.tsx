import { useI18n } from '@/lib/i18n';
import '@/lib/messages/account';
import { BlockedPart } from './blocked-part';
import { ErasurePart } from './erasure-part';
import { ExportPart } from './export-part';
import { Part } from './part';
import { RecommendationsPart } from './recommendations-part';

const FACTS = ['account.publicFacts', 'account.staffFacts', 'account.ownFacts', 'account.passwordFacts'] as const;

export function Component() {
  const { t } = useI18n();
  return (
    <div className="grid gap-4">
      <Part title={t('account.privacy')} text={t('account.privacyText')}>
        <ul className="grid max-w-prose list-disc gap-2 ps-5">
          {FACTS.map((fact) => (
            <li key={fact}>{t(fact)}</li>
          ))}
        </ul>
      </Part>
      <RecommendationsPart />
      <BlockedPart />
      <ExportPart />
      <ErasurePart />
    </div>
  );
}
