import { useApolloClient } from '@apollo/client/react';
import { useState, type FormEvent } from 'react';
import { LanguageChoice } from '@/components/language-choice';
import { Button } from '@/components/ui/button';
import { Field, Select } from '@/components/ui/field';
import { CAPTION_LANGUAGES } from '@/lib/caption-languages';
import { useI18n } from '@/lib/i18n';
import { languageName } from '@/lib/languages';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';
import { request } from './caption-port';

const MOST_LANGUAGES = 10;

type Props = { videoId: string; locales: readonly string[]; onAsked: () => unknown };

/** Has the video listened to once more, in a language that a person names, and translated into more. */
export function RequestForm({ videoId, locales, onAsked }: Props) {
  const { t, locale: page } = useI18n();
  const client = useApolloClient();
  const attempt = useAttempt();
  const [spoken, setSpoken] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>(locales);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    void attempt(t('cues.notRequested'), () => request(client, videoId, chosen, spoken || null), () => {
      notify({ message: t('cues.requested') });
      void onAsked();
    });
  };
  return (
    <details>
      <summary className="min-h-11 content-center text-sm font-semibold">{t('cues.request')}</summary>
      <form className="grid justify-items-start gap-3 pb-2" onSubmit={ask}>
        <p className="text-sm text-muted-foreground">{t('cues.requestText')}</p>
        <Field label={t('cues.spoken')}>
          {(id) => (
            <Select id={id} value={spoken} onChange={({ target }) => setSpoken(target.value)}>
              <option value="">{t('cues.spokenUnknown')}</option>
              {CAPTION_LANGUAGES.map((locale) => (
                <option key={locale} value={locale}>
                  {languageName({ locale, label: locale }, page)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <LanguageChoice label={t('cues.wanted')} most={MOST_LANGUAGES} chosen={chosen} onChange={setChosen} />
        <Button type="submit" variant="outline">
          {t('cues.requestAct')}
        </Button>
      </form>
    </details>
  );
}
