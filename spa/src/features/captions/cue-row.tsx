import { memo, useLayoutEffect, useRef } from 'react';
import { cn } from '@/lib/cn';
import { clock } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import { LINE_LENGTH, strainsOf, type Cue } from './cues';
import { doubtsOf } from './doubts';
import type { Caret } from './use-desk';

const decimal = (locale: string) => new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';

/** 83450 → "1:23,45": the hundredths matter here, the thousandths do not. */
const fineClock = (ms: number, locale: string) => `${clock(ms)}${decimal(locale)}${String(Math.floor((ms % 1000) / 10)).padStart(2, '0')}`;

function Times({ cue }: { cue: Cue }) {
  const { locale } = useI18n();
  return (
    <span className="text-xs text-muted-foreground tabular-nums">
      {fineClock(cue.startMs, locale)} – {fineClock(cue.endMs, locale)}
    </span>
  );
}

/** The text with what was heard in doubt marked. */
function Marked({ cue }: { cue: Cue }) {
  const { t } = useI18n();
  const parts = [];
  let reached = 0;
  for (const { from, to } of doubtsOf(cue)) {
    parts.push(cue.text.slice(reached, from));
    parts.push(
      <mark key={from} className="rounded-sm bg-accent-soft px-0.5 text-accent-foreground underline decoration-dotted underline-offset-3">
        {cue.text.slice(from, to)}
        <span className="sr-only"> ({t('cues.doubtful')})</span>
      </mark>,
    );
    reached = to;
  }
  return (
    <span dir="auto" className="whitespace-pre-line">
      {parts}
      {cue.text.slice(reached)}
    </span>
  );
}

function Strains({ cue }: { cue: Cue }) {
  const { t } = useI18n();
  const strains = strainsOf(cue);
  if (strains.length === 0) return null;
  return <span className="text-xs text-accent-foreground">{strains.map((strain) => t(`cues.strain.${strain}`, { most: LINE_LENGTH })).join(' · ')}</span>;
}

type Props = { cue: Cue; isSpoken: boolean; onSelect: (id: string) => void };

/** A cue at rest: a press or Enter takes it up. */
export const CueRow = memo(function CueRow({ cue, isSpoken, onSelect }: Props) {
  const { t } = useI18n();
  return (
    <button
      type="button"
      data-testid="cue"
      tabIndex={-1}
      onClick={() => onSelect(cue.id)}
      className={cn('grid w-full gap-0.5 rounded-md border border-transparent px-3 py-2 text-start hover:bg-muted', isSpoken && 'border-primary')}
    >
      <span className="flex flex-wrap items-baseline gap-x-3">
        <Times cue={cue} />
        <Strains cue={cue} />
      </span>
      {cue.text ? <Marked cue={cue} /> : <span className="text-muted-foreground">{t('cues.empty')}</span>}
    </button>
  );
});

type OpenProps = { cue: Cue; caret: Caret; locale: string; isSpoken: boolean; onType: (text: string, offset: number) => void; onCaret: (offset: number) => void };

/** The cue that is being written. */
export function OpenCue({ cue, caret, locale, isSpoken, onType, onCaret }: OpenProps) {
  const { t } = useI18n();
  const box = useRef<HTMLTextAreaElement>(null);
  const doubts = doubtsOf(cue);
  useLayoutEffect(() => {
    const { current } = box;
    // On a phone that would bring its keyboard up, over the video one came to see.
    if (caret.isFirst && window.matchMedia?.('(pointer: coarse)').matches) return;
    current?.focus({ preventScroll: true });
    current?.setSelectionRange(caret.from, caret.to);
    if (!caret.isFirst) current?.scrollIntoView?.({ block: 'nearest' });
  }, [caret]);
  return (
    <div data-testid="open-cue" className={cn('grid gap-1 rounded-md border bg-primary-soft px-3 py-2', isSpoken && 'border-primary')}>
      <span className="flex flex-wrap items-baseline gap-x-3">
        <Times cue={cue} />
        <Strains cue={cue} />
      </span>
      <textarea
        ref={box}
        lang={locale}
        dir="auto"
        aria-label={t('cues.text', { time: clock(cue.startMs) })}
        rows={Math.max(2, cue.text.split('\n').length)}
        value={cue.text}
        onChange={({ target }) => onType(target.value, target.selectionEnd)}
        onSelect={({ currentTarget }) => onCaret(currentTarget.selectionEnd)}
        className="field-sizing-content w-full resize-none rounded-md border border-input bg-card px-2 py-1.5 text-base"
      />
      {doubts.length > 0 && (
        <span className="text-sm">
          {t('cues.doubts')} <mark className="bg-transparent font-semibold text-accent-foreground">{doubts.map(({ word }) => word.text.replace(/[.,;:]+$/, '')).join(', ')}</mark>
        </span>
      )}
    </div>
  );
}
