import { useSyncExternalStore } from 'react';
import { store } from './store';

export const SIZES = ['small', 'normal', 'large', 'huge'] as const;
export const BACKGROUNDS = ['none', 'shade', 'solid'] as const;
export type CaptionSize = (typeof SIZES)[number];
export type CaptionBackground = (typeof BACKGROUNDS)[number];

/** How a person wants words shown, in every lesson of this browser. `locale`: the language chosen last, null before the first choice. */
export type CaptionPreferences = { isOn: boolean; locale: string | null; size: CaptionSize; background: CaptionBackground };

const KEY = 'captions';
const unset: CaptionPreferences = { isOn: false, locale: null, size: 'normal', background: 'shade' };

const oneOf = <T extends string>(all: readonly T[], value: unknown, fallback: T): T => all.find((each) => each === value) ?? fallback;

/** Whatever stands in the browser's memory, an older page's or a stranger's: what is not understood is as if it were not set. */
export function parsePreferences(text: string | null): CaptionPreferences {
  try {
    const kept = JSON.parse(text ?? '{}') as Partial<Record<keyof CaptionPreferences, unknown>> | null;
    return {
      isOn: kept?.isOn === true,
      locale: typeof kept?.locale === 'string' ? kept.locale : null,
      size: oneOf(SIZES, kept?.size, unset.size),
      background: oneOf(BACKGROUNDS, kept?.background, unset.background),
    };
  } catch {
    return unset;
  }
}

let current: CaptionPreferences | null = null;
const listeners = new Set<() => void>();

export const captionPreferences = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  current: (): CaptionPreferences => (current ??= parsePreferences(store.read(KEY))),
  change(change: Partial<CaptionPreferences>) {
    current = { ...captionPreferences.current(), ...change };
    store.write(KEY, JSON.stringify(current));
    for (const listener of listeners) listener();
  },
};

export const useCaptionPreferences = () => useSyncExternalStore(captionPreferences.subscribe, captionPreferences.current);
