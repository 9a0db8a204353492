import type { Mark, Node as DocNode } from 'prosemirror-model';
import { attributesOf, IMAGE_ATTRIBUTES, languageOf, LINK_ATTRIBUTES, schema } from './schema';
import { sourceRanges, type Range } from './source-ranges';

/** A text as it was loaded: the document, and the HTML that each of its blocks came as. */
export type Origin = {
  html: string;
  doc: DocNode;
  source: ReadonlyMap<DocNode, string>;
  /** What stood before a block of the first level: white space. */
  gap: ReadonlyMap<DocNode, string>;
  tail: string;
};

const BLOCKS = new Set(
  ('p h1 h2 h3 h4 h5 h6 pre ul ol li dl dt dd blockquote hr div table section article figure details address header footer aside main form fieldset').split(' '),
);
const MARKS: Partial<Record<string, string>> = {
  strong: 'strong', b: 'strong', em: 'em', i: 'em', u: 'underline', s: 'strike', del: 'strike', strike: 'strike', sub: 'sub', sup: 'sup', code: 'code',
};
const SPACE = /[ \t\n\r\f]+/g;
const isSpace = (text: string) => text.replace(SPACE, '') === '';
const isBlock = (node: Node): node is Element => node instanceof Element && (BLOCKS.has(node.localName) || [...node.children].some(isBlock));
const hasOnly = (element: Element, names: readonly string[] = []) => [...element.attributes].every((a) => names.includes(a.name));

/** Reads one text. Whatever the schema has no place for becomes a node that keeps its HTML. */
class Reader {
  readonly source = new Map<DocNode, string>();
  readonly gap = new Map<DocNode, string>();
  private readonly ranges: Map<Element, Range> | null;

  constructor(private readonly html: string, private readonly body: Element) {
    this.ranges = sourceRanges(html, body);
  }

  read(): Origin {
    const blocks = this.blocks(this.body);
    const doc = schema.node('doc', null, blocks.length > 0 ? blocks.map((b) => b.node) : [schema.node('paragraph')]);
    let end = 0;
    if (this.ranges) {
      for (const [n, { node, element }] of blocks.entries()) {
        const next = blocks[n + 1]?.element;
        const range = (element && this.ranges.get(element)) ?? this.looseRange(end, next);
        this.gap.set(node, this.html.slice(end, range.start));
        this.source.set(node, this.html.slice(range.start, range.end));
        end = range.end;
      }
    }
    const tail = this.ranges && blocks.length > 0 ? this.html.slice(end) : '';
    return { html: this.html, doc, source: this.source, gap: this.gap, tail };
  }

  /** Words without a block of their own reach to the next block, but for the white space around them. */
  private looseRange(from: number, next: Element | null | undefined): Range {
    const to = (next && this.ranges?.get(next)?.start) ?? this.html.length;
    const text = this.html.slice(from, to);
    return { start: from + (text.length - text.trimStart().length), end: from + text.trimEnd().length };
  }

  private text(element: Element): string {
    const range = this.ranges?.get(element);
    return range ? this.html.slice(range.start, range.end) : element.outerHTML;
  }

  private blocks(parent: Element): { node: DocNode; element: Element | null }[] {
    const found: { node: DocNode; element: Element | null }[] = [];
    let run: Node[] = [];
    const endRun = () => {
      const words = this.inline(run);
      if (words.length > 0) found.push({ node: schema.node('paragraph', { bare: true }, words), element: null });
      run = [];
    };
    for (const child of parent.childNodes) {
      if (!isBlock(child)) {
        run.push(child);
        continue;
      }
      endRun();
      const node = this.block(child) ?? schema.node('kept_block', { source: this.text(child) });
      this.source.set(node, this.text(child));
      found.push({ node, element: child });
    }
    endRun();
    return found;
  }

  /** Null when there is something on or in the element that would be lost. */
  private block(element: Element): DocNode | null {
    const tag = element.localName;
    if (tag === 'ol') return hasOnly(element, ['start']) ? this.list(element, 'ordered_list') : null;
    if (tag === 'pre') return codeBlock(element);
    if (!hasOnly(element)) return null;
    if (tag === 'p' || tag === 'h2' || tag === 'h3' || tag === 'h4') {
      const words = this.inline([...element.childNodes]);
      return tag === 'p' ? schema.node('paragraph', null, words) : schema.node('heading', { level: Number(tag.slice(1)) }, words);
    }
    if (tag === 'ul') return this.list(element, 'bullet_list');
    if (tag === 'blockquote') return schema.node('blockquote', null, this.atLeastOne(element));
    return tag === 'hr' ? schema.node('horizontal_rule') : null;
  }

