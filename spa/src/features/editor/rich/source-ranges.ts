export type Range = { start: number; end: number };

const TAG = /<!--[\s\S]*?-->|<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi;
const VOID = new Set(['br', 'hr', 'img']);

/** Start tags in the order of the text, with the place where their element ends. Null where a tag is not closed by its own. */
function scan(html: string): ({ name: string } & Range)[] | null {
  const found: ({ name: string } & Range)[] = [];
  const open: ({ name: string } & Range)[] = [];
  for (const match of html.matchAll(TAG)) {
    const name = match[2]?.toLowerCase();
    if (!name) continue;
    const end = match.index + match[0].length;
    if (match[1] === '/') {
      const last = open.pop();
      if (last?.name !== name) return null;
      last.end = end;
      continue;
    }
    const element = { name, start: match.index, end };
    found.push(element);
    if (!VOID.has(name)) open.push(element);
  }
  return open.length === 0 ? found : null;
}

/**
 * Where each element stands in the text it was parsed from, so that what nobody touches goes back byte for byte. Null when the
 * text is not as a serialiser would write it (a tag left open, say): then its elements are written anew.
 */
export function sourceRanges(html: string, root: Element): Map<Element, Range> | null {
  const elements = [...root.querySelectorAll('*')];
  const found = scan(html);
  if (found?.length !== elements.length) return null;
  const ranges = new Map<Element, Range>();
  for (const [n, element] of elements.entries()) {
    const range = found[n];
    if (range?.name !== element.localName) return null;
    ranges.set(element, { start: range.start, end: range.end });
  }
  return ranges;
}
