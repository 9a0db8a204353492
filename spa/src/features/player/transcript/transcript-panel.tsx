import { useQuery } from '@apollo/client/react';
import { ChevronDown, ChevronUp, Link2 } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { EmptyState, ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { Field, Input, Select } from '@/components/ui/field';
import { graphql } from '@/gql';
import { useCaptionPreferences } from '@/lib/caption-preferences';
import { cn } from '@/lib/cn';
import { clock } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import { languageName } from '@/lib/languages';
import '@/lib/messages/transcript';
import { notify } from '@/lib/notify';
import { useKept } from '@/lib/use-kept';
import { currentAt, parts } from './find';
import { useTranscript, type TranscriptLine } from './use-transcript';

const LanguagesQuery = graphql(/* GraphQL */ `
  query TranscriptLanguages($lessonId: ID!) {
    lesson(id: $lessonId) {
      id
      viewerAccess { allowed }
      content { ... on VideoContent { video { id captions { id locale default } } } }
    }
  }
`);

type Spoken = { locale: string; default: boolean };

/** The language of the captions that were chosen last, else the page's, else what is spoken. */
function fitting(languages: readonly Spoken[], chosen: string | null, page: string): string | undefined {
  const of = (wanted: string | null) => languages.find(({ locale }) => locale === wanted || (wanted && locale.split('-')[0] === wanted.split('-')[0]));
  return (of(chosen) ?? of(page) ?? languages.find((each) => each.default) ?? languages[0])?.locale;
}

type LinesProps = { lines: readonly TranscriptLine[]; language: string; positionMs: number; query: string; shown: number | null; onSeek: (ms: number) => void };

/** One stop of the keyboard: arrows go from line to line, so that the page behind hundreds of them can be reached. */
function Lines({ lines, language, positionMs, query, shown, onSeek }: LinesProps) {
  const { t } = useI18n();
  const list = useRef<HTMLOListElement>(null);
  const current = currentAt(lines, positionMs);
  const [focused, setFocused] = useState<number | null>(null);
  // It follows until its reader goes elsewhere in it, and then does not pull them back.
  const [isFollowing, setFollowing] = useState(true);
  const target = shown ?? (isFollowing ? current : null);
  useEffect(() => {
    const line = target === null ? null : list.current?.children[target];
    if (!(line instanceof HTMLElement) || !list.current) return;
    // Only the list moves, never the page: the film stays in view.
    list.current.scrollTop = line.offsetTop - list.current.clientHeight / 3;
  }, [target]);
  const stop = focused ?? Math.max(0, current);
  const go = (event: KeyboardEvent, from: number) => {
    const to = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: lines.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = Math.min(lines.length - 1, Math.max(0, to));
    setFollowing(false);
    setFocused(next);
    list.current?.children[next]?.querySelector('button')?.focus();
  };
  return (
    <div className="grid gap-2">
      <ol
        ref={list}
        lang={language}
        aria-label={t('transcript.list')}
        className="relative grid max-h-96 content-start lg:max-h-[max(12rem,calc(100dvh-28rem))] overflow-y-auto overscroll-contain motion-safe:scroll-smooth rounded-md border bg-card p-1"
        onWheel={() => setFollowing(false)}
        onTouchMove={() => setFollowing(false)}
      >
        {lines.map(({ id, startMs, text }, index) => (
          <li key={id} className="[contain-intrinsic-size:auto_2.75rem] [content-visibility:auto]">
            <button
              type="button"
              tabIndex={index === stop ? 0 : -1}
              aria-current={index === current ? 'time' : undefined}
              className={cn(
                // Inside, for what stands out of its line is not painted where lines are laid out as they come into view.
                'grid min-h-11 w-full grid-cols-[3.5rem_minmax(0,1fr)] items-baseline gap-2 rounded-sm px-2 py-1.5 text-start -outline-offset-2 hover:bg-muted aria-[current=time]:bg-primary-soft',
                index === shown && 'outline-2 outline-accent',
              )}
              onFocus={() => setFocused(index)}
              onKeyDown={(event) => go(event, index)}
              onClick={() => {
                setFollowing(true);
                onSeek(startMs);
              }}
            >
              <span className="text-sm text-muted-foreground tabular-nums">{clock(startMs)}</span>
              <span dir="auto" className="wrap-anywhere">
                {parts(text.replaceAll('\n', ' '), query).map((part, at) =>
                  part.isFound ? (
                    <mark key={at} className="rounded-xs bg-accent-soft text-accent-foreground">
                      {part.text}
                    </mark>
                  ) : (
                    part.text
                  ),
                )}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {!isFollowing && current >= 0 && (
        <Button size="small" variant="outline" className="justify-self-start" onClick={() => setFollowing(true)}>
          {t('transcript.follow')}
        </Button>
      )}
    </div>
  );
}

function useMatches(lines: readonly TranscriptLine[], query: string) {
  const matches = useMemo(
    () => (query.trim() === '' ? [] : lines.flatMap(({ text }, index) => (parts(text.replaceAll('\n', ' '), query).some(({ isFound }) => isFound) ? [index] : []))),
    [lines, query],
  );
  const [chosen, setChosen] = useState({ query, at: 0 });
  const at = chosen.query === query ? chosen.at : 0;
  const move = (by: number) => setChosen({ query, at: matches.length === 0 ? 0 : (at + by + matches.length) % matches.length });
  return { matches, at, move };
}

type ReadProps = Omit<LinesProps, 'query' | 'shown'>;

function Searched(props: ReadProps) {
  const { t } = useI18n();
  const [query, setQuery] = useState('');
  const { matches, at, move } = useMatches(props.lines, query);
  const isAsked = query.trim() !== '';
  return (
    <>
      <Field label={t('transcript.search')} hint={t('transcript.searchHint')}>
        {(id) => (
          <Input
            id={id}
            type="search"
            maxLength={100}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') move(event.shiftKey ? -1 : 1);
            }}
          />
        )}
      </Field>
      {/* From the first letter on in its place, so that nothing is pushed down when something is found. */}
      <div className="flex items-center gap-2">
        <Button size="smallIcon" variant="outline" aria-label={t('transcript.previous')} disabled={matches.length < 2} onClick={() => move(-1)}>
          <ChevronUp aria-hidden />
        </Button>
        <Button size="smallIcon" variant="outline" aria-label={t('transcript.next')} disabled={matches.length < 2} onClick={() => move(1)}>
          <ChevronDown aria-hidden />
        </Button>
        <p role="status" className="text-sm text-muted-foreground">
          {isAsked && (matches.length === 0 ? t('transcript.noneFound') : t('transcript.found', { at: at + 1, count: matches.length }))}
        </p>
      </div>
      <Lines {...props} query={query} shown={isAsked ? (matches[at] ?? null) : null} />
    </>
  );
}

function CopyLink({ lessonId, positionMs }: { lessonId: string; positionMs: number }) {
  const { t } = useI18n();
  const copy = async () => {
    const link = `${window.location.origin}/learn/${lessonId}?t=${Math.floor(positionMs / 1000)}`;
    try {
      await navigator.clipboard.writeText(link);
      notify({ subject: 'copied', message: t('transcript.copied') });
    } catch {
      // No clipboard without https, or the person said no.
      notify({ tone: 'error', subject: 'copied', message: t('transcript.notCopied', { link }) });
    }
  };
  return (
    <Button size="small" variant="ghost" onClick={() => void copy()}>
      <Link2 aria-hidden />
      {t('transcript.copy', { time: clock(positionMs) })}
    </Button>
  );
}

type Props = { lessonId: string; positionMs: number; onSeek: (ms: number) => void };

function InLanguage({ language, lessonId, ...place }: Props & { language: string }) {
  const { t } = useI18n();
  const { transcript, again } = useTranscript(lessonId, language);
  switch (transcript.kind) {
    case 'loading':
      return <Skeleton className="h-96" />;
    case 'failed':
      return <ErrorState text={t('transcript.down')} onRetry={again} />;
    case 'none':
      return <EmptyState title={t('transcript.none')} />;
    case 'read':
      return (
        <>
          {transcript.isMachineMade && <p className="text-sm text-muted-foreground">{t('transcript.machine')}</p>}
          <Searched lines={transcript.lines} language={language} {...place} />
          {transcript.isCut && <ErrorState text={t('transcript.partly')} className="p-4" onRetry={again} />}
        </>
      );
  }
}

/** What is said in a lesson, beside it: it goes with the film, takes the film where one reads, and is searched. */
export function TranscriptPanel({ lessonId, positionMs, onSeek }: Props) {
  const { t, locale: page } = useI18n();
  const preferences = useCaptionPreferences();
  const [chosen, setChosen] = useState<string | null>(null);
  const { data, loading, error, refetch } = useQuery(LanguagesQuery, { variables: { lessonId }, fetchPolicy: 'cache-and-network' });
  const lesson = useKept(lessonId, data?.lesson, loading || error !== undefined);
  if (!lesson) return loading ? <Skeleton className="h-96" /> : <ErrorState text={t('transcript.down')} onRetry={refetch} />;
  const languages = lesson.content.__typename === 'VideoContent' ? (lesson.content.video?.captions ?? []) : [];
  const language = languages.some(({ locale }) => locale === chosen) ? chosen : fitting(languages, preferences.locale, page);
  if (!language) return <EmptyState title={t(lesson.viewerAccess.allowed ? 'transcript.none' : 'transcript.closed')} />;
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        {languages.length > 1 && (
          <Field label={t('transcript.language')}>
            {(id) => (
              <Select id={id} value={language} onChange={(event) => setChosen(event.target.value)}>
                {languages.map(({ id: track, locale }) => (
                  <option key={track} value={locale}>
                    {languageName({ locale, label: locale }, page)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        <CopyLink lessonId={lessonId} positionMs={positionMs} />
      </div>
      <InLanguage key={language} language={language} lessonId={lessonId} positionMs={positionMs} onSeek={onSeek} />
    </div>
  );
}
