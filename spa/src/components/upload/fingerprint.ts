const EDGE = 1024 * 1024;
const HASHED_WHOLE = 128 * EDGE;

function hex(buffer: ArrayBuffer): string {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Enough to know the same file again: its name, size, and SHA-256 of its first and last MiB. */
export async function fingerprint(file: File): Promise<string> {
  const edges = new Blob([file.slice(0, EDGE), file.slice(Math.max(0, file.size - EDGE))]);
  return `${file.name}:${file.size}:${hex(await crypto.subtle.digest('SHA-256', await edges.arrayBuffer()))}`;
}

/** The browser hashes off the main thread, but wants the whole file in memory: only where that is cheap. */
export async function wholeSha256(file: File): Promise<string | null> {
  if (file.size > HASHED_WHOLE) return null;
  return hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
}
