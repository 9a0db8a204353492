const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What a teacher types in a plain box, as the HTML the API keeps. */
export function textToHtml(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
    .map((paragraph) =>
      paragraph.startsWith('## ') ? `<h2>${escape(paragraph.slice(3))}</h2>` : `<p>${escape(paragraph).replaceAll('\n', '<br>')}</p>`,
    )
    .join('\n');
}

export function htmlToText(html: string): string {
  const body = new DOMParser().parseFromString(html, 'text/html').body;
  for (const br of body.querySelectorAll('br')) br.replaceWith('\n');
  const blocks = [...body.children].map((el) => (el.tagName === 'H2' ? '## ' : '') + (el.textContent ?? '').trim());
  return (blocks.length > 0 ? blocks : [body.textContent ?? '']).filter(Boolean).join('\n\n');
}
