export type Command =
  | 'play' | 'back' | 'forward' | 'replay'
  | 'previous' | 'next' | 'doubt' | 'find'
  | 'split' | 'merge' | 'insert' | 'remove'
  | 'startEarlier' | 'startLater' | 'endEarlier' | 'endLater' | 'earlier' | 'later' | 'startHere' | 'endHere'
  | 'undo' | 'redo' | 'save';

/** By the key's place on the board, as the letter that Alt makes of it is another on each machine. `⇧`: with Shift. */
const WITH_ALT: Record<string, Command> = {
  KeyK: 'play',
  KeyJ: 'back',
  KeyL: 'forward',
  KeyR: 'replay',
  ArrowUp: 'previous',
  ArrowDown: 'next',
  KeyD: 'doubt',
  KeyF: 'find',
  Enter: 'split',
  KeyM: 'merge',
  KeyI: 'insert',
  Delete: 'remove',
  Backspace: 'remove',
  KeyZ: 'startEarlier',
  KeyX: 'startLater',
  KeyC: 'endEarlier',
  KeyV: 'endLater',
  '⇧KeyZ': 'earlier',
  '⇧KeyX': 'later',
  KeyS: 'startHere',
  KeyE: 'endHere',
};
/** By their letter, wherever it is on the board. */
const WITH_CONTROL: Record<string, Command> = { z: 'undo', '⇧z': 'redo', y: 'redo', s: 'save' };

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing'>;

/** What a key means; letters alone are the text's, also those that are made with AltGr, and every key while a word is composed. */
export function commandOf({ key, code, altKey, ctrlKey, metaKey, shiftKey, isComposing }: Key): Command | null {
  if (isComposing) return null;
  const shift = shiftKey ? '⇧' : '';
  if (altKey && !ctrlKey && !metaKey) return WITH_ALT[`${shift}${code}`] ?? null;
  if ((ctrlKey || metaKey) && !altKey) return WITH_CONTROL[`${shift}${key.toLowerCase()}`] ?? null;
  return null;
}

/** As it is written beside the command. */
export const KEYS: Record<Command, string> = {
  play: 'Alt K',
  back: 'Alt J',
  forward: 'Alt L',
  replay: 'Alt R',
  previous: 'Alt ↑',
  next: 'Alt ↓',
  doubt: 'Alt D',
  find: 'Alt F',
  split: 'Alt ↵',
  merge: 'Alt M',
  insert: 'Alt I',
  remove: 'Alt ⌫',
  startEarlier: 'Alt Z',
  startLater: 'Alt X',
  endEarlier: 'Alt C',
  endLater: 'Alt V',
  earlier: 'Alt ⇧ Z',
  later: 'Alt ⇧ X',
  startHere: 'Alt S',
  endHere: 'Alt E',
  undo: 'Ctrl Z',
  redo: 'Ctrl ⇧ Z',
  save: 'Ctrl S',
};
