import { useEffect, useState, useSyncExternalStore } from 'react';
import { Draft, type DraftState, type Fields, type Port, type Version } from './draft';

/** Drafts live as long as the page: a row that was collapsed finds its own again. */
const drafts = new Map<string, unknown>();

function draftOf<T extends Fields>(key: string, loaded: Version<T>, port: Port<T>, isOurs: (draft: unknown) => draft is Draft<T>): Draft<T> {
  const found = drafts.get(key);
  if (isOurs(found)) return found;
  const made = new Draft(key, loaded, port);
  drafts.set(key, made);
  return made;
}

/** The draft of one text, saved by itself. `key` names the account and the text; `loaded` is the server's as the page has it. */
export function useDraft<T extends Fields>(key: string, loaded: Version<T>, port: Port<T>): [DraftState<T>, Draft<T>] {
  const [draft] = useState(() => draftOf(key, loaded, port, (each): each is Draft<T> => each instanceof Draft));
  const state = useSyncExternalStore(draft.subscribe, draft.current);
  const { revision } = loaded;
  const text = JSON.stringify(loaded.value);
  useEffect(() => {
    const value: T = JSON.parse(text);
    draft.refresh({ value, revision });
  }, [draft, text, revision]);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => draft.isAtRisk() && event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
      draft.flush();
    };
  }, [draft]);
  return [state, draft];
}
