/**
 * What other programs put on the clipboard, as HTML that means what it looked like there. Works on the text of `style`
 * attributes, never on computed styles: a content policy may have switched those off.
 */
export function cleanPasted(html: string): string {
  const body = new DOMParser().parseFromString(withoutConditionals(html), 'text/html').body;
  unwrapGoogleDocs(body);
  wordLists(body);
  listsIntoItems(body);
  stylesAsTags(body);
  for (const element of body.querySelectorAll('style, script, meta, link, xml, title')) element.remove();
  return body.innerHTML;
}

/** Word's `<![if !supportLists]>` marks would be read as comments, one of which may swallow text. */
const withoutConditionals = (html: string) => html.replace(/<!\[(?:if|endif)[^>]*\]>/gi, '').replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, '');

const styleOf = (element: Element) => element.getAttribute('style')?.toLowerCase().replace(/\s+/g, ' ') ?? '';
const unwrap = (element: Element) => element.replaceWith(...element.childNodes);

/** Google Docs puts everything into one bold element that a style makes normal again. */
function unwrapGoogleDocs(body: Element) {
  for (const b of body.querySelectorAll('b, strong')) {
    if (b.id.startsWith('docs-internal-guid') || /font-weight: ?(normal|[1-4]00)\b/.test(styleOf(b))) unwrap(b);
  }
  for (const br of body.querySelectorAll(':scope > br, br.Apple-interchange-newline')) br.remove();
}

/** Editors of other houses write emphasis as styles of spans. */
function stylesAsTags(body: Element) {
  for (const span of body.querySelectorAll('span[style], font[style]')) {
    const style = styleOf(span);
    const tags = [
      /font-weight: ?(bold|[6-9]00)\b/.test(style) && 'strong',
      /font-style: ?italic/.test(style) && 'em',
      /text-decoration[^;]*: ?[^;]*underline/.test(style) && !span.closest('a') && !span.querySelector('a') && 'u',
      /text-decoration[^;]*: ?[^;]*line-through/.test(style) && 's',
    ].flatMap((tag) => tag || []);
    for (const tag of tags) {
      const wrapper = body.ownerDocument.createElement(tag);
      wrapper.append(...span.childNodes);
      span.append(wrapper);
    }
    unwrap(span);
  }
}

type WordItem = { element: Element; list: string; level: number; isOrdered: boolean };

/** Word writes each item of a list as a paragraph, its list and level in the style, its mark as text. */
function wordItem(element: Element): WordItem | null {
  const match = /mso-list: ?(l\d+) level(\d+) (lfo\d+)/.exec(styleOf(element));
  const mark = [...element.querySelectorAll('span')].find((span) => /mso-list: ?ignore/.test(styleOf(span)));
  if (!match || !mark) return null;
  const isOrdered = /^\(?[0-9a-z]+[.)]/i.test((mark.textContent ?? '').trim());
  return { element, list: `${match[1]} ${match[3]}`, level: Math.min(9, Number(match[2])), isOrdered };
}

function wordLists(body: Element) {
  /** The open lists, outermost first, of the run of paragraphs that is being read. */
  let open: { list: Element; level: number }[] = [];
  let last: { element: Element; list: string } | null = null;
  for (const paragraph of body.querySelectorAll('p, h1, h2, h3, h4, h5, h6')) {
    const item = wordItem(paragraph);
    if (!item) continue;
    const goesOn = last !== null && last.list === item.list && paragraph.previousElementSibling === last.element;
    if (!goesOn) open = [];
    open = open.filter((l) => l.level <= item.level);
    let here = open.at(-1);
    if (here?.level !== item.level) {
      const list = body.ownerDocument.createElement(item.isOrdered ? 'ol' : 'ul');
      const parent = here?.list.lastElementChild;
      if (parent) parent.append(list);
      else paragraph.before(list);
      here = { list, level: item.level };
      open.push(here);
    }
    const li = body.ownerDocument.createElement('li');
    for (const span of paragraph.querySelectorAll('span')) if (/mso-list: ?ignore/.test(styleOf(span))) span.remove();
    li.append(...paragraph.childNodes);
    here.list.append(li);
    last = { element: open[0]?.list ?? here.list, list: item.list };
    paragraph.remove();
  }
}

/** Google Docs and Word put a list into a list, beside its items: it belongs to the item before it. */
function listsIntoItems(body: Element) {
  for (const list of body.querySelectorAll('ul > ul, ul > ol, ol > ul, ol > ol')) {
    const before = list.previousElementSibling;
    if (before?.localName === 'li') before.append(list);
    else {
      const li = body.ownerDocument.createElement('li');
      list.replaceWith(li);
      li.append(list);
    }
  }
}
