const RELOADED_AT = 'aula.reloadedAt';
/** A release comes at most so often; failing again sooner is not healed by another reload. */
const ONCE_IN_MS = 5 * 60_000;
const ANSWER_MS = 5_000;

/** A reload without a server behind it would throw away what the page still shows. */
export async function isServerThere(): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    return (await fetch('/', { cache: 'no-store', signal: AbortSignal.timeout(ANSWER_MS) })).ok;
  } catch {
    return false;
  }
}

let deciding: Promise<boolean> | null = null;

async function decide(reload: () => void): Promise<boolean> {
  if (!(await isServerThere())) return false;
  try {
    if (Date.now() - Number(sessionStorage.getItem(RELOADED_AT)) < ONCE_IN_MS) return false;
    sessionStorage.setItem(RELOADED_AT, String(Date.now()));
  } catch {
    return false; // A browser that remembers nothing could reload for ever.
  }
  reload();
  return true;
}

/**
 * A new release removes the chunks of the old one: one reload fetches the new page. False when that was tried just now, and when
 * nothing is to be fetched because the server does not answer.
 */
export function reloadOnce(reload = () => location.reload()): Promise<boolean> {
  // Several chunks fail at once: they are one failure.
  deciding ??= decide(reload).finally(() => {
    deciding = null;
  });
  return deciding;
}

export function isMissingChunk(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|module script|preload CSS/i.test(error.message);
}

/** Also chunks that no route waits for: notices, live updates, menus. */
export function reloadOnMissingChunk() {
  window.addEventListener('vite:preloadError', () => void reloadOnce());
}
