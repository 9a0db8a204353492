import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';

/**
 * A panel over the picture closes with Escape, with a press outside and when the focus goes on; the focus goes back to its button.
 *
 * @param first what has the focus when it opens
 */
export function useClosing(panel: RefObject<HTMLElement | null>, button: RefObject<HTMLButtonElement | null>, close: () => void, first: string) {
  const latest = useRef(close);
  useEffect(() => {
    latest.current = close;
  });
  useEffect(() => {
    const found = panel.current?.querySelector<HTMLElement>(first) ?? panel.current?.querySelector<HTMLElement>('button, input');
    found?.focus();
    const onPress = (event: PointerEvent) => {
      const isInside = event.composedPath().some((node) => node === panel.current || node === button.current);
      if (!isInside) latest.current();
    };
    document.addEventListener('pointerdown', onPress);
    return () => document.removeEventListener('pointerdown', onPress);
  }, [panel, button, first]);
  return (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    latest.current();
    button.current?.focus();
  };
}
