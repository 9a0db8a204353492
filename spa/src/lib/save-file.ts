import { passwordProved, ThoughtBetter } from './asking';
import { currentLocale } from './i18n';
import { sessionFetch } from './session';
import type { Refusals } from './use-sending';

const fetchFile = (url: string) => sessionFetch(url, { headers: { 'accept-language': currentLocale() } });

async function refusalOf(response: Response): Promise<Refusals[number]> {
  const body: unknown = await response.json();
  if (typeof body !== 'object' || body === null || !('code' in body) || !('message' in body)) throw new Error(`HTTP ${response.status}`);
  return { code: String(body.code), message: String(body.message) };
}

/** Hands the person a file that the page has made. */
export function save(file: Blob, name: string) {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to write it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Saves a file of one's own; asks for the password where that was typed too long ago. */
export async function saveFile(url: string, name: string): Promise<Refusals> {
  let response = await fetchFile(url);
  if (response.status === 403 && (await refusalOf(response.clone())).code === 'REAUTHENTICATION_REQUIRED') {
    if (!(await passwordProved())) throw new ThoughtBetter();
    response = await fetchFile(url);
  }
  if (!response.ok) return [await refusalOf(response)];
  save(await response.blob(), name);
  return [];
}
