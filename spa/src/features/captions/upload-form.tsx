import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { Field, Select } from '@/components/ui/field';
import { Button } from '@/components/ui/button';
import { FileButton } from '@/components/upload/file-button';
import { confirmed } from '@/lib/asking';
import { CAPTION_LANGUAGES } from '@/lib/caption-languages';
import { useI18n } from '@/lib/i18n';
import { languageName } from '@/lib/languages';
import { useAttempt } from '@/lib/use-attempt';
import { begin as beginTrack, upload } from './caption-port';

type Props = { videoId: string; locales: readonly string[]; onBefore: (() => Promise<void>) | undefined; onReplaced: () => unknown; onChoose: (locale: string) => void };

/** Takes a person's own file in the place of the words in its language, which stay among the versions; or lets them write. */
export function UploadForm({ videoId, locales, onBefore, onReplaced, onChoose }: Props) {
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
    else if (await confirmed(t('cues.shiftSure'), t('cues.shiftYes'))) await send(file, suggested);
  };
  const begin = async (file: File) => {
    if (locales.includes(target) && !(await confirmed(t('cues.replaceSure', { name: nameOf(target) }), t('cues.replaceYes')))) return;
    await send(file, 0);
  };
  const write = () =>
    attempt(
      t('cues.notBegun'),
      async () => {
        await onBefore?.();
        return beginTrack(client, videoId, target);
      },
      async () => {
        await onReplaced();
        onChoose(target);
      },
    );
  return (
    <>
      <Field label={t('cues.uploadLanguage')}>
        {(id) => (
          <Select id={id} value={target} onChange={({ target: { value } }) => setTarget(value)}>
            {[...new Set([...locales, ...CAPTION_LANGUAGES])].map((locale) => (
              <option key={locale} value={locale}>
                {nameOf(locale)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <span className="inline-flex min-h-11 items-center">
        <FileButton label={t('cues.upload')} accept=".srt,.vtt" onFile={(file) => void begin(file)} />
      </span>
      {!locales.includes(target) && (
        <Button variant="outline" onClick={() => void write()}>
          {t('cues.write')}
        </Button>
      )}
    </>
  );
}
