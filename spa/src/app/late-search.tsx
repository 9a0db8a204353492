import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';

type Props = { onClose: () => void };

const Palette = lazy<(props: Props) => ReactNode>(async () => {
  try {
    return { default: (await import('@/features/catalog/palette')).Palette };
  } catch {
    return { default: () => null };
  }
});

const TYPING = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';

const isTyping = (target: EventTarget | null) => target instanceof Element && target.closest(TYPING) !== null;

/** "/" and Ctrl+K lead to the search: to the page's own box, or to one over the page. Whoever types means the signs themselves. */
export function LateSearch() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey;
      const isPalette = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (event.defaultPrevented || event.isComposing || !(isSlash || isPalette) || isTyping(event.target)) return;
      // A dialog is open: what it asks comes first.
      if (document.querySelector('dialog[open]')) return;
      event.preventDefault();
      const box = document.querySelector<HTMLInputElement>('[data-search-box]');
      if (!box?.checkVisibility({ visibilityProperty: true })) return setOpen(true);
      box.focus();
      box.select();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return isOpen ? (
    <Suspense>
      <Palette onClose={() => setOpen(false)} />
    </Suspense>
  ) : null;
}
