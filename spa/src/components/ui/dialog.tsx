import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { steadyFocus } from '@/lib/steady-focus';

/**
 * The first click of a double click closes a dialog; the second would press whatever lies beneath it. Until the mouse is pressed
 * anew, what is left of a double click does nothing.
 */
function swallowDoubleClick() {
  const rest = new AbortController();
  const swallow = (event: MouseEvent) => {
    if (event.detail > 1) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (event.type === 'mousedown') rest.abort();
  };
  for (const type of ['mousedown', 'mouseup', 'click', 'dblclick'] as const) window.addEventListener(type, swallow, { capture: true, signal: rest.signal });
}

type Props = { title: string; className?: string; onCancel: () => void; children: ReactNode };

/** A dialog of the browser's own, which keeps the focus inside, ends by Escape and gives the focus back. */
export function Dialog({ title, className, onCancel, children }: Props) {
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // Before the dialog leaves the page, which would leave the focus nowhere.
  useLayoutEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    shown?.showModal();
    return () => {
      shown?.close();
      swallowDoubleClick();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
      steadyFocus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      className={cn('m-auto w-[min(28rem,calc(100vw-2rem))] rounded-lg border bg-card p-5 text-card-foreground shadow-card backdrop:bg-black/60', className)}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      <div className="grid gap-4">
        <h2 id={titleId} className="text-lg leading-snug font-semibold text-balance">
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  );
}
