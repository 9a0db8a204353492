import { Schema, type DOMOutputSpec, type MarkSpec, type Node as DocNode, type NodeSpec } from 'prosemirror-model';

/** Languages as `language-…` names them; anything else in that place is not one of ours. */
const LANGUAGE = /^language-([\w+#.-]{1,40})$/;
export const languageOf = (className: string | null | undefined) => LANGUAGE.exec(className ?? '')?.[1] ?? null;
/** As the server stores a link, in its order. */
const LINK_ATTRIBUTES = ['target', 'rel', 'href', 'title'] as const;
const NEW_LINK = { target: '_blank', rel: 'noopener noreferrer nofollow' };
const IMAGE_ATTRIBUTES = ['src', 'alt', 'title', 'width', 'height'] as const;

const blankAttributes = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, { default: null }]));
const attributesOf = (element: Element, names: readonly string[]) => Object.fromEntries(names.map((name) => [name, element.getAttribute(name)]));
const givenOnly = (attrs: Record<string, unknown>) => Object.fromEntries(Object.entries(attrs).filter(([, value]) => value !== null));
const heading = (tag: string, level: number) => ({ tag, attrs: { level } });
const safeHref = (element: Element) => /^(https?:|mailto:)/i.test(element.getAttribute('href') ?? '');

/** What stays as it is: shown as its words, kept as the HTML it came as. */
const kept = (tag: 'div' | 'span'): Pick<NodeSpec, 'atom' | 'attrs' | 'parseDOM' | 'toDOM'> => ({
  atom: true,
  attrs: { source: {} },
  parseDOM: [{ tag: `${tag}[data-kept]`, priority: 80, getAttrs: (element: HTMLElement) => ({ source: element.dataset.kept ?? '' }) }],
  toDOM: (node: DocNode): DOMOutputSpec => [tag, { 'data-kept': node.attrs.source, class: 'kept' }, wordsOf(node)],
});

export function wordsOf(node: DocNode): string {
  const body = new DOMParser().parseFromString(String(node.attrs.source), 'text/html').body;
  return (body.textContent ?? '').replace(/\s+/g, ' ').trim() || '…';
}

const nodes = {
  doc: { content: 'block+' },
  /** `bare`: text that stood without a `p` of its own, as in `<li>text</li>`. */
  paragraph: { content: 'inline*', group: 'block', attrs: { bare: { default: false } }, parseDOM: [{ tag: 'p' }], toDOM: (): DOMOutputSpec => ['p', 0] },
  heading: {
    content: 'inline*',
    group: 'block',
    defining: true,
    attrs: { level: { default: 2 } },
    // Ours are h2–h4: what is pasted from elsewhere takes the nearest.
    parseDOM: [heading('h1', 2), heading('h2', 2), heading('h3', 3), heading('h4', 4), heading('h5', 4), heading('h6', 4)],
    toDOM: (node: DocNode): DOMOutputSpec => [`h${node.attrs.level}`, 0],
  },
  /** `plain`: a `pre` that had no `code` in it. */
  code_block: {
    content: 'text*',
    marks: '',
    group: 'block',
    code: true,
    defining: true,
    attrs: { language: { default: null }, plain: { default: false } },
    parseDOM: [{ tag: 'pre', preserveWhitespace: 'full', getAttrs: (e: HTMLElement) => ({ language: languageOf(e.querySelector('code')?.className) }) }],
    toDOM: (): DOMOutputSpec => ['pre', { spellcheck: 'false' }, ['code', 0]],
  },
  blockquote: { content: 'block+', group: 'block', defining: true, parseDOM: [{ tag: 'blockquote' }], toDOM: (): DOMOutputSpec => ['blockquote', 0] },
  bullet_list: { content: 'list_item+', group: 'block', parseDOM: [{ tag: 'ul' }], toDOM: (): DOMOutputSpec => ['ul', 0] },
  ordered_list: {
    content: 'list_item+',
    group: 'block',
    attrs: { start: { default: 1 } },
    parseDOM: [{ tag: 'ol', getAttrs: (e: HTMLElement) => ({ start: Number(e.getAttribute('start') ?? 1) || 1 }) }],
    toDOM: (node: DocNode): DOMOutputSpec => ['ol', node.attrs.start === 1 ? {} : { start: node.attrs.start }, 0],
  },
  list_item: { content: 'block+', defining: true, parseDOM: [{ tag: 'li' }], toDOM: (): DOMOutputSpec => ['li', 0] },
  horizontal_rule: { group: 'block', parseDOM: [{ tag: 'hr' }], toDOM: (): DOMOutputSpec => ['hr'] },
  kept_block: { group: 'block', ...kept('div') },
  text: { group: 'inline' },
  hard_break: { inline: true, group: 'inline', selectable: false, linebreakReplacement: true, parseDOM: [{ tag: 'br' }], toDOM: (): DOMOutputSpec => ['br'] },
  image: {
    inline: true,
    group: 'inline',
    attrs: blankAttributes(IMAGE_ATTRIBUTES),
    parseDOM: [{ tag: 'img[src]', getAttrs: (e: HTMLElement) => attributesOf(e, IMAGE_ATTRIBUTES) }],
    toDOM: (node: DocNode): DOMOutputSpec => ['img', givenOnly(node.attrs)],
  },
  kept_inline: { inline: true, group: 'inline', ...kept('span') },
} satisfies Record<string, NodeSpec>;

/** Their order is the order of nesting: a link is outermost. */
const marks = {
  link: {
    attrs: { ...blankAttributes(LINK_ATTRIBUTES), target: { default: NEW_LINK.target }, rel: { default: NEW_LINK.rel } },
    inclusive: false,
    parseDOM: [{ tag: 'a[href]', getAttrs: (e: HTMLElement) => safeHref(e) && { ...attributesOf(e, LINK_ATTRIBUTES), ...NEW_LINK } }],
    toDOM: (mark): DOMOutputSpec => ['a', { href: mark.attrs.href, title: mark.attrs.title ?? mark.attrs.href }, 0],
  },
  strong: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: (): DOMOutputSpec => ['strong', 0] },
  em: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: (): DOMOutputSpec => ['em', 0] },
  underline: { parseDOM: [{ tag: 'u' }], toDOM: (): DOMOutputSpec => ['u', 0] },
  strike: { parseDOM: [{ tag: 's' }, { tag: 'del' }, { tag: 'strike' }], toDOM: (): DOMOutputSpec => ['s', 0] },
  sub: { excludes: 'sup', parseDOM: [{ tag: 'sub' }], toDOM: (): DOMOutputSpec => ['sub', 0] },
  sup: { excludes: 'sub', parseDOM: [{ tag: 'sup' }], toDOM: (): DOMOutputSpec => ['sup', 0] },
  code: { code: true, parseDOM: [{ tag: 'code' }], toDOM: (): DOMOutputSpec => ['code', 0] },
} satisfies Record<string, MarkSpec>;

/** The formatting that the server lets through; whatever else a text has is kept as it came. */
export const schema = new Schema({ nodes, marks });
export { IMAGE_ATTRIBUTES, LINK_ATTRIBUTES, attributesOf };
