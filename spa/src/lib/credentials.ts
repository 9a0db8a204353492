import { passwordProved, ThoughtBetter } from './asking';
import { currentLocale } from './i18n';
import { CSRF_HEADER, sessionFetch } from './session';
import type { Refusals } from './use-sending';

const isRefusal = (body: unknown): body is { code: string; message: string } =>
  typeof body === 'object' && body !== null && 'code' in body && 'message' in body && typeof body.code === 'string' && typeof body.message === 'string';

/** Passwords go to the sign-in service beside the graph. Throws where there was no answer to understand. */
async function post(path: string, password: string): Promise<Refusals> {
  const headers = { ...CSRF_HEADER, 'content-type': 'application/json', 'accept-language': currentLocale() };
  const response = await sessionFetch(`/credentials/${path}`, { method: 'POST', headers, body: JSON.stringify({ password }) });
  if (response.ok) return [];
  const body: unknown = await response.json();
  if (!isRefusal(body)) throw new Error(`HTTP ${response.status}`);
  return [body];
}

/** Says once more that one knows the password; good for five minutes. */
export const provePassword = (password: string): Promise<Refusals> => post('proof', password);

/** Replaces the password; asks for the old one where that was typed too long ago. */
export async function choosePassword(password: string): Promise<Refusals> {
  const refusals = await post('password', password);
  if (refusals[0]?.code !== 'REAUTHENTICATION_REQUIRED') return refusals;
  if (!(await passwordProved())) throw new ThoughtBetter();
  return post('password', password);
}
