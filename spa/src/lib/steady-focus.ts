import { useEffect, useRef } from 'react';

/** What only another control opens, as a choice of files, is out of the keyboard's way. */
const FIELD = 'textarea:not(:disabled), input:not(:disabled):not([hidden]):not([type=hidden]):not([tabindex="-1"]), select:not(:disabled)';
const FOCUSABLE = `a[href], button:not(:disabled):not([tabindex="-1"]), ${FIELD}, [tabindex="0"]`;
/** What came of an act is drawn by then. */
const DRAWN_MS = 60;

/** What a person last turned to, and what it lay in, from the inside out: where it is gone the nearest that is left takes its place. */
type Place = { element: HTMLElement; within: HTMLElement[] };
let last: Place | null = null;

function around(element: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let each = element.parentElement; each && each !== document.body; each = each.parentElement) found.push(each);
  return found;
}

function turnTo(target: EventTarget | null) {
  const element = target instanceof Element ? target.closest<HTMLElement>(`${FOCUSABLE}, [tabindex]`) : null;
  // A question over the page goes when it is answered; the page goes on where it was asked.
  if (element?.closest('dialog, [role="dialog"]')) return;
  last = element && { element, within: around(element) };
}

document.addEventListener('focusin', ({ target }) => turnTo(target));
// Safari focuses no button that is pressed.
document.addEventListener('pointerdown', ({ target }) => turnTo(target), true);

function successor({ element, within }: Place): HTMLElement | null {
  if (element.isConnected) {
    if (!element.matches(':disabled')) return element;
    const field = element.closest('form')?.querySelector<HTMLElement>(FIELD);
    if (field) return field;
  }
  for (const each of within) {
    if (!each.isConnected) continue;
    // Around the page as a whole, as from a notice that closed, the first to be reached would be the way past its head.
    const next = each.id === 'content' ? each : (each.querySelector<HTMLElement>('#content') ?? each.querySelector<HTMLElement>(FOCUSABLE));
    if (next) return next;
  }
  return null;
}

const firstIn = (element: Element): HTMLElement | null => (element.matches(FOCUSABLE) ? (element as HTMLElement) : element.querySelector<HTMLElement>(FOCUSABLE));

/** A question is read before one of its buttons is pressed, so it is turned to itself; in a form one types. */
function entry(element: Element): HTMLElement | null {
  if (element.matches('form')) return element.querySelector<HTMLElement>(FIELD) ?? firstIn(element);
  if (!(element instanceof HTMLElement) || !element.matches('[role="group"][aria-label]')) return firstIn(element);
  element.tabIndex = -1;
  return element;
}

/** What came in the place of what went, or what stood beside it. */
function replacement(home: HTMLElement, changes: readonly MutationRecord[]): HTMLElement | null {
  const here = changes.filter(({ target }) => home.contains(target));
  const came = here.flatMap(({ addedNodes }) => [...addedNodes]);
  const beside = here.flatMap(({ removedNodes, nextSibling, previousSibling }) => (removedNodes.length > 0 ? [nextSibling, previousSibling] : []));
  for (const each of [...came, ...beside]) {
    const next = each instanceof Element && each.isConnected ? entry(each) : null;
    if (next) return next;
  }
  return null;
}

/** Wherever what a person had turned to leaves the page, without an act that would say so: no part of the page has to think of it. */
new MutationObserver((changes) => {
  if (!last || last.element.isConnected || (document.activeElement !== document.body && document.activeElement !== null)) return;
  const home = last.within.find((each) => each.isConnected);
  // Of a page that went as a whole nothing stands beside it.
  const next = home && home.id !== 'content' ? (replacement(home, changes) ?? successor(last)) : successor(last);
  last = null;
  next?.focus({ preventScroll: true });
}).observe(document, { childList: true, subtree: true });

/**
 * After an act the button that began it may be off or gone, and a browser then forgets where a person was: the keyboard and the
 * screen reader would begin at the top of the page. Whoever has gone on to something else meanwhile is left there.
 */
export function steadyFocus() {
  const place = last;
  const page = document;
  setTimeout(() => {
    const isLost = page.activeElement === page.body || page.activeElement === null;
    if (place && isLost && place === last) successor(place)?.focus({ preventScroll: true });
  }, DRAWN_MS);
}

/** The same for a form: once what came of its request is drawn, or when the request took the form itself away. */
export function useSteadyFocus(isBusy: boolean) {
  const wasBusy = useRef(false);
  useEffect(() => {
    if (wasBusy.current && !isBusy) steadyFocus();
    wasBusy.current = isBusy;
  }, [isBusy]);
  useEffect(() => () => void (wasBusy.current && steadyFocus()), []);
}
