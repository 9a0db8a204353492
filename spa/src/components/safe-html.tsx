import { createElement, Fragment, type ReactNode } from 'react';
import { cn } from '@/lib/cn';

/** What courses and comments may hold, by the description of `Course.descriptionHtml`; the page has its own h1. */
const ALLOWED = new Set([
  'p', 'br', 'strong', 'em', 'b', 'i', 'u', 's', 'del', 'sub', 'sup', 'code', 'pre', 'ul', 'ol', 'li', 'h2', 'h3', 'h4', 'blockquote', 'a', 'hr',
]);
const RENAMED: Readonly<Record<string, string>> = { h1: 'h2', h5: 'h4', h6: 'h4' };

type Attributes = { href?: string; rel?: string; target?: string; start?: number; className?: string; tabIndex?: number };

function attributes(element: Element): Attributes {
  switch (element.tagName) {
    case 'A': {
      const href = element.getAttribute('href');
      const target = element.getAttribute('target') === '_blank' ? { target: '_blank' } : {};
      return href && /^(https?:|mailto:|\/(?!\/)|#)/i.test(href) ? { href, rel: 'noopener noreferrer nofollow', ...target } : {};
    }
    case 'OL': {
      const start = element.getAttribute('start') ?? '';
      return /^-?\d{1,9}$/.test(start) ? { start: Number(start) } : {};
    }
    case 'CODE': {
      const language = [...element.classList].find((name) => /^language-[\w+#.-]{1,40}$/.test(name));
      return language && element.parentElement?.tagName === 'PRE' ? { className: language } : {};
    }
    // Long lines scroll, by the keyboard too.
    case 'PRE':
      return { tabIndex: 0 };
    default:
      return {};
  }
}

const BLOCKS = 'p, ul, ol, pre, blockquote, h2, h3, h4, hr';
const isBlock = (node: Node | null) => node instanceof Element && node.matches(BLOCKS);

/** A new line that was typed is one for the reader; those round blocks and after a `br` are only the source's, code keeps its own. */
function typedLines(node: Node): ReactNode {
  const text = node.textContent ?? '';
  const parent = node.parentElement;
  if (!parent?.closest('p, li, h2, h3, h4') || parent.closest('pre') || parent.matches('ul, ol')) return text;
  const { previousSibling: before, nextSibling: after } = node;
  const isAtStart = before === null || before.nodeName === 'BR' || isBlock(before);
  const isAtEnd = after === null || isBlock(after);
  const typed = (isAtStart ? text.replace(/^\n/, '') : text).replace(isAtEnd ? /\n$/ : /(?!)/, '');
  const [first, ...rest] = typed.split('\n');
  return [first, ...rest.flatMap((line, at) => [<br key={at} />, line])];
}

function build(node: Node, key: number, keepsLines: boolean): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return keepsLines ? typedLines(node) : node.textContent;
  if (!(node instanceof Element)) return null;
  const name = node.tagName.toLowerCase();
  const tag = RENAMED[name] ?? name;
  if (tag === 'script' || tag === 'style') return null;
  const children = [...node.childNodes].map((child, at) => build(child, at, keepsLines));
  if (!ALLOWED.has(tag)) return <Fragment key={key}>{children}</Fragment>;
  return createElement(tag, { key, ...attributes(node) }, ...children);
}

type Props = {
  html: string;
  /** For what was typed in a plain box: a single new line is one for the reader too. */
  keepsLines?: boolean;
  className?: string;
};

/** The server sanitises; this rebuilds only what we know, so that a slip there is not a script here. */
export function SafeHtml({ html, keepsLines = false, className }: Props) {
  const body = new DOMParser().parseFromString(html, 'text/html').body;
  return <div className={cn('prose-aula', className)}>{[...body.childNodes].map((node, at) => build(node, at, keepsLines))}</div>;
}
