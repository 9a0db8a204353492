const EDGE = 1024 * 1024;
const HASHED_WHOLE = 128 * EDGE;

function hex(buffer: ArrayBuffer): string {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Where the page came over plain http there is no SHA-256; two FNV-1a sums tell files apart, and nobody else reads them. */
function plainSum(buffer: ArrayBuffer): string {
  let one = 0x811c9dc5;
  let two = 0xcbf29ce4;
  for (const byte of new Uint8Array(buffer)) {
    one = Math.imul(one ^ byte, 0x01000193);
    two = Math.imul(two ^ byte, 0x01000197);
  }
  return `fnv-${(one >>> 0).toString(16)}${(two >>> 0).toString(16)}`;
}

const hasSha256 = () => 'subtle' in crypto && crypto.subtle !== undefined;
const sum = async (buffer: ArrayBuffer) => (hasSha256() ? hex(await crypto.subtle.digest('SHA-256', buffer)) : plainSum(buffer));

/** Enough to know the same file again: its name, size, and a sum of its first and last MiB. */
export async function fingerprint(file: File): Promise<string> {
  const edges = new Blob([file.slice(0, EDGE), file.slice(Math.max(0, file.size - EDGE))]);
  return `${file.name}:${file.size}:${await sum(await edges.arrayBuffer())}`;
}

/** The browser hashes off the main thread, but wants the whole file in memory: only where that is cheap. */
export async function wholeSha256(file: File): Promise<string | null> {
  if (file.size > HASHED_WHOLE || !hasSha256()) return null;
  return hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
}
