import { afterEach, describe, expect, it, vi } from 'vitest';
import { decodeAgain, engineConfig, isMadeByMachine, onFault, restart, underGrant, type Fault } from './hls-engine';

type Listener = (event: string, data: object) => void;

function engine(levels: unknown[] = [1]) {
  const listeners = new Set<Listener>();
  return {
    on: (_event: string, listener: Listener) => void listeners.add(listener),
    off: (_event: string, listener: Listener) => void listeners.delete(listener),
    tell: (data: object) => listeners.forEach((listener) => listener('hlsError', data)),
    levels,
    config: engineConfig(() => ''),
    startLoad: vi.fn(),
    loadSource: vi.fn(),
    recoverMediaError: vi.fn(),
  };
}

const player = (api: ReturnType<typeof engine> | null) => Object.assign(document.createElement('video'), { api, load: vi.fn() });
const tick = () => new Promise((done) => setTimeout(done, 1));
afterEach(() => void vi.unstubAllGlobals());

describe('an address under the newest grant', () => {
  const granted = '/media/p/new/vid_1/1/master.m3u8';
  it.each([
    ['/media/p/old/vid_1/1/v0/3.m4s', '/media/p/new/vid_1/1/v0/3.m4s'],
    ['https://media.aula.test/media/p/old/vid_1/1/a.m4s', 'https://media.aula.test/media/p/new/vid_1/1/a.m4s'],
    ['https://elsewhere.test/x.m4s', 'https://elsewhere.test/x.m4s'],
  ])('%s', (url, expected) => expect(underGrant(url, granted)).toBe(expected));

  it('stays as it is where the grant has another form', () => expect(underGrant('/media/p/old/x.m4s', '/x.m3u8')).toBe('/media/p/old/x.m4s'));

  it('is what the engine asks for, with the grant of that moment', () => {
    let grant = '/media/p/one/vid_1/1/master.m3u8';
    const { xhrSetup } = engineConfig(() => grant);
    const open = vi.fn();
    const request = Object.assign(new XMLHttpRequest(), { open });
    xhrSetup(request, '/media/p/one/vid_1/1/0.m4s');
    grant = '/media/p/two/vid_1/1/master.m3u8';
    xhrSetup(request, '/media/p/one/vid_1/1/1.m4s');
    expect(open.mock.calls.map(([, url]) => url)).toEqual(['/media/p/one/vid_1/1/0.m4s', '/media/p/two/vid_1/1/1.m4s']);
  });
});

describe('a fault of the engine', () => {
  it.each([
    ['a refusal, fatal or not', { type: 'networkError', fatal: false, response: { code: 403 } }, [{ kind: 'forbidden', isFatal: false }]],
    ['a network that is gone', { type: 'networkError', fatal: true, response: { code: 0 } }, [{ kind: 'network', isFatal: true }]],
    ['a picture that cannot be decoded', { type: 'mediaError', fatal: true }, [{ kind: 'decode', isFatal: true }]],
    ['nothing, where the engine mends it by itself', { type: 'mediaError', fatal: false }, []],
  ])('is %s', async (_name, data, expected) => {
    const api = engine();
    const told: Fault[] = [];
    onFault(player(api), (fault) => told.push(fault));
    await tick();
    api.tell(data);
    expect(told).toEqual(expected);
  });

  it('is told once of each engine, also of one that comes with a new address, and no longer after', async () => {
    const [before, after] = [engine(), engine()];
    const media = player(before);
    const told: Fault[] = [];
    const stop = onFault(media, (fault) => told.push(fault));
    await tick();
    media.dispatchEvent(new Event('loadstart'));
    media.api = after;
    media.dispatchEvent(new Event('loadstart'));
    const fatal = { type: 'networkError', fatal: true };
    before.tell(fatal);
    after.tell(fatal);
    expect(told).toHaveLength(2);
    stop();
    before.tell(fatal);
    after.tell(fatal);
    expect(told).toHaveLength(2);
  });
});

