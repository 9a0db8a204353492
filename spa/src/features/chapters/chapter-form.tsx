import { useMutation } from '@apollo/client/react';
import { Plus, Trash2 } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { errorId, Field, Input, Select } from '@/components/ui/field';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { clock } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import { languageName } from '@/lib/languages';
import '@/lib/messages/study';
import { notify } from '@/lib/notify';
import { randomId } from '@/lib/random-id';
import { useFormDraft } from '@/lib/use-form-draft';
import { useSending } from '@/lib/use-sending';
import { faultsOf, inOrder, inputOf, momentOf, type Row, typedOf } from './rows';

export const ChaptersFragment = graphql(/* GraphQL */ `
  fragment Chapters_video on Video {
    id
    durationMs
    chapters { startMs titles { locale text } }
  }
`);

const SetChapters = graphql(/* GraphQL */ `
  mutation SetChapters($videoId: ID!, $chapters: [ChapterInput!]!) {
    setChapters(videoId: $videoId, chapters: $chapters) {
      video { id chapters { startMs title titles { locale text } } }
      userErrors { code message }
    }
  }
`);

const MOST = 100;

type Props = {
  video: FragmentType<typeof ChaptersFragment>;
  /** In which titles are written, the course's own first. */
  languages: readonly string[];
  /** Where the film stands. */
  second: () => number;
  onSeek: (ms: number) => void;
};

/** The chapters of a video, one line each; what is typed outlives a reload until it is saved. */
export function ChapterForm({ video: ref, languages, second, onSeek }: Props) {
  const video = readFragment(ChaptersFragment, ref);
  const { t, locale: page } = useI18n();
  const [mutate] = useMutation(SetChapters);
  const { isSending, refusals, send } = useSending(t('study.chaptersNotSaved'));
  const [language, setLanguage] = useState(languages[0] ?? 'es');
  const [isTried, setTried] = useState(false);
  const before = video.chapters.map(({ startMs, titles }): Row => ({ key: `${startMs}`, time: typedOf(startMs), titles: Object.fromEntries(titles.map(({ locale, text }) => [locale, text])) }));
  const { typed, set, forget } = useFormDraft<{ rows: Row[] }>(`chapters.${video.id}`, { rows: before });
  const { rows } = typed;
  const faults = faultsOf(rows, video.durationMs ?? 0);
  const change = (key: string, next: Partial<Row>) => set({ rows: rows.map((row) => (row.key === key ? { ...row, ...next } : row)) });
  const add = () => {
    set({ rows: inOrder([...rows, { key: randomId(), time: clock(second()), titles: { [language]: '' } }]) });
  };
  const save = async (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (faults.size > 0) return;
    const chapters = inputOf(inOrder(rows));
    const isSaved = await send(async () => (await mutate({ variables: { videoId: video.id, chapters } })).data?.setChapters.userErrors ?? []);
    if (!isSaved) return;
    set({ rows: inOrder(rows) });
    forget();
    setTried(false);
    notify({ message: t('study.chaptersSaved') });
  };
  const shown = [...new Set([...languages, ...before.flatMap(({ titles }) => Object.keys(titles))])];
  return (
    <form noValidate onSubmit={(event) => void save(event)} className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t('study.chaptersLanguage')}>
          {(id) => (
            <Select id={id} value={language} onChange={(event) => setLanguage(event.target.value)}>
              {shown.map((locale) => (
                <option key={locale} value={locale}>
                  {languageName({ locale, label: locale }, page)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button variant="outline" disabled={rows.length >= MOST} onClick={add}>
          <Plus aria-hidden />
          {t('study.chapterAdd')}
        </Button>
      </div>
      {rows.length === 0 && <p className="text-muted-foreground">{t('study.chaptersNone')}</p>}
      <ol className="grid grid-cols-1 gap-3">
        {rows.map(({ key, time, titles }, at) => {
          const fault = isTried ? faults.get(key) : undefined;
          const other = Object.values(titles).find((title) => title !== '');
          const moment = momentOf(time);
          return (
            <li key={key} className="grid grid-cols-[6rem_minmax(0,1fr)] items-start gap-3 rounded-md border bg-card p-3 sm:grid-cols-[6rem_minmax(0,1fr)_auto]">
              <Field label={t('study.chapterTime', { at: at + 1 })}>
                {(id) => (
                  <Input
                    id={id}
                    inputMode="numeric"
                    maxLength={8}
                    value={time}
                    aria-invalid={fault !== undefined && fault !== 'title'}
                    aria-describedby={fault && fault !== 'title' ? errorId(key) : undefined}
                    onChange={(event) => change(key, { time: event.target.value })}
                  />
                )}
              </Field>
              <Field label={t('study.chapterTitle', { at: at + 1 })}>
                {(id) => (
                  <Input
                    id={id}
                    lang={language}
                    maxLength={100}
                    value={titles[language] ?? ''}
                    placeholder={titles[language] ? undefined : other}
                    aria-invalid={fault === 'title'}
                    aria-describedby={fault === 'title' ? errorId(key) : undefined}
                    onChange={(event) => change(key, { titles: { ...titles, [language]: event.target.value } })}
                  />
                )}
              </Field>
              <div className="col-span-full flex flex-wrap gap-1 sm:col-span-1 sm:self-end">
                <Button size="small" variant="ghost" onClick={() => change(key, { time: clock(second()) })}>
                  {t('study.chapterHere')}
                </Button>
                <Button size="small" variant="ghost" disabled={moment === null} onClick={() => onSeek(moment ?? 0)}>
                  {t('study.chapterSeek')}
                </Button>
                <Button
                  size="smallIcon"
                  variant="danger"
                  aria-label={t('study.chapterDelete', { at: at + 1 })}
                  title={t('study.chapterDelete', { at: at + 1 })}
                  onClick={() => set({ rows: rows.filter((row) => row.key !== key) })}
                >
                  <Trash2 aria-hidden />
                </Button>
              </div>
              {fault && (
                <p id={errorId(key)} className="col-span-full text-sm text-destructive">
                  {t(`study.chapterFault.${fault}`, { end: clock(video.durationMs ?? 0) })}
                </p>
              )}
            </li>
          );
        })}
      </ol>
      <UserErrors errors={refusals} />
      <Button type="submit" isBusy={isSending} className="justify-self-start">
        {t('study.chaptersSave')}
      </Button>
    </form>
  );
}
