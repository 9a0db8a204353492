import { createElement, Fragment, type ReactNode } from 'react';
import { cn } from '@/lib/cn';

const ALLOWED = new Set([
  'p', 'br', 'strong', 'em', 'b', 'i', 'code', 'pre', 'ul', 'ol', 'li', 'h2', 'h3', 'h4', 'blockquote', 'a', 'hr', 'del',
]);

function attributes(element: Element): Record<string, string> {
  const href = element.tagName === 'A' ? element.getAttribute('href') : null;
  return href && /^(https?:|mailto:|\/(?!\/)|#)/i.test(href) ? { href, rel: 'noopener nofollow' } : {};
}

function build(node: Node, key: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof Element)) return null;
  const tag = node.tagName.toLowerCase();
  if (tag === 'script' || tag === 'style') return null;
  const children = [...node.childNodes].map(build);
  if (!ALLOWED.has(tag)) return <Fragment key={key}>{children}</Fragment>;
  return createElement(tag, { key, ...attributes(node) }, ...children);
}

/** The server sanitises; this rebuilds only what we know, so that a slip there is not a script here. */
export function SafeHtml({ html, className }: { html: string; className?: string }) {
  const body = new DOMParser().parseFromString(html, 'text/html').body;
  return <div className={cn('prose-aula', className)}>{[...body.childNodes].map(build)}</div>;
}