  private atLeastOne(element: Element): DocNode[] {
    const blocks = this.blocks(element).map((b) => b.node);
    return blocks.length > 0 ? blocks : [schema.node('paragraph', { bare: true })];
  }

  private list(element: Element, type: 'bullet_list' | 'ordered_list'): DocNode | null {
    const items: DocNode[] = [];
    for (const child of element.childNodes) {
      if (child instanceof Element && child.localName === 'li' && hasOnly(child)) {
        const item = schema.node('list_item', null, this.atLeastOne(child));
        this.source.set(item, this.text(child));
        items.push(item);
      } else if (child instanceof Element || !isSpace(child.textContent ?? '')) {
        return null;
      }
    }
    const start = element.getAttribute('start');
    if (items.length === 0 || (start !== null && !/^-?\d{1,9}$/.test(start))) return null;
    return schema.node(type, type === 'ordered_list' ? { start: Number(start ?? 1) } : null, items);
  }

  private inline(nodes: readonly Node[]): DocNode[] {
    return collapseSpaces(nodes.flatMap((node) => this.pieces(node, [])));
  }

  private pieces(node: Node, marks: readonly Mark[]): DocNode[] {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent ? [schema.text(node.textContent, marks)] : [];
    if (!(node instanceof Element)) return [];
    const mark = markOf(node);
    if (mark) return [...node.childNodes].flatMap((child) => this.pieces(child, mark.addToSet(marks)));
    if (node.localName === 'br' && hasOnly(node)) return [schema.node('hard_break', null, undefined, marks)];
    if (node.localName === 'img' && hasOnly(node, IMAGE_ATTRIBUTES)) return [schema.node('image', attributesOf(node, IMAGE_ATTRIBUTES), undefined, marks)];
    return [schema.node('kept_inline', { source: this.text(node) }, undefined, marks)];
  }
}

function markOf(element: Element): Mark | null {
  if (element.localName === 'a' && element.hasAttribute('href') && hasOnly(element, LINK_ATTRIBUTES)) {
    return schema.mark('link', attributesOf(element, LINK_ATTRIBUTES));
  }
  const name = MARKS[element.localName];
  return name && hasOnly(element) ? schema.mark(name) : null;
}

function codeBlock(pre: Element): DocNode | null {
  const only = pre.childNodes.length === 1 ? pre.firstChild : null;
  const code = only instanceof Element && only.localName === 'code' ? only : null;
  const language = languageOf(code?.className);
  const isPlain = code === null;
  const inner = code ?? pre;
  const isOurs = hasOnly(pre) && (isPlain || hasOnly(code, language ? ['class'] : [])) && inner.children.length === 0;
  const text = inner.textContent ?? '';
  return isOurs ? schema.node('code_block', { language, plain: isPlain }, text ? schema.text(text) : undefined) : null;
}

/** As a page shows it: white space is one space, and none at the edges of a line. */
function collapseSpaces(pieces: readonly DocNode[]): DocNode[] {
  const shown: DocNode[] = [];
  let isAfterSpace = true;
  const trimEnd = () => {
    const last = shown.at(-1);
    if (!last?.text?.endsWith(' ')) return;
    shown.pop();
    if (last.text.length > 1) shown.push(schema.text(last.text.slice(0, -1), last.marks));
  };
  for (const piece of pieces) {
    if (!piece.isText) {
      const isBreak = piece.type.name === 'hard_break';
      if (isBreak) trimEnd();
      shown.push(piece);
      isAfterSpace = isBreak;
      continue;
    }
    const folded = (piece.text ?? '').replace(SPACE, ' ');
    const text = isAfterSpace && folded.startsWith(' ') ? folded.slice(1) : folded;
    if (text === '') continue;
    shown.push(schema.text(text, piece.marks));
    isAfterSpace = text.endsWith(' ');
  }
  trimEnd();
  return shown;
}

export function readHtml(html: string): Origin {
  return new Reader(html, new DOMParser().parseFromString(html, 'text/html').body).read();
}
