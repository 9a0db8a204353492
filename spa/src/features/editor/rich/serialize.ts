import type { Mark, Node as DocNode } from 'prosemirror-model';
import type { Origin } from './parse';
import { IMAGE_ATTRIBUTES, LINK_ATTRIBUTES } from './schema';

const NBSP = '\u00a0';
const EM_SPACE = '\u2003';
const MARK_TAGS: Record<string, string> = { strong: 'strong', em: 'em', underline: 'u', strike: 's', sub: 'sub', sup: 'sup', code: 'code' };

const escapeText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll(NBSP, '&nbsp;');
const escapeAttribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll(NBSP, '&nbsp;');
const attributes = (attrs: Record<string, unknown>, names: readonly string[]) =>
  names.map((name) => (attrs[name] === null ? '' : ` ${name}="${escapeAttribute(String(attrs[name]))}"`)).join('');

const openTag = (mark: Mark) => (mark.type.name === 'link' ? `<a${attributes(mark.attrs, LINK_ATTRIBUTES)}>` : `<${MARK_TAGS[mark.type.name]}>`);
const closeTag = (mark: Mark) => (mark.type.name === 'link' ? '</a>' : `</${MARK_TAGS[mark.type.name]}>`);
const isBreak = (node: DocNode | null) => node?.type.name === 'hard_break';

function leafHtml(node: DocNode): string {
  if (isBreak(node)) return '<br>';
  return node.type.name === 'image' ? `<img${attributes(node.attrs, IMAGE_ATTRIBUTES)}>` : String(node.attrs.source);
}

/** HTML folds spaces; those it would take are written as spaces that it keeps. */
function keepSpaces(text: string, isAfterSpace: boolean, isBeforeEnd: boolean): string {
  const kept = text.replace(/[\r\n\f]/g, ' ').replaceAll('\t', EM_SPACE).replace(/ {2,}/g, (run) => (' ' + NBSP).repeat(run.length).slice(0, run.length));
  const begun = isAfterSpace && kept.startsWith(' ') ? NBSP + kept.slice(1) : kept;
  return isBeforeEnd && begun.endsWith(' ') ? begun.slice(0, -1) + NBSP : begun;
}

function inlineHtml(parent: DocNode): string {
  let html = '';
  let open: readonly Mark[] = [];
  let isAfterSpace = true;
  parent.forEach((node, _, index) => {
    const shared = open.findIndex((mark, n) => !node.marks[n]?.eq(mark));
    const stay = shared < 0 ? open.length : shared;
    html += open.slice(stay).toReversed().map(closeTag).join('') + node.marks.slice(stay).map(openTag).join('');
    open = node.marks;
    if (!node.isText) {
      html += leafHtml(node);
      isAfterSpace = isBreak(node);
      return;
    }
    const next = index + 1 < parent.childCount ? parent.child(index + 1) : null;
    const text = keepSpaces(node.text ?? '', isAfterSpace, next === null || isBreak(next));
    html += escapeText(text);
    isAfterSpace = text.endsWith(' ');
  });
  return html + open.toReversed().map(closeTag).join('');
}

function codeHtml(node: DocNode): string {
  const text = escapeText(node.textContent);
  // A parser drops a line break that follows the tag.
  if (node.attrs.plain) return `<pre>${text.startsWith('\n') ? '\n' : ''}${text}</pre>`;
  return `<pre><code${node.attrs.language ? ` class="language-${node.attrs.language}"` : ''}>${text}</code></pre>`;
}

const isBare = (node: DocNode) => node.type.name === 'paragraph' && node.attrs.bare === true;

/** Writes documents that began as one text: what is as it was goes back byte for byte, the rest in one canonical form. */
class Writer {
  private readonly known = new Map<string, DocNode>();

  constructor(private readonly origin: Origin) {
    for (const node of origin.source.keys()) {
      const key = JSON.stringify(node);
      if (!this.known.has(key)) this.known.set(key, node);
    }
  }

  write(doc: DocNode): string {
    if (doc.eq(this.origin.doc)) return this.origin.html;
    if (doc.childCount === 1 && doc.firstChild?.type.name === 'paragraph' && doc.firstChild.childCount === 0) return '';
    let html = '';
    let wasBare = false;
    // What is new stands as far from the block before it as the first two did.
    const gap = (this.origin.doc.childCount > 1 && this.origin.gap.get(this.origin.doc.child(1))) || '';
    doc.forEach((node, _, index) => {
      const original = this.originalOf(node);
      const source = isBare(node) && wasBare ? undefined : original && this.origin.source.get(original);
      if (index > 0 || original) html += (original && this.origin.gap.get(original)) ?? gap;
      html += source ?? this.anew(node);
      wasBare = isBare(node) && source !== undefined;
    });
    return html + this.origin.tail;
  }

  /** The node itself when nobody touched it, or the one it became again, by an undo for example. */
  private originalOf(node: DocNode): DocNode | undefined {
    return this.origin.source.has(node) ? node : this.known.get(JSON.stringify(node));
  }

  private html(node: DocNode): string {
    const original = isBare(node) ? undefined : this.originalOf(node);
    return (original && this.origin.source.get(original)) ?? this.anew(node);
  }

  private anew(node: DocNode): string {
    switch (node.type.name) {
      case 'heading':
        return `<h${node.attrs.level}>${inlineHtml(node)}</h${node.attrs.level}>`;
      case 'code_block':
        return codeHtml(node);
      case 'bullet_list':
        return `<ul>${this.children(node)}</ul>`;
      case 'ordered_list':
        return `<ol${node.attrs.start === 1 ? '' : ` start="${node.attrs.start}"`}>${this.children(node)}</ol>`;
      case 'list_item':
        return `<li>${this.children(node)}</li>`;
      case 'blockquote':
        return `<blockquote>${this.children(node)}</blockquote>`;
      case 'horizontal_rule':
        return '<hr>';
      case 'kept_block':
        return String(node.attrs.source);
      default:
        return `<p>${inlineHtml(node)}</p>`;
    }
  }

  private children(parent: DocNode): string {
    let html = '';
    let wasBare = false;
    parent.forEach((node) => {
      // Two runs of words side by side would become one, and an empty one would be none.
      const goesBare = isBare(node) && !wasBare && (node.childCount > 0 || parent.childCount === 1);
      html += goesBare ? inlineHtml(node) : this.html(node);
      wasBare = goesBare;
    });
    return html;
  }
}

/** For one loaded text: its documents as the HTML that is stored. */
export function writerFor(origin: Origin): (doc: DocNode) => string {
  const writer = new Writer(origin);
  return (doc) => writer.write(doc);
}
