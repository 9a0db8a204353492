const PREFIX = 'aula.draft.';

/** What is being written, with the key that keeps a retry from posting it twice; once it was sent, with the second it was sent for. */
export type KeptDraft = { text: string; idempotencyKey: string; sent?: { atMs?: number } };

function isDraft(value: unknown): value is KeptDraft {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string' && 'idempotencyKey' in value;
}

const keys = () => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));

/**
 * Unsent text of this tab: it outlives a reload, a session that ran out and the way through the sign-in pages, and ends
 * with signing out. Where the browser keeps nothing the text is still in its box.
 */
export const drafts = {
  read(key: string): KeptDraft | null {
    try {
      const found: unknown = JSON.parse(sessionStorage.getItem(PREFIX + key) ?? 'null');
      return isDraft(found) ? found : null;
    } catch {
      return null;
    }
  },
  write(key: string, draft: KeptDraft | null) {
    try {
      if (draft === null) sessionStorage.removeItem(PREFIX + key);
      else sessionStorage.setItem(PREFIX + key, JSON.stringify(draft));
    } catch {
      // A full or forbidden store: the box still has it.
    }
  },
  clear() {
    try {
      for (const key of keys()) sessionStorage.removeItem(key);
    } catch {
      // Nothing was kept where nothing can be.
    }
  },
};
