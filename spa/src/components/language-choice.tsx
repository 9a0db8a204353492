import { useI18n } from '@/lib/i18n';
import { CAPTION_LANGUAGES } from '@/lib/caption-languages';
import { languageName } from '@/lib/languages';

type Props = { label: string; hint?: string; most: number; chosen: readonly string[]; onChange: (chosen: string[]) => void };

/** Some of the languages that captions are offered in, in the order in which they were chosen. */
export function LanguageChoice({ label, hint, most, chosen, onChange }: Props) {
  const { locale: page } = useI18n();
  const offered = [...new Set([...CAPTION_LANGUAGES, ...chosen])];
  return (
    <fieldset className="grid gap-1.5">
      <legend className="text-sm font-semibold">{label}</legend>
      <div className="flex flex-wrap gap-x-4">
        {offered.map((locale) => {
          const isChosen = chosen.includes(locale);
          return (
            <label key={locale} className="inline-flex min-h-11 items-center gap-2">
              <input
                type="checkbox"
                className="size-4 accent-primary"
                checked={isChosen}
                disabled={!isChosen && chosen.length >= most}
                onChange={() => onChange(isChosen ? chosen.filter((each) => each !== locale) : [...chosen, locale])}
              />
              {languageName({ locale, label: locale }, page)}
            </label>
          );
        })}
      </div>
      {hint && <p className="text-sm text-muted-foreground">{hint}</p>}
    </fieldset>
  );
}
