import { Captions, CaptionsOff } from 'lucide-react';
import { useId, useRef, type ReactNode, type RefObject } from 'react';
import { BACKGROUNDS, captionPreferences, SIZES, useCaptionPreferences } from '@/lib/caption-preferences';
import { useI18n } from '@/lib/i18n';
import { languageName } from '@/lib/languages';
import { useClosing } from '../use-closing';
import type { Caption } from './caption-tracks';

type ButtonProps = { isOn: boolean; isOpen: boolean; button: RefObject<HTMLButtonElement | null>; onToggle: () => void };

/** Opens the menu of captions; its icon says whether words are shown. */
export function CaptionsButton({ isOn, isOpen, button, onToggle }: ButtonProps) {
  const { t } = useI18n();
  const Icon = isOn ? Captions : CaptionsOff;
  return (
    <button
      ref={button}
      type="button"
      aria-label={t('captions.title')}
      title={t('captions.title')}
      aria-expanded={isOpen}
      onClick={onToggle}
      className="bg-[var(--media-secondary-color)] text-[var(--media-primary-color)] hover:bg-[var(--media-control-hover-background)]"
    >
      <Icon aria-hidden className="size-6" />
    </button>
  );
}

type ChoiceProps = { name: string; isChosen: boolean; onChoose: () => void; note?: string; children: ReactNode };

function Choice({ name, isChosen, onChoose, note, children }: ChoiceProps) {
  const id = useId();
  return (
    <label className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 hover:bg-white/12 has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-white">
      <input type="radio" name={name} checked={isChosen} onChange={onChoose} aria-describedby={note && id} className="size-4 shrink-0 accent-[var(--media-range-bar-color)] outline-none" />
      <span>
        {children}
        {note && (
          <span id={id} className="block text-xs opacity-80">
            {note}
          </span>
        )}
      </span>
    </label>
  );
}

function Choices({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="grid content-start">
      <legend className="mb-1 px-2 font-semibold">{title}</legend>
      {children}
    </fieldset>
  );
}

/** The controls' own fading must not take the menu with it. */
const STAYS = { noautohide: '' };

type PanelProps = { captions: readonly Caption[]; active: Caption | null; button: RefObject<HTMLButtonElement | null>; onClose: () => void };

/** Which language is shown, how large and on what ground: seen at once in the picture, remembered for every lesson. */
export function CaptionsPanel({ captions, active, button, onClose }: PanelProps) {
  const { t, locale } = useI18n();
  const { size, background } = useCaptionPreferences();
  const panel = useRef<HTMLDivElement>(null);
  const onKeyDown = useClosing(panel, button, onClose, 'input:checked');
  const { change } = captionPreferences;
  const name = useId();
  return (
    <div
      {...STAYS}
      ref={panel}
      role="group"
      aria-label={t('captions.title')}
      onKeyDown={onKeyDown}
      // Pressing the words of a choice takes the focus for a moment to what they lie in: here, or the player around.
      tabIndex={-1}
      onBlur={({ relatedTarget: next }) => {
        const isAround = next instanceof Node && (next.contains(panel.current) || panel.current?.contains(next));
        if (next instanceof Node && next !== button.current && !isAround) onClose();
      }}
      className="absolute end-2 bottom-18 z-10 grid max-h-[calc(100%-5rem)] outline-none max-sm:bottom-11 max-sm:max-h-[calc(100%-3rem)] gap-x-4 gap-y-3 overflow-y-auto rounded-lg bg-[var(--media-menu-background)] p-3 text-sm leading-snug text-[var(--media-primary-color)] sm:grid-cols-3 max-sm:start-2 max-sm:grid-cols-2"
    >
      <Choices title={t('captions.language')}>
        <Choice name={`${name}-language`} isChosen={active === null} onChoose={() => change({ isOn: false })}>
          {t('captions.off')}
        </Choice>
        {captions.map((caption) => (
          <Choice
            key={caption.id}
            name={`${name}-language`}
            isChosen={caption === active}
            onChoose={() => change({ isOn: true, locale: caption.locale })}
            note={caption.isMachineMade ? t('captions.machine') : undefined}
          >
            {languageName(caption, locale)}
          </Choice>
        ))}
      </Choices>
      <Choices title={t('captions.size')}>
        {SIZES.map((each) => (
          <Choice key={each} name={`${name}-size`} isChosen={each === size} onChoose={() => change({ size: each })}>
            {t(`captions.size.${each}`)}
          </Choice>
        ))}
      </Choices>
      <Choices title={t('captions.background')}>
        {BACKGROUNDS.map((each) => (
          <Choice key={each} name={`${name}-background`} isChosen={each === background} onChoose={() => change({ background: each })}>
            {t(`captions.background.${each}`)}
          </Choice>
        ))}
      </Choices>
    </div>
  );
}
