const hex = (byte: number) => byte.toString(16).padStart(2, '0');

/**
 * A random UUID (RFC 9562, version 4). `crypto.randomUUID` is there only on https and localhost; `getRandomValues` everywhere,
 * so that a classroom's server on plain http works as well.
 */
export function randomId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return [...bytes].map(hex).join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
