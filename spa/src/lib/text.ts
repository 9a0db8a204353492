const NBSP = '\u00a0';
const EM_SPACE = '\u2003';
const HEADING = '## ';
const BLOCKS = new Set(['P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'DIV', 'UL', 'OL', 'BLOCKQUOTE', 'PRE']);

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** HTML folds spaces; those it would take are written as spaces that it keeps. */
const keepSpaces = (line: string) => line.replaceAll('\t', EM_SPACE).replace(/^ | $|(?<= ) /g, NBSP);

function paragraphToHtml(paragraph: string): string {
  const isHeading = paragraph.startsWith(HEADING) && !paragraph.includes('\n');
  const typed = isHeading ? paragraph.slice(HEADING.length) : paragraph;
  const html = typed.split('\n').map((line) => escape(keepSpaces(line))).join('<br>');
  return isHeading ? `<h2>${html}</h2>` : `<p>${html}</p>`;
}

/** What a teacher types in a plain box, as the HTML the API keeps: `htmlToText` gives the same text again. */
export function textToHtml(text: string): string {
  if (text.trim() === '') return '';
  return text.replace(/\r\n?/g, '\n').split('\n\n').map(paragraphToHtml).join('\n');
}

function lines(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return (node.textContent ?? '').replace(/[ \t\r\n\f]+/g, ' ');
  if (node.nodeName === 'BR') return '\n';
  if (node instanceof Element && (node.nodeName === 'UL' || node.nodeName === 'OL')) {
    return [...node.children].map((item) => `- ${lines(item).trim()}`).join('\n');
  }
  return [...node.childNodes].map(lines).join('');
}

const unfold = (text: string) =>
  text
    .replace(/ *\n */g, '\n')
    .replace(/^ | $/g, '')
    .replaceAll(NBSP, ' ')
    .replaceAll(EM_SPACE, '\t');

export function htmlToText(html: string): string {
  const blocks: string[] = [];
  let loose = '';
  const endLoose = () => {
    if (loose.trim() !== '') blocks.push(unfold(loose));
    loose = '';
  };
  for (const node of new DOMParser().parseFromString(html, 'text/html').body.childNodes) {
    if (BLOCKS.has(node.nodeName)) {
      endLoose();
      blocks.push((node.nodeName === 'H2' ? HEADING : '') + unfold(lines(node)));
    } else {
      loose += lines(node);
    }
  }
  endLoose();
  return blocks.join('\n\n');
}
