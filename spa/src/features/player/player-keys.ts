import { useEffect, useRef, type RefObject } from 'react';
import { play } from '@/lib/media';

export type KeyAct =
  | { kind: 'toggle' }
  | { kind: 'seekBy'; seconds: number }
  | { kind: 'seekTo'; share: number }
  | { kind: 'mute' }
  | { kind: 'captions' }
  | { kind: 'fullscreen' }
  | { kind: 'rate'; by: number }
  | { kind: 'next' }
  | { kind: 'note' }
  | { kind: 'help' };

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

export function actOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Key): KeyAct | null {
  if (ctrlKey || metaKey || altKey) return null;
  if (/^\d$/.test(key)) return { kind: 'seekTo', share: Number(key) / 10 };
  switch (key.toLowerCase()) {
    case ' ':
    case 'k':
      return { kind: 'toggle' };
    case 'j':
      return { kind: 'seekBy', seconds: -10 };
    case 'l':
      return { kind: 'seekBy', seconds: 10 };
    case 'arrowleft':
      return { kind: 'seekBy', seconds: -5 };
    case 'arrowright':
      return { kind: 'seekBy', seconds: 5 };
    case 'm':
      return { kind: 'mute' };
    case 'c':
      return { kind: 'captions' };
    case 'f':
      return { kind: 'fullscreen' };
    case '<':
      return { kind: 'rate', by: -0.25 };
    case '>':
      return { kind: 'rate', by: 0.25 };
    case '?':
      return { kind: 'help' };
    case 'n':
      return { kind: shiftKey ? 'next' : 'note' };
    default:
      return null;
  }
}

/** Boxes that take no letters: a bar of time that was clicked must not make the other keys dead. */
const NO_TEXT = /^(range|checkbox|radio|button|submit|reset|file|color|image)$/;

/** Keys belong to whoever has the focus: a box takes letters, a button takes space, a slider takes arrows. */
function belongsToFocused(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  const isBox = target instanceof HTMLInputElement ? !NO_TEXT.test(target.type) : /^(textarea|select)$/i.test(target.tagName);
  if (target.isContentEditable || isBox) return true;
  // While something asks over the page, the film behind it is not meant.
  if (target.closest('dialog, [role="dialog"]')) return true;
  const role = target.getAttribute('role') ?? (target instanceof HTMLInputElement ? target.type : target.tagName.toLowerCase());
  if (event.key === ' ') return /^(button|a|link|tab|menuitemradio|summary|checkbox|radio)$/.test(role);
  return event.key.startsWith('Arrow') && /^(tab|slider|range|radio|menuitemradio)$/.test(role);
}

/** Phones have a full screen for the video alone; where there is none the person is told. */
async function toggleFullscreen(frame: HTMLElement, onRefused: () => void) {
  try {
    await (document.fullscreenElement ? document.exitFullscreen() : frame.requestFullscreen());
  } catch {
    onRefused();
  }
}

type Told = { onNext: () => void; onNote: () => void; onHelp: () => void; onNoFullscreen: () => void; onCaptions: () => void };

function perform(act: KeyAct, media: HTMLVideoElement, frame: HTMLElement, told: Told) {
  switch (act.kind) {
    case 'toggle':
      if (media.paused) void play(media);
      else media.pause();
      break;
    case 'seekBy':
      media.currentTime = Math.max(0, media.currentTime + act.seconds);
      break;
    case 'seekTo':
      if (Number.isFinite(media.duration)) media.currentTime = media.duration * act.share;
      break;
    case 'mute':
      media.muted = !media.muted;
      break;
    case 'captions':
      told.onCaptions();
      break;
    case 'fullscreen':
      void toggleFullscreen(frame, told.onNoFullscreen);
      break;
    case 'rate':
      media.playbackRate = Math.min(2, Math.max(0.5, media.playbackRate + act.by));
      break;
    case 'next':
      told.onNext();
      break;
    case 'help':
      told.onHelp();
      break;
    case 'note':
      // Where one writes is outside of what fills the screen.
      if (document.fullscreenElement) void document.exitFullscreen();
      told.onNote();
      break;
  }
}

type Media = RefObject<HTMLVideoElement | null>;

export function usePlayerKeys(frame: RefObject<HTMLElement | null>, media: Media, told: Told) {
  const latest = useRef(told);
  useEffect(() => {
    latest.current = told;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const act = actOf(event);
      if (!act || !media.current || !frame.current || belongsToFocused(event)) return;
      event.preventDefault();
      perform(act, media.current, frame.current, latest.current);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [frame, media]);
}
