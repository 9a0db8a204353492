/** What the page asks a person before it goes on. It lives outside React, so that a request can ask, too. */
export type Question = { kind: 'confirm'; text: string; action: string; isDanger: boolean; stay: string | null } | { kind: 'password' };
export type Asked = { id: number; question: Question; answer: (isYes: boolean) => void };

let waiting: readonly Asked[] = [];
let last = 0;
const listeners = new Set<() => void>();

function change(next: readonly Asked[]) {
  waiting = next;
  for (const listener of listeners) listener();
}

function ask(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    last += 1;
    const id = last;
    const answer = (isYes: boolean) => {
      if (!waiting.some((each) => each.id === id)) return;
      change(waiting.filter((each) => each.id !== id));
      resolve(isYes);
    };
    change([...waiting, { id, question, answer }]);
  });
}

/** Whether the person says yes. `action` is what the button says that goes on; `stay` the other, where "cancel" could mean both. */
export const confirmed = (text: string, action: string, isDanger = false, stay: string | null = null): Promise<boolean> =>
  ask({ kind: 'confirm', text, action, isDanger, stay });

let proving: Promise<boolean> | null = null;

/** Whether the person has typed their password now; several that want it ask once. */
export function passwordProved(): Promise<boolean> {
  proving ??= ask({ kind: 'password' }).finally(() => {
    proving = null;
  });
  return proving;
}

/** The person thought better of it: nothing has happened, and nothing went wrong. */
export class ThoughtBetter extends Error {
  constructor() {
    super('The person did not confirm');
    this.name = 'ThoughtBetter';
  }
}

/** Also of an error that carries it. */
export const isThoughtBetter = (error: unknown): boolean =>
  error instanceof ThoughtBetter || (error instanceof Error && error.cause !== undefined && isThoughtBetter(error.cause));

export const askingStore = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  /** One at a time. */
  current: (): Asked | null => waiting[0] ?? null,
};
