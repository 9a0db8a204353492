import { useCallback, useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { useLocation, useNavigation, useNavigationType, useSearchParams } from 'react-router';

const TYPING_PAUSE_MS = 250;
const MOST_ON_THEIR_WAY = 5;

/** What is looked for lives in the address, so that it can be shared and the back button works; `text` is what stands in the box. */
export function useSearchWords() {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('q') ?? '';
  const [text, setText] = useState(asked);
  const arrival = useNavigationType();
  const isLeaving = useNavigation().state !== 'idle';
  const [shown, setShown] = useState(asked);
  /** What this box looked for and is on its way into the address: whatever else comes there was chosen elsewhere. */
  const [looked, setLooked] = useState<readonly string[]>([]);
  if (shown !== asked) {
    setShown(asked);
    setLooked(looked.slice(looked.indexOf(asked) + 1));
    // The back button, or a link to the list as it was, leads to another search than the one that stands in the box.
    if (arrival === 'POP' || !looked.includes(asked)) setText(asked);
  }
  /** One search is one step back, however long it was typed. */
  const isTyping = useRef(false);

  const look = useCallback(
    (words: string) => {
      setLooked((before) => [...before, words].slice(-MOST_ON_THEIR_WAY));
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          if (words) next.set('q', words);
          else next.delete('q');
          return next;
        },
        { replace: isTyping.current, preventScrollReset: true },
      );
      isTyping.current = true;
    },
    [setSearch],
  );

  useEffect(() => {
    // Navigating would take back a click on a link whose page is still coming.
    if (text.trim() === asked || isLeaving) return;
    const timer = setTimeout(() => look(text.trim()), TYPING_PAUSE_MS);
    // Under a finger that is on its way elsewhere nothing changes: a list that goes between press and release swallows the click.
    const stop = ({ target }: PointerEvent) => {
      if (target instanceof Element && target.closest('a[href]')) clearTimeout(timer);
    };
    document.addEventListener('pointerdown', stop, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerdown', stop, true);
    };
  }, [text, asked, isLeaving, look]);

  const { pathname } = useLocation();
  useEffect(() => {
    // What was looked for last may not be drawn yet: a link to the list as it is by now would change nothing that is seen here, and the box would bring its words back.
    const give = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
      if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link.target === '_blank') return;
      if (link.origin === window.location.origin && link.pathname === pathname) setText(new URLSearchParams(link.search).get('q') ?? '');
    };
    document.addEventListener('click', give, true);
    return () => document.removeEventListener('click', give, true);
  }, [pathname]);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (text.trim() !== asked) look(text.trim());
  };
  const rest = () => {
    isTyping.current = false;
  };
  /** Nothing is looked for any more, at once. */
  const empty = () => {
    setText('');
    look('');
  };
  return { asked, text, setText, submit, rest, empty };
}
