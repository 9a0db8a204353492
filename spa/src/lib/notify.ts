/** What the page tells a person in passing. It lives outside React, so that anything that fails can say so. */
export type Notice = {
  id: number;
  message: string;
  tone: 'info' | 'error';
  action?: { label: string; act: () => void };
  /** Notices of one subject: a newer one takes the place of the older. */
  subject: string;
};
type Wanted = { message: string; tone?: Notice['tone']; action?: Notice['action']; subject?: string };

/** More at once would cover the page: the oldest gives way. */
const MOST = 4;

let notices: readonly Notice[] = [];
let last = 0;
const listeners = new Set<() => void>();

function change(next: readonly Notice[]) {
  notices = next;
  for (const listener of listeners) listener();
}

export function dismiss(id: number) {
  change(notices.filter((notice) => notice.id !== id));
}

/** Shows a notice and returns what takes it away again. An error stays until it is closed or acted on. */
export function notify({ message, tone = 'info', action, subject = message }: Wanted): () => void {
  last += 1;
  const notice: Notice = { id: last, message, tone, action, subject };
  change([...notices.filter((each) => each.subject !== subject), notice].slice(-MOST));
  return () => dismiss(notice.id);
}

export const noticeStore = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  current: () => notices,
};
