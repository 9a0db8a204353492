import { CSRF_HEADER, sessionFetch } from '../src/lib/session';

/** What a person's program may ask for, as that person, for some minutes. */
export type Opened = { name: string; accessToken: string; expiresAt: string; scopes: string[] };

/** A token that ends in less is asked for anew: a request takes its time. */
const MARGIN_MS = 30_000;

const isOpened = (body: unknown): body is Opened =>
  typeof body === 'object' && body !== null && 'accessToken' in body && typeof body.accessToken === 'string' && 'expiresAt' in body && 'scopes' in body && Array.isArray(body.scopes);

const messageOf = (body: unknown) => (typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string' ? body.message : null);

async function open(clientId: string): Promise<Opened> {
  const headers = { ...CSRF_HEADER, 'content-type': 'application/json' };
  const response = await sessionFetch('/credentials/console', { method: 'POST', headers, body: JSON.stringify({ clientId }) });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok || !isOpened(body)) throw new Error(messageOf(body) ?? `HTTP ${response.status}`);
  return body;
}

/** The token of a program that is tried out; kept in memory only, and renewed before it ends. */
export class Console {
  private opened: Promise<Opened> | null = null;

  constructor(private readonly clientId: string) {}

  async token(): Promise<Opened> {
    this.opened ??= open(this.clientId);
    try {
      const held = await this.opened;
      if (Date.parse(held.expiresAt) - Date.now() > MARGIN_MS) return held;
    } catch (error) {
      this.opened = null;
      throw error;
    }
    this.opened = open(this.clientId);
    return this.opened;
  }
}
