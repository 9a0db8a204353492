import { createElement, Fragment, type ReactNode } from 'react';
import { cn } from '@/lib/cn';

/** What courses and comments may hold, by the description of `Course.descriptionHtml`; the page has its own h1. */
const ALLOWED = new Set([
  'p', 'br', 'strong', 'em', 'b', 'i', 'u', 's', 'del', 'sub', 'sup', 'code', 'pre', 'ul', 'ol', 'li', 'h2', 'h3', 'h4', 'blockquote', 'a', 'hr',
  'table', 'thead', 'tbody', 'tr', 'th', 'td',
]);
const RENAMED: Readonly<Record<string, string>> = { h1: 'h2', h5: 'h4', h6: 'h4' };

const REL = 'noopener noreferrer nofollow';

type Attributes = { href?: string; rel?: string; target?: string; start?: number; className?: string; tabIndex?: number };

function attributes(element: Element): Attributes {
  switch (element.tagName) {
    case 'A': {
      const href = element.getAttribute('href');
      const target = element.getAttribute('target') === '_blank' ? { target: '_blank' } : {};
      return href && /^(https?:|mailto:|\/(?!\/)|#)/i.test(href) ? { href, rel: REL, ...target } : {};
    }
    case 'OL': {
      const start = element.getAttribute('start') ?? '';
      return /^-?\d{1,9}$/.test(start) ? { start: Number(start) } : {};
    }
    case 'CODE': {
      const language = [...element.classList].find((name) => /^language-[\w+#.-]{1,40}$/.test(name));
      return language && element.parentElement?.tagName === 'PRE' ? { className: language } : {};
    }
    case 'TH':
    case 'TD': {
      const align = element.getAttribute('align');
      return align === 'right' ? { className: 'text-right' } : align === 'center' ? { className: 'text-center' } : {};
    }
    // Long lines scroll, by the keyboard too.
    case 'PRE':
      return { tabIndex: 0 };
    default:
      return {};
  }
}

const BLOCKS = 'p, ul, ol, pre, blockquote, h2, h3, h4, hr, table';
const isBlock = (node: Node | null) => node instanceof Element && node.matches(BLOCKS);

/** Up to the signs that more likely end the sentence than the address. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}…]/gi;

/** An address that was typed as text leads there. */
function typedLinks(text: string, parent: Element | null): ReactNode[] {
  if (parent?.closest('a, code, pre')) return [text];
  const parts: ReactNode[] = [];
  let end = 0;
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    parts.push(
      text.slice(end, index),
      <a key={index} href={address} rel={REL}>
        {address}
      </a>,
    );
    end = index + address.length;
  }
  return [...parts, text.slice(end)];
}

/** A new line that was typed is one for the reader; those round blocks and after a `br` are only the source's, code keeps its own. */
function typedLines(node: Node): ReactNode {
  const text = node.textContent ?? '';
  const parent = node.parentElement;
  if (!parent?.closest('p, li, h2, h3, h4') || parent.closest('pre') || parent.matches('ul, ol')) return typedLinks(text, parent);
  const { previousSibling: before, nextSibling: after } = node;
  const isAtStart = before === null || before.nodeName === 'BR' || isBlock(before);
  const isAtEnd = after === null || isBlock(after);
  const typed = (isAtStart ? text.replace(/^\n/, '') : text).replace(isAtEnd ? /\n$/ : /(?!)/, '');
  const [first = '', ...rest] = typed.split('\n');
  const line = (words: string, at: number) => <Fragment key={`line ${at}`}>{typedLinks(words, parent)}</Fragment>;
  return [line(first, 0), ...rest.flatMap((words, at) => [<br key={at} />, line(words, at + 1)])];
}

function build(node: Node, key: number, keepsLines: boolean): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return keepsLines ? typedLines(node) : node.textContent;
  if (!(node instanceof Element)) return null;
  const name = node.tagName.toLowerCase();
  const tag = RENAMED[name] ?? name;
  if (tag === 'script' || tag === 'style') return null;
  const children = [...node.childNodes].map((child, at) => build(child, at, keepsLines));
  if (!ALLOWED.has(tag)) return <Fragment key={key}>{children}</Fragment>;
  const element = createElement(tag, { key, ...attributes(node) }, ...children);
  if (tag !== 'table') return element;
  // Wide ones scroll, by the keyboard too.
  return createElement('div', { key, tabIndex: 0, className: 'overflow-x-auto' }, element);
}

type Props = {
  html: string;
  /** For what was typed in a plain box: a single new line is one for the reader too, and an address is a link. */
  keepsLines?: boolean;
  className?: string;
};

/** The server sanitises; this rebuilds only what we know, so that a slip there is not a script here. */
export function SafeHtml({ html, keepsLines = false, className }: Props) {
  const body = new DOMParser().parseFromString(html, 'text/html').body;
  return <div className={cn('prose-aula', className)}>{[...body.childNodes].map((node, at) => build(node, at, keepsLines))}</div>;
}
