import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { Field, Select } from '@/components/ui/field';
import { readFragment, type FragmentType } from '@/gql';
import type { CompletionRule } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import { DraftNotes, SavingStatus } from './draft-notes';
import { CourseSettingsFragment, settingsPort, versionOf, type SettingsPart } from './settings-port';
import { useDraft } from './use-draft';

const RULES: readonly CompletionRule[] = ['COVERAGE', 'MANUAL'];
const ruleOf = (text: string): CompletionRule => RULES.find((rule) => rule === text) ?? 'COVERAGE';

/** In hundredths of a video. */
const SHARES = [50, 60, 70, 75, 80, 85, 90, 95, 100];
const IN_ORDER = 'in-order';

type Form = { rule: string; share: string; order: string };

const COMPLETION: SettingsPart<Form> = {
  read: ({ completionRule, completionThreshold, sequential }) => ({
    rule: completionRule,
    share: String(Math.round(completionThreshold * 1000) / 10),
    order: sequential ? IN_ORDER : '',
  }),
  input: (changes) => ({
    ...(changes.rule !== undefined && { completionRule: ruleOf(changes.rule) }),
    ...(changes.share !== undefined && { completionThreshold: Number(changes.share) / 100 }),
    ...(changes.order !== undefined && { sequential: changes.order === IN_ORDER }),
  }),
};

type Props = { course: FragmentType<typeof CourseSettingsFragment>; accountId: string };

/** When a lesson counts as done, and in which order lessons are taken. */
export function CourseCompletion({ course: ref, accountId }: Props) {
  const course = readFragment(CourseSettingsFragment, ref);
  const { t } = useI18n();
  const client = useApolloClient();
  const [port] = useState(() => settingsPort(client, course.id, accountId, COMPLETION));
  const [state, draft] = useDraft(`${accountId}:${course.id}:completion`, versionOf(COMPLETION, course), port);
  const { value } = state;
  const share = Number(value.share);
  // A program may have set any: it is offered beside ours, not replaced by the nearest.
  const shares = SHARES.includes(share) ? SHARES : [...SHARES, share].toSorted((a, b) => a - b);
  return (
    <section className="grid content-start gap-4" aria-labelledby="course-completion">
      <div className="flex items-baseline justify-between gap-3">
        <h2 id="course-completion" className="text-xl">
          {t('editor.completion')}
        </h2>
        <SavingStatus status={state.status} />
      </div>
      <DraftNotes draft={draft} state={state} />
      <Field label={t('editor.completionRule')} hint={t(value.rule === 'MANUAL' ? 'editor.completionManualHint' : 'editor.completionCoverageHint')}>
        {(id) => (
          <Select id={id} value={value.rule} onChange={(e) => draft.edit({ rule: e.target.value })}>
            {RULES.map((rule) => (
              <option key={rule} value={rule}>
                {t(`editor.completion.${rule}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {value.rule !== 'MANUAL' && (
        <Field label={t('editor.completionShare')}>
          {(id) => (
            <Select id={id} value={value.share} onChange={(e) => draft.edit({ share: e.target.value })}>
              {shares.map((each) => (
                <option key={each} value={String(each)}>
                  {t('editor.completionPercent', { share: each })}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <div className="grid gap-1">
        <label className="inline-flex min-h-11 items-center gap-2">
          <input type="checkbox" className="size-4 accent-primary" checked={value.order === IN_ORDER} onChange={(e) => draft.edit({ order: e.target.checked ? IN_ORDER : '' })} />
          {t('editor.sequential')}
        </label>
        <p className="text-sm text-muted-foreground">{t('editor.sequentialHint')}</p>
      </div>
    </section>
  );
}
