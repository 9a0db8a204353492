import { describe, expect, it } from 'vitest';
import { htmlToText, textToHtml } from './text';

/** As the server gives it back: every line break and block on its own indented line, plain spaces folded. */
const served = (html: string) => html.replace(/ +/g, ' ').replaceAll('<br>', '<br>\n ').replaceAll('\u00a0', '&nbsp;');
const again = (text: string) => htmlToText(served(textToHtml(text)));

function random(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const PIECES = ['- uno', '1. dos', '\n', '\n', '\n\n', ' ', '  ', '\t', '&', '&amp;', '<b>', '>', '<br>', '## ', '# ', 'ñandú', '*x*', '"', "'"];

describe('the text of an article', () => {
  it.each([
    ['lines like a list', '- one\n- two'],
    ['several blank lines', 'a\n\n\nb\n\n\n\nc\n\n\n\n\nd'],
    ['leading spaces', '  a\n    b\n\n  c'],
    ['spaces inside and at the end', 'a  b   c \nd '],
    ['tabs', 'if x:\n\treturn  y'],
    ['what HTML reads as its own', 'a < b && c > d &amp; <br> <script>'],
    ['a heading', '## Índices\n\nUn párrafo'],
    ['a heading with a line under it', '## Índices\nUn párrafo'],
    ['line breaks around it', '\na\n'],
  ])('comes back as it was typed: %s', (_, text) => {
    expect(again(text)).toBe(text);
    expect(again(again(text))).toBe(text);
  });

  it('comes back as it was typed, whatever was typed', () => {
    const below = random(7);
    for (let run = 0; run < 500; run++) {
      const text = Array.from({ length: 1 + below(12) }, () => PIECES[below(PIECES.length)]).join('');
      expect(again(text)).toBe(text.trim() === '' ? '' : text);
    }
  });

  it('is paragraphs where a blank line separates, and lines in them', () => {
    expect(textToHtml('- one\n- two\n\nthree')).toBe('<p>- one<br>- two</p>\n<p>three</p>');
    expect(textToHtml('## One')).toBe('<h2>One</h2>');
    expect(textToHtml(' \n ')).toBe('');
  });

  it('loses no words of HTML that somebody else wrote', () => {
    expect(htmlToText('loose <b>bold</b> words\n<p>a  <em>b</em></p> end')).toBe('loose bold words\n\na b\n\nend');
    expect(htmlToText('<p>a</p><ul>\n <li>b <code>c</code></li>\n <li>d</li>\n</ul>')).toBe('a\n\n- b c\n- d');
    expect(htmlToText('')).toBe('');
  });
});
