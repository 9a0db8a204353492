const RELOADED_AT = 'aula.reloadedAt';
/** A release comes at most so often; failing again sooner is not healed by another reload. */
const ONCE_IN_MS = 5 * 60_000;

/** A new release removes the chunks of the old one: one reload fetches the new page. False when that was tried just now. */
export function reloadOnce(): boolean {
  try {
    if (Date.now() - Number(sessionStorage.getItem(RELOADED_AT)) < ONCE_IN_MS) return false;
    sessionStorage.setItem(RELOADED_AT, String(Date.now()));
  } catch {
    return false; // A browser that remembers nothing could reload for ever.
  }
  location.reload();
  return true;
}

export function isMissingChunk(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|module script|preload CSS/i.test(error.message);
}

/** Also chunks that no route waits for: notices, live updates, menus. */
export function reloadOnMissingChunk() {
  window.addEventListener('vite:preloadError', (event) => {
    if (reloadOnce()) event.preventDefault();
  });
}
