import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { SafeHtml } from './safe-html';

const shown = (html: string, keepsLines = true) => render(<SafeHtml html={html} keepsLines={keepsLines} />).container.firstElementChild?.innerHTML ?? '';

it('keeps the single line breaks of what was typed', () => {
  expect(shown('<p>one\ntwo <em>three\nfour</em></p>')).toBe('<p>one<br>two <em>three<br>four</em></p>');
});

it('does not double a break that is there already', () => {
  expect(shown('<p>one<br>\ntwo</p>')).toBe('<p>one<br>two</p>');
});

it('takes the lines of the source round blocks for what they are, and leaves code alone', () => {
  expect(shown('<p>a</p>\n<ul>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>').match(/<br>/)).toBeNull();
  expect(shown('<pre><code>a\nb</code></pre>')).toBe('<pre><code>a\nb</code></pre>');
});

it('shows all that the editor writes', () => {
  const written = '<p>H<sub>2</sub>O, x<sup>2</sup>, <u>a</u> <s>b</s></p><ol start="3"><li><p>c</p></li></ol>';
  expect(shown(written, false)).toBe(written);
});

it('folds lines as HTML does where the text was not typed in a plain box', () => {
  expect(shown('<p>one\ntwo</p>', false)).toBe('<p>one\ntwo</p>');
});
