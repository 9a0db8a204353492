import { describe, expect, it } from 'vitest';
import { readHtml } from './parse';
import { schema } from './schema';
import { writerFor } from './serialize';

/** The same after reading, without the short cut for a document that is as it was loaded. */
function rewritten(html: string): string {
  const origin = readHtml(html);
  const write = writerFor({ ...origin, doc: schema.node('doc', null, [schema.node('horizontal_rule')]) });
  return write(origin.doc);
}
/** Written anew from the document alone. */
const anew = (html: string) => writerFor(readHtml(''))(readHtml(html).doc);

const words = (text: string) => new DOMParser().parseFromString(text, 'text/html').body.textContent?.replace(/[\s\u00a0]+/g, '');

const STORED = [
  ['paragraphs of the plain box', '<p>- one<br>- two</p>\n<p>three</p>\n<h2>Four</h2>'],
  ['as a server that prints prettily gave it', '<p>- one<br>\n - two</p>\n<p>a &nbsp;b</p>'],
  ['lists, code and links of the API', '<p>See <a href="https://aula.dev/?a=1&amp;b=2" rel="nofollow">this</a>:</p><ul><li>one <code>x &lt; y</code></li><li><p>two</p><ol start="3"><li>deep</li></ol></li></ul><pre><code class="language-sql">select *\n  from t\n where a &lt; 1;\n</code></pre>'],
  ['marks in marks', '<p><strong>a <em>b <u>c</u></em></strong><s>d</s> e<code>f</code></p>'],
  ['empty lines', '<p>a</p><p></p><p></p><p>b</p>'],
  ['words outside of blocks', 'loose <b>bold</b> words\n<p>a  <em>b</em></p> end'],
  ['a quotation, a rule, an image', '<blockquote><p>a</p><ul><li>b</li></ul></blockquote><hr><p><img src="/i.png" alt="A &quot;B&quot;"></p>'],
  ['what the editor has no place for', '<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table><p>H<sub>2</sub>O <span>x</span></p><dl><dt>a</dt><dd>b</dd></dl><p class="x">y</p>'],
  ['code without code', '<pre>\n\n  a\n</pre>'],
  ['entities of other writers', '<p>it&#39;s &mdash; fine&#160;so</p><P>big</P><p>x<br/>y</p>'],
  ['tags left open', '<p>a<p>b<ul><li>c<li>d</ul>'],
  ['nothing', ''],
] as const;

describe('the HTML of a text', () => {
  it.each(STORED)('goes back byte for byte: %s', (_, html) => {
    const origin = readHtml(html);
    origin.doc.check();
    expect(writerFor(origin)(origin.doc)).toBe(html);
    if (!html.includes('<p>a<p>b')) expect(rewritten(html)).toBe(html);
  });

  it.each(STORED)('written anew says the same, and then stays: %s', (_, html) => {
    const once = anew(html);
    expect(anew(once)).toBe(once);
    expect(words(once)).toBe(words(html));
  });

  it('keeps what it has no place for as it came', () => {
    expect(anew('<p>H<q>2</q>O</p>')).toBe('<p>H<q>2</q>O</p>');
    expect(anew('<table><tbody><tr><td>1</td></tr></tbody></table>')).toBe('<table><tbody><tr><td>1</td></tr></tbody></table>');
    expect(anew('<ul><ul><li>a</li></ul></ul>')).toBe('<ul><ul><li>a</li></ul></ul>');
    expect(anew('<p style="color:red">a</p>')).toBe('<p style="color:red">a</p>');
  });

  it('keeps spaces that HTML would fold', () => {
    const doc = schema.node('doc', null, [schema.node('paragraph', null, [schema.text(' a   b '), schema.node('hard_break'), schema.text(' c')])]);
    const html = writerFor(readHtml(''))(doc);
    expect(html).toBe('<p>&nbsp;a &nbsp; b&nbsp;<br>&nbsp;c</p>');
    expect(readHtml(html).doc.textContent.replaceAll('\u00a0', ' ')).toBe(' a   b  c');
  });
});
