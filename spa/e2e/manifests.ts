import type { APIRequestContext } from '@playwright/test';

/** The attributes of a tag (RFC 8216, 4.2). */
function attributesOf(line: string): Map<string, string> {
  return new Map([...line.matchAll(/([A-Z0-9-]+)=("[^"]*"|[^,]*)/g)].map(([, name = '', value = '']) => [name, value.replace(/^"|"$/g, '')]));
}

/** What is wrong in a media playlist, and in what it names (RFC 8216, 4.3.2 and 4.3.3). */
async function mediaFaults(request: APIRequestContext, url: string, text: string): Promise<string[]> {
  const lines = text.split('\n').filter(Boolean);
  const target = Number(/#EXT-X-TARGETDURATION:(\d+)/.exec(text)?.[1] ?? 0);
  const faults: string[] = [];
  if (lines[0] !== '#EXTM3U') faults.push('does not begin with #EXTM3U');
  if (target === 0) faults.push('has no target duration');
  if (lines.at(-1) !== '#EXT-X-ENDLIST') faults.push('has no end');
  for (const [n, line] of lines.entries()) {
    const seconds = /^#EXTINF:([\d.]+),/.exec(line)?.[1];
    if (seconds && Math.round(Number(seconds)) > target) faults.push(`has a segment of ${seconds} s over a target of ${target}`);
    if (line.startsWith('#')) continue;
    if (!lines[n - 1]?.startsWith('#EXTINF:') && !lines[n - 1]?.startsWith('#EXT-X-BYTERANGE')) faults.push(`names ${line} without its length`);
    const segment = await request.get(new URL(line, url).href);
    if (!segment.ok()) faults.push(`${line} answers ${segment.status()}`);
    else if (line.endsWith('.vtt') && !(await segment.text()).startsWith('WEBVTT')) faults.push(`${line} is no WebVTT`);
  }
  return faults.map((fault) => `${new URL(url).pathname.split('/').slice(-3).join('/')} ${fault}`);
}

/** What is wrong in a master playlist and in all that it leads to (RFC 8216, 4.3.4). */
export async function hlsFaults(request: APIRequestContext, url: string): Promise<string[]> {
  const master = await (await request.get(url)).text();
  const lines = master.split('\n').filter(Boolean);
  const faults: string[] = lines[0] === '#EXTM3U' ? [] : ['the master does not begin with #EXTM3U'];
  const media = lines.filter((line) => line.startsWith('#EXT-X-MEDIA:')).map(attributesOf);
  const addresses = media.flatMap((each) => each.get('URI') ?? []);
  const names = media.map((each) => `${each.get('TYPE')} ${each.get('GROUP-ID')} ${each.get('NAME')}`);
  if (new Set(names).size < names.length) faults.push('two renditions of a group have one name');
  for (const each of media) {
    for (const needed of ['TYPE', 'GROUP-ID', 'NAME']) if (!each.get(needed)) faults.push(`a rendition has no ${needed}`);
    if (each.get('DEFAULT') === 'YES' && each.get('AUTOSELECT') === 'NO') faults.push('a default rendition may not be selected');
    if (each.get('TYPE') === 'SUBTITLES' && !each.get('LANGUAGE')) faults.push('subtitles in no language');
  }
  for (const [n, line] of lines.entries()) {
    if (!line.startsWith('#EXT-X-STREAM-INF:')) continue;
    const variant = attributesOf(line);
    if (!Number(variant.get('BANDWIDTH'))) faults.push('a variant has no bandwidth');
    for (const type of ['AUDIO', 'SUBTITLES']) {
      const group = variant.get(type);
      if (group && !media.some((each) => each.get('TYPE') === type && each.get('GROUP-ID') === group)) faults.push(`no ${type} group is called ${group}`);
    }
    addresses.push(lines[n + 1] ?? '');
  }
  for (const address of addresses) {
    const at = new URL(address, url).href;
    const answer = await request.get(at);
    faults.push(...(answer.ok() ? await mediaFaults(request, at, await answer.text()) : [`${address} answers ${answer.status()}`]));
  }
  return faults;
}