function failed(end: 'error' | 'load', status: number) {
  const config = engineConfig(() => '/media/p/new/vid_1/1/master.m3u8');
  const request = Object.assign(new XMLHttpRequest(), { open: vi.fn() });
  Object.defineProperty(request, 'status', { value: status });
  config.xhrSetup(request, '/media/p/old/vid_1/1/master.m3u8');
  request.dispatchEvent(new ProgressEvent(end));
  return config;
}

describe('a manifest that failed before anybody listened', () => {
  it.each([
    ['a network that was gone', failed('error', 0), [], [{ kind: 'network', isFatal: true }]],
    ['a grant that had run out', failed('load', 403), [], [{ kind: 'forbidden', isFatal: true }]],
    ['nothing, where it came', failed('load', 200), [], []],
    ['nothing, where the engine is beyond it', failed('load', 404), [1], []],
  ])('is told of: %s', async (_name, config, levels, expected) => {
    const told: Fault[] = [];
    onFault(player({ ...engine(levels), config }), (fault) => told.push(fault));
    await tick();
    expect(told).toEqual(expected);
  });
});

describe('where the browser plays HLS itself', () => {
  const codes = { MEDIA_ERR_DECODE: 3, MEDIA_ERR_SRC_NOT_SUPPORTED: 4 };
  it.each([
    [3, 'decode'],
    [4, 'forbidden'],
    [2, 'network'],
  ])('its error %i is taken as %s', (code, kind) => {
    vi.stubGlobal('MediaError', codes);
    const media = player(null);
    Object.defineProperty(media, 'error', { value: { code } });
    const told: Fault[] = [];
    onFault(media, (fault) => told.push(fault));
    media.dispatchEvent(new Event('error'));
    expect(told).toEqual([{ kind, isFatal: true }]);
  });

  it('an error of the element says nothing that the engine does not say', () => {
    const told: Fault[] = [];
    const media = player(engine());
    onFault(media, (fault) => told.push(fault));
    media.dispatchEvent(new Event('error'));
    expect(told).toEqual([]);
  });

  it('it is loaded again', () => {
    const media = player(null);
    restart(media, '/x.m3u8');
    decodeAgain(media);
    expect(media.load).toHaveBeenCalledTimes(2);
  });
});

const track = (label: string, language: string) => ({ label, language }) as TextTrack;

it('knows from the manifest which words a machine made', () => {
  const described = [
    { name: 'English', lang: 'en', characteristics: 'public.easy-to-read,public.machine-generated' },
    { name: 'Español', lang: 'es', characteristics: 'public.machine-generated-not' },
  ];
  const media = Object.assign(document.createElement('video'), { api: { subtitleTracks: described } });
  expect([track('English', 'en'), track('Español', 'es'), track('Other', 'fr')].map((each) => isMadeByMachine(media, each))).toEqual([true, false, false]);
  expect(isMadeByMachine(player(null), track('English', 'en'))).toBe(false);
});

describe('going on', () => {
  it('loads the rest from the second where it stands', () => {
    const api = engine();
    const media = player(api);
    media.currentTime = 42;
    restart(media, '/x.m3u8');
    expect(api.startLoad).toHaveBeenCalledWith(42);
    expect(api.loadSource).not.toHaveBeenCalled();
  });

  it('loads the manifest where not even that had come', () => {
    const api = engine([]);
    restart(player(api), '/media/p/new/master.m3u8');
    expect(api.loadSource).toHaveBeenCalledWith('/media/p/new/master.m3u8');
    // Or nothing but the manifest would come: the engine stopped when the old one failed.
    expect(api.startLoad).toHaveBeenCalledWith(-1);
  });

  it('sets the decoder up anew', () => {
    const api = engine();
    decodeAgain(player(api));
    expect(api.recoverMediaError).toHaveBeenCalledTimes(1);
  });
});
