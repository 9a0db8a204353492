import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { Field, Select } from '@/components/ui/field';
import { FileButton } from '@/components/upload/file-button';
import { useI18n } from '@/lib/i18n';
import { languageName } from '@/lib/languages';
import { useAttempt } from '@/lib/use-attempt';
import { upload } from './caption-port';

/** Languages that a file may be in although the video has no words in them yet. */
const OFFERED = ['es', 'en', 'ca', 'de', 'eu', 'fr', 'gl', 'it', 'pt'];

type Props = { videoId: string; locales: readonly string[]; onBefore: (() => Promise<void>) | undefined; onReplaced: () => unknown };

/** Takes a person's own file in the place of the words in its language, which stay among the versions. */
export function UploadForm({ videoId, locales, onBefore, onReplaced }: Props) {
  const { t, locale: page } = useI18n();
  const client = useApolloClient();
  const attempt = useAttempt();
  const [target, setTarget] = useState<string>(locales[0] ?? page);
  const nameOf = (locale: string) => languageName({ locale, label: locale }, page);

  const send = async (file: File, shiftMs: number): Promise<void> => {
    let suggested: number | null = null;
    const act = async () => {
      await onBefore?.();
      const errors = await upload(client, videoId, target, file, shiftMs);
      suggested = shiftMs === 0 ? (errors.map((error) => ('suggestedShiftMs' in error && error.suggestedShiftMs) || null).find(Boolean) ?? null) : null;
      return suggested === null ? errors : [];
    };
    const isOver = await attempt(t('cues.notUploaded'), act);
    if (!isOver) return;
    // As in a file timed from a broadcast clock.
    if (suggested === null) void onReplaced();
    else if (window.confirm(t('cues.shiftSure'))) await send(file, suggested);
  };
  const begin = (file: File) => {
    if (locales.includes(target) && !window.confirm(t('cues.replaceSure', { name: nameOf(target) }))) return;
    void send(file, 0);
  };
  return (
    <>
      <Field label={t('cues.uploadLanguage')}>
        {(id) => (
          <Select id={id} value={target} onChange={({ target: { value } }) => setTarget(value)}>
            {[...new Set([...locales, ...OFFERED])].map((locale) => (
              <option key={locale} value={locale}>
                {nameOf(locale)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <span className="inline-flex min-h-11 items-center">
        <FileButton label={t('cues.upload')} accept=".srt,.vtt" onFile={begin} />
      </span>
    </>
  );
}
