import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { LanguageChoice } from '@/components/language-choice';
import { Field, Textarea } from '@/components/ui/field';
import { readFragment, type FragmentType } from '@/gql';
import { useI18n } from '@/lib/i18n';
import { DraftNotes, SavingStatus } from './draft-notes';
import { CourseSettingsFragment, settingsPort, versionOf, type SettingsPart } from './settings-port';
import { useDraft } from './use-draft';

const MOST_LANGUAGES = 5;

type Form = { captionLocales: string; glossary: string; loudness: string };
const LEVELLED = 'levelled';

const lines = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean);
const words = (text: string) => text.split(' ').filter(Boolean);

const WORDS: SettingsPart<Form> = {
  read: ({ captionLocales, glossary, loudness }) => ({ captionLocales: captionLocales.join(' '), glossary: glossary.join('\n'), loudness: loudness ? LEVELLED : '' }),
  input: (changes) => ({
    ...(changes.captionLocales !== undefined && { captionLocales: words(changes.captionLocales) }),
    ...(changes.glossary !== undefined && { glossary: lines(changes.glossary) }),
    ...(changes.loudness !== undefined && { loudness: changes.loudness === LEVELLED }),
  }),
};

type Props = { course: FragmentType<typeof CourseSettingsFragment>; accountId: string };

/** What becomes of the words and the sound of a course's videos. */
export function CourseWords({ course: ref, accountId }: Props) {
  const course = readFragment(CourseSettingsFragment, ref);
  const { t } = useI18n();
  const client = useApolloClient();
  const [port] = useState(() => settingsPort(client, course.id, accountId, WORDS));
  const [state, draft] = useDraft(`${accountId}:${course.id}:words`, versionOf(WORDS, course), port);
  const { value } = state;
  return (
    <section className="grid content-start gap-4" aria-labelledby="course-words">
      <div className="flex items-baseline justify-between gap-3">
        <h2 id="course-words" className="text-xl">
          {t('editor.words')}
        </h2>
        <SavingStatus status={state.status} />
      </div>
      <DraftNotes draft={draft} state={state} />
      <LanguageChoice
        label={t('editor.captionLocales')}
        hint={t('editor.captionLocalesHint', { most: MOST_LANGUAGES })}
        most={MOST_LANGUAGES}
        chosen={words(value.captionLocales)}
        onChange={(chosen) => draft.edit({ captionLocales: chosen.join(' ') })}
      />
      <Field label={t('editor.glossary')} hint={t('editor.glossaryHint')}>
        {(id) => <Textarea id={id} spellCheck={false} value={value.glossary} onChange={(e) => draft.edit({ glossary: e.target.value })} />}
      </Field>
      <div className="grid gap-1">
        <label className="inline-flex min-h-11 items-center gap-2">
          <input type="checkbox" className="size-4 accent-primary" checked={value.loudness === LEVELLED} onChange={(e) => draft.edit({ loudness: e.target.checked ? LEVELLED : '' })} />
          {t('editor.loudness')}
        </label>
        <p className="text-sm text-muted-foreground">{t('editor.loudnessHint')}</p>
      </div>
    </section>
  );
}
