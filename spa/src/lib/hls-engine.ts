import type { ErrorData, Events } from 'hls.js';
import type Hls from 'hls.js';

type WithEngine = HTMLVideoElement & { api?: Hls | null };

/** What went wrong with a stream: its grant ran out, it did not come, or it cannot be decoded. */
export type Fault = { kind: 'forbidden' | 'network' | 'decode'; isFatal: boolean };

/** The token is the prefix of every address of a video, so a new one goes before the old rest. */
const GRANT = /\/media\/p\/[^/]+\//;

export function underGrant(url: string, granted: string): string {
  const prefix = GRANT.exec(granted)?.[0];
  return prefix ? url.replace(GRANT, prefix) : url;
}

/** How an engine's last request ended, by its set-up: the first may fail before anybody listens to the engine. */
const ends = new WeakMap<object, number>();

/** Segments are asked for under the newest grant: a renewal does not interrupt what plays. */
export function engineConfig(granted: () => string) {
  const xhrSetup = (request: XMLHttpRequest, url: string) => {
    request.addEventListener('error', () => ends.set(xhrSetup, 0));
    request.addEventListener('load', () => ends.set(xhrSetup, request.status));
    request.open('GET', underGrant(url, granted()), true);
  };
  return { xhrSetup };
}

/** An engine without levels whose manifest was refused has told of it already. */
function missedBy({ levels, config }: Hls): Fault | null {
  const status = config.xhrSetup && ends.get(config.xhrSetup);
  if (levels.length > 0 || status === undefined || (status >= 200 && status < 300)) return null;
  return { kind: status === 403 ? 'forbidden' : 'network', isFatal: true };
}

const ERROR = 'hlsError' as Events.ERROR;

function faultOf({ type, fatal, response }: ErrorData): Fault | null {
  if (response?.code === 403) return { kind: 'forbidden', isFatal: fatal };
  if (!fatal) return null;
  return { kind: type === 'mediaError' ? 'decode' : 'network', isFatal: true };
}

/** Browsers that play HLS themselves tell no status: a source that "is not supported" may be a grant that ran out. */
function nativeFault(media: HTMLVideoElement): Fault {
  const isDecode = media.error?.code === MediaError.MEDIA_ERR_DECODE;
  const isUnsupported = media.error?.code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED;
  return { kind: isDecode ? 'decode' : isUnsupported ? 'forbidden' : 'network', isFatal: true };
}

/** The engine comes a moment after its element, and anew with each address. */
export function onFault(media: HTMLVideoElement, tell: (fault: Fault) => void): () => void {
  const heard = new Set<Hls>();
  const onEngineError = (_event: Events.ERROR, data: ErrorData) => {
    const fault = faultOf(data);
    if (fault) tell(fault);
  };
  const attach = () => {
    const engine = (media as WithEngine).api;
    if (!engine || heard.has(engine)) return;
    heard.add(engine);
    engine.on(ERROR, onEngineError);
    const missed = missedBy(engine);
    if (missed) tell(missed);
  };
  const onNativeError = () => {
    if (!(media as WithEngine).api) tell(nativeFault(media));
  };
  const timer = setTimeout(attach, 0);
  media.addEventListener('loadstart', attach);
  media.addEventListener('error', onNativeError);
  return () => {
    clearTimeout(timer);
    media.removeEventListener('loadstart', attach);
    media.removeEventListener('error', onNativeError);
    for (const engine of heard) engine.off(ERROR, onEngineError);
  };
}

/** What a manifest says of words that a machine heard or translated. */
const MADE_BY_MACHINE = 'public.machine-generated';

/** A browser that plays HLS itself keeps what the manifest says of a track, apart from its name: there the name has to say it. */
export function isMadeByMachine(media: HTMLVideoElement, track: TextTrack): boolean {
  const tracks = (media as WithEngine).api?.subtitleTracks ?? [];
  const found = tracks.find((each) => each.name === track.label && (each.lang ?? '') === track.language);
  return found?.characteristics?.split(',').includes(MADE_BY_MACHINE) ?? false;
}

/** Goes on where it stopped: the rest of the segments, or all of it where not even the manifest came. */
export function restart(media: HTMLVideoElement, granted: string) {
  const engine = (media as WithEngine).api;
  if (!engine) {
    media.load();
    return;
  }
  const isBegun = engine.levels.length > 0;
  if (!isBegun) engine.loadSource(granted);
  // Also for a new manifest: the engine stopped loading when the old one failed.
  engine.startLoad(isBegun ? media.currentTime : -1);
}

export function decodeAgain(media: HTMLVideoElement) {
  const engine = (media as WithEngine).api;
  if (engine) engine.recoverMediaError();
  else media.load();
}
