import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

const itemLook = 'flex min-h-11 w-full items-center gap-3 rounded-md px-3 text-start text-sm font-semibold hover:bg-muted focus-visible:bg-muted [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground';

/** Of links and buttons in a menu alike. */
export const menuItem = { role: 'menuitem', tabIndex: -1, className: itemLook } as const;

export const MenuLine = () => <hr className="my-1" />;

/** Where the focus goes by this key; null where the key means nothing here. */
function wanted(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

type Props = { label: string; trigger: ReactNode; heading?: string; children: ReactNode };

/** A button that opens a list of things to do (WAI-ARIA's menu button): arrows move, Escape closes, what is chosen closes it too. */
export function Menu({ label, trigger, heading, children }: Props) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const items = () => [...(list.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  const close = (isBack: boolean) => {
    setOpen(false);
    if (isBack) button.current?.focus();
  };
  useEffect(() => {
    if (!isOpen) return;
    list.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    const outside = (event: PointerEvent) => {
      const { target } = event;
      if (target instanceof Node && !list.current?.contains(target) && !button.current?.contains(target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [isOpen]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return close(true);
    // Leaving by Tab goes on from the button, as if the list were not there.
    if (event.key === 'Tab') return close(true);
    const all = items();
    const next = wanted(event.key, all.findIndex((each) => each === document.activeElement), all.length);
    if (next === null) return;
    event.preventDefault();
    all[next]?.focus();
  };
  const opens = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    setOpen(true);
  };
  return (
    <div className="relative">
      <button
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        aria-label={label}
        title={label}
        className="inline-flex min-h-11 min-w-11 items-center justify-center rounded-full hover:bg-muted"
        onClick={() => setOpen(!isOpen)}
        onKeyDown={opens}
      >
        {trigger}
      </button>
      {isOpen && (
        <div className="absolute end-0 top-full z-40 mt-1 w-64 max-w-[calc(100vw-2rem)] rounded-lg border bg-card p-1.5 text-card-foreground shadow-card">
          {heading && <p className="truncate px-3 py-2 text-sm text-muted-foreground">{heading}</p>}
          <div
            ref={list}
            id={id}
            role="menu"
            tabIndex={-1}
            aria-label={label}
            onKeyDown={onKeyDown}
            onClick={(event) => {
              if (event.target instanceof Element && event.target.closest('[role="menuitem"]')) close(true);
            }}
          >
            {children}
          </div>
        </div>
      )}
    </div>
  );
}
