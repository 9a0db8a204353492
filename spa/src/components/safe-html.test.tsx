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
  expect(shown('<pre><code>a\nb</code></pre>')).toBe('<pre tabindex="0"><code>a\nb</code></pre>');
});

it('folds lines as HTML does where the text was not typed in a plain box', () => {
  expect(shown('<p>one\ntwo</p>', false)).toBe('<p>one\ntwo</p>');
});

it('shows readers all that the editor can write', () => {
  const html =
    '<h2>a</h2><h3>b</h3><h4>c</h4><p><strong>d</strong><em>e</em><u>f</u><s>g</s><code>h</code>H<sub>2</sub>O<sup>3</sup><br></p>' +
    '<ol start="4"><li><p>i</p></li></ol><ul><li><p>j</p></li></ul><blockquote><p>k</p></blockquote><hr><p></p>';
  expect(shown(html, false)).toBe(html);
});

it('keeps the language of code for whoever colours it, and no other class', () => {
  expect(shown('<pre><code class="language-c++ x">a</code></pre>', false)).toBe('<pre tabindex="0"><code class="language-c++">a</code></pre>');
  expect(shown('<p><code class="language-js">a</code></p><p class="language-js">b</p>', false)).toBe('<p><code>a</code></p><p>b</p>');
});

it('opens a link as its text says, and never one that runs something', () => {
  expect(shown('<p><a target="_blank" href="https://x.test/a">a</a><a href="javascript:alert(1)">b</a></p>', false)).toBe(
    '<p><a href="https://x.test/a" rel="noopener noreferrer nofollow" target="_blank">a</a><a>b</a></p>',
  );
});

it('leaves the first heading to the page', () => {
  expect(shown('<h1>a</h1><h6>b</h6>', false)).toBe('<h2>a</h2><h4>b</h4>');
});

it('takes only a whole number as the start of a list', () => {
  expect(shown('<ol start="x"><li>a</li></ol><ol start="-2"><li>b</li></ol>', false)).toBe('<ol><li>a</li></ol><ol start="-2"><li>b</li></ol>');
});

it('an address that was typed into a comment is a link, without the full stop behind it', () => {
  expect(shown('<p>mira https://example.com/a?b=1.<br>y <code>https://example.com/code</code></p>')).toBe(
    '<p>mira <a href="https://example.com/a?b=1" rel="noopener noreferrer nofollow">https://example.com/a?b=1</a>.<br>y <code>https://example.com/code</code></p>',
  );
});

it('draws a table with its sides, in a box that scrolls', () => {
  expect(shown('<table><thead><tr><th align="right" style="x">a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>')).toBe(
    '<div tabindex="0" class="overflow-x-auto"><table><thead><tr><th class="text-right">a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table></div>',
  );
});
