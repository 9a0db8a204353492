import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { captionPreferences, useCaptionPreferences } from '@/lib/caption-preferences';
import { useI18n } from '@/lib/i18n';
import { CaptionTracks, fittingCaption, LiveCues, type Caption } from './caption-tracks';

const never = () => () => undefined;
const NO_CAPTIONS: readonly Caption[] = [];
const NO_CUES: readonly TextTrackCue[] = [];

/** The captions of a player, and the one that the person's preferences show. */
export function useCaptions(media: HTMLVideoElement | null) {
  const { locale } = useI18n();
  const preferences = useCaptionPreferences();
  const tracks = useMemo(() => (media ? new CaptionTracks(media) : null), [media]);
  const captions = useSyncExternalStore(tracks?.subscribe ?? never, tracks?.current ?? (() => NO_CAPTIONS));
  const active = preferences.isOn ? fittingCaption(captions, preferences.locale, locale) : null;
  useEffect(() => tracks?.select(active), [tracks, active]);
  return { captions, active };
}

export function useLiveCues(caption: Caption | null): readonly TextTrackCue[] {
  const track = caption?.track;
  const cues = useMemo(() => (track ? new LiveCues(track) : null), [track]);
  return useSyncExternalStore(cues?.subscribe ?? never, cues?.current ?? (() => NO_CUES));
}

export const toggleCaptions = () => captionPreferences.change({ isOn: !captionPreferences.current().isOn });
