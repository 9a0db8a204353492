import { useEffect, useRef, useState, useSyncExternalStore, type KeyboardEvent, type ReactNode } from 'react';
import { useBlocker } from 'react-router';
import { Button } from '@/components/ui/button';
import type { StoryboardFieldsFragment as Storyboard } from '@/gql/graphql';
import { confirmed } from '@/lib/asking';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/teaching';
import { useAttempt } from '@/lib/use-attempt';
import { commandOf, type Command } from './commands';
import type { CueDesk, Saving, Version } from './cue-desk';
import { CueList } from './cue-list';
import { CueRow, OpenCue } from './cue-row';
import { replacedTexts } from './doubts';
import { FilmStrip } from './film-strip';
import { FindBar } from './find-bar';
import type { Tape } from './tape';
import { Toolbar } from './toolbar';
import { useDesk } from './use-desk';
import { LeftNotice, useShelf } from './use-shelf';

/** Nobody leaves what is not saved without being asked. */
function useLeaving(desk: CueDesk) {
  const { t } = useI18n();
  const blocker = useBlocker(() => {
    void desk.save();
    return desk.isUnsaved();
  });
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    void confirmed(t('cues.leave'), t('cues.leaveYes')).then((isLeaving) => (isLeaving ? blocker.proceed() : blocker.reset()));
  }, [blocker, t]);
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => desk.isUnsaved() && event.preventDefault();
    window.addEventListener('beforeunload', onLeave);
    return () => {
      window.removeEventListener('beforeunload', onLeave);
      desk.close();
    };
  }, [desk]);
}

type SavingProps = { saving: Saving; onSettle: (whose: 'mine' | 'theirs') => void };

function SavingNotice({ saving, onSettle }: SavingProps) {
  const { t } = useI18n();
  if (saving.kind !== 'refused' && saving.kind !== 'stale') {
    return (
      <p role="status" className="text-sm text-muted-foreground">
        {t(`cues.saving.${saving.kind}`)}
      </p>
    );
  }
  return (
    <div role="alert" className="grid justify-items-start gap-2 rounded-md bg-destructive-soft p-3 text-sm">
      <p>{saving.kind === 'refused' ? t('cues.refused', { why: saving.message }) : t('cues.stale')}</p>
      <div className="flex flex-wrap gap-2">
        <Button size="small" variant="outline" onClick={() => onSettle('theirs')}>
          {t('cues.theirs')}
        </Button>
        {saving.kind === 'stale' && (
          <Button size="small" variant="outline" onClick={() => onSettle('mine')}>
            {t('cues.mine')}
          </Button>
        )}
      </div>
    </div>
  );
}

type Props = {
  desk: CueDesk;
  /** Names the account and the track, for what is unsaved when the tab closes. */
  shelfKey: string;
  locale: string;
  durationMs: number;
  tape: Tape;
  stage: ReactNode;
  storyboard?: Storyboard | null;
  onReload: () => Promise<Version>;
};

const NEEDS_CUE = new Set<Command>(['replay', 'split', 'merge', 'remove', 'startEarlier', 'startLater', 'endEarlier', 'endLater', 'earlier', 'later', 'startHere', 'endHere']);

/** The cues of one track, written by keyboard alone: every command has a key, and a button that names it. */
export function CueEditor({ desk, shelfKey, locale, durationMs, tape, stage, storyboard, onReload }: Props) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const [isFinding, setFinding] = useState(false);
  const findBox = useRef<HTMLInputElement>(null);
  const openFind = () => {
    setFinding(true);
    // It is drawn first.
    requestAnimationFrame(() => findBox.current?.focus());
  };
  const work = useDesk(desk, tape, durationMs, openFind);
  const { cues, cue, caret, saving, run } = work;
  const now = useSyncExternalStore(tape.subscribe, tape.nowMs);
  const spoken = work.spoken(now);
  const isSpoken = (id: string) => spoken?.id === id && spoken.startMs <= now;
  useLeaving(desk);
  const unsaved = useShelf(desk, shelfKey);

  const onKeyDown = (event: KeyboardEvent) => {
    const command = commandOf(event.nativeEvent);
    if (!command) return;
    event.preventDefault();
    run(command);
  };
  const isDisabled = (command: Command) =>
    (command === 'undo' && !work.canUndo) || (command === 'redo' && !work.canRedo) || (command === 'save' && saving.kind === 'saved') || (NEEDS_CUE.has(command) && !cue);
  const settle = (whose: 'mine' | 'theirs') => void attempt(t('cues.notRead'), async () => desk.settle(await onReload(), whose));

  return (
    // Keys bubble here from the texts and buttons within.
    <section aria-label={t('cues.title')} onKeyDown={onKeyDown} className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,4fr)_minmax(0,5fr)]">
      {/* On a phone the commands come after the list that they are about. */}
      <div className="grid grid-cols-1 gap-3 max-lg:contents lg:sticky lg:top-20">
        {stage}
        <p aria-hidden lang={locale} dir="auto" className="min-h-12 text-center whitespace-pre-line">
          {spoken && isSpoken(spoken.id) && spoken.text}
        </p>
        {cue && storyboard && <FilmStrip storyboard={storyboard} cue={cue} cues={cues} nowMs={now} />}
        <div className="max-lg:order-last">
          <Toolbar isDisabled={isDisabled} onRun={run} />
        </div>
      </div>
      <div className="grid grid-cols-1 gap-3">
        <SavingNotice saving={saving} onSettle={settle} />
        {unsaved.left && <LeftNotice at={unsaved.left.at} onTakeUp={unsaved.takeUp} onDrop={unsaved.drop} />}
        {isFinding && (
          <FindBar
            cues={cues}
            box={findBox}
            onFind={work.find}
            onReplaceAll={(query, replacement) => desk.rewrite(replacedTexts(cues, query, replacement))}
            onClose={() => {
              setFinding(false);
              if (cue) work.select(cue.id);
            }}
          />
        )}
        {cues.length === 0 ? (
          <p className="rounded-md border border-dashed border-input p-6">{t('cues.none')}</p>
        ) : (
          <CueList cues={cues} open={cue} keyOf={desk.keyOf}>
            {(each) =>
              each === cue ? (
                <OpenCue cue={each} caret={caret} locale={locale} isSpoken={isSpoken(each.id)} onType={work.type} onCaret={work.note} />
              ) : (
                <CueRow cue={each} isSpoken={isSpoken(each.id)} onSelect={work.select} />
              )
            }
          </CueList>
        )}
      </div>
    </section>
  );
}
