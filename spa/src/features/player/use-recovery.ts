import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { decodeAgain, onFault, restart, type Fault } from '@/lib/hls-engine';

export type Trouble = 'none' | 'reconnecting' | 'network' | 'decode';

const RETRY_MS = [1_000, 3_000, 8_000, 20_000] as const;
/** A second refusal so soon after a renewal is not healed by a third. */
const RENEWED_LATELY_MS = 10_000;

type Renew = () => Promise<string | null | undefined>;
const fresh = () => ({ network: 0, decode: 0, renewedAt: -Infinity });

/** Gets a stream going again: a refused grant is renewed once, the network tried a few times, a decoder set up anew once. */
export function useRecovery(media: HTMLVideoElement | null, address: RefObject<string>, renew: Renew) {
  const [trouble, setTrouble] = useState<Trouble>('none');
  const tries = useRef(fresh());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const goOn = useCallback(() => {
    clearTimeout(timer.current);
    if (media) restart(media, address.current);
  }, [media, address]);

  const reconnect = useCallback(() => {
    const wait = RETRY_MS[tries.current.network];
    tries.current.network += 1;
    setTrouble(wait === undefined ? 'network' : 'reconnecting');
    clearTimeout(timer.current);
    if (wait !== undefined) timer.current = setTimeout(goOn, wait);
  }, [goOn]);

  const mend = useCallback(
    async ({ kind, isFatal }: Fault, gone: AbortSignal) => {
      if (kind === 'decode') {
        tries.current.decode += 1;
        if (media && tries.current.decode === 1) decodeAgain(media);
        else setTrouble('decode');
        return;
      }
      const isRenewable = kind === 'forbidden' && performance.now() - tries.current.renewedAt > RENEWED_LATELY_MS;
      if (!isRenewable) {
        if (isFatal) reconnect();
        return;
      }
      tries.current.renewedAt = performance.now();
      const isRenewed = typeof (await renew()) === 'string';
      // Nobody would stop what is begun for a player that was left meanwhile.
      if (gone.aborted) return;
      if (isRenewed) goOn();
      else reconnect();
    },
    [media, renew, goOn, reconnect],
  );

  useEffect(() => {
    if (!media) return;
    const gone = new AbortController();
    const stopListening = onFault(media, (fault) => void mend(fault, gone.signal));
    const onPlaying = () => {
      tries.current.network = 0;
      setTrouble('none');
    };
    const onOnline = () => void (tries.current.network > 0 && goOn());
    media.addEventListener('playing', onPlaying);
    media.addEventListener('canplay', onPlaying);
    window.addEventListener('online', onOnline);
    return () => {
      gone.abort();
      clearTimeout(timer.current);
      stopListening();
      media.removeEventListener('playing', onPlaying);
      media.removeEventListener('canplay', onPlaying);
      window.removeEventListener('online', onOnline);
    };
  }, [media, mend, goOn]);

  const tryAgain = useCallback(async () => {
    const isDecode = trouble === 'decode';
    tries.current = fresh();
    setTrouble('reconnecting');
    await renew();
    if (isDecode && media) media.load();
    else goOn();
  }, [trouble, renew, media, goOn]);
  return { trouble, tryAgain };
}
