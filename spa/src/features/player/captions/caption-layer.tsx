import { useLayoutEffect, useRef } from 'react';
import { cn } from '@/lib/cn';
import { useCaptionPreferences, type CaptionBackground, type CaptionSize } from '@/lib/caption-preferences';
import type { Caption } from './caption-tracks';
import { useLiveCues } from './use-captions';

/** Of the player's width, so that words keep their size beside the picture; never too small to be read. */
const SIZE: Record<CaptionSize, string> = {
  small: 'text-[max(0.8125rem,1.8cqi)]',
  normal: 'text-[max(0.9375rem,2.4cqi)]',
  large: 'text-[max(1.125rem,3.1cqi)]',
  huge: 'text-[max(1.375rem,4cqi)]',
};
const GROUND: Record<CaptionBackground, string> = {
  none: '[text-shadow:0_0_3px_black,0_0_3px_black,0_1px_5px_black]',
  shade: 'bg-black/75',
  solid: 'bg-black',
};

/** The controls' own fading must not take the words with it. */
const STAYS = { noautohide: '' };

const isDrawable = (cue: TextTrackCue): cue is VTTCue => 'getCueAsHTML' in cue;

/** The browser's own reading of a cue's marks, such as italics. */
function CueText({ cue, className }: { cue: VTTCue; className: string }) {
  const span = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => span.current?.replaceChildren(cue.getCueAsHTML()), [cue]);
  return <span ref={span} className={className} />;
}

/** What is said now, above the controls; it comes down where they fade. */
export function CaptionLayer({ caption }: { caption: Caption | null }) {
  const cues = useLiveCues(caption).filter(isDrawable);
  const { size, background } = useCaptionPreferences();
  if (!caption || cues.length === 0) return null;
  return (
    <div
      {...STAYS}
      lang={caption.locale}
      data-testid="cues"
      className="pointer-events-none w-full px-[4%] pb-2 text-center leading-snug font-medium text-white transition-transform duration-200 in-[media-controller[userinactive]:not([mediapaused])]:translate-y-12"
    >
      {cues.map((cue, n) => (
        <p key={`${n} ${cue.startTime}`} dir="auto" className={cn('whitespace-pre-line', SIZE[size])}>
          <CueText cue={cue} className={cn('rounded-sm box-decoration-clone px-[0.4em] py-[0.12em]', GROUND[background])} />
        </p>
      ))}
    </div>
  );
}
