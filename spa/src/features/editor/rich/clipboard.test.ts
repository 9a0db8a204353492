import { DOMParser as DocParser } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import { GOOGLE_DOCS, WORD } from '@/testing/clipboard-samples';
import { cleanPasted } from './clipboard';
import { readHtml } from './parse';
import { schema } from './schema';
import { writerFor } from './serialize';

function paste(html: string): string {
  const body = new DOMParser().parseFromString(cleanPasted(html), 'text/html').body;
  return writerFor(readHtml(''))(DocParser.fromSchema(schema).parse(body));
}

describe('what is pasted', () => {
  it('from Google Docs is bold only where it was', () => {
    const html = paste(GOOGLE_DOCS);
    expect(html).toContain('<h2>Índices</h2>');
    expect(html).toContain('<p>Un índice <strong>parcial</strong><em> ocupa menos</em> que <a target="_blank" rel="noopener noreferrer nofollow" href="https://www.postgresql.org/docs/">uno entero</a>.</p>');
  });

  it('from Google Docs keeps its nested lists, and no empty lines that were not there', () => {
    expect(paste(GOOGLE_DOCS)).toContain('<ul><li><p>uno</p><ul><li><p>uno y medio</p></li></ul></li><li><p><strong>dos</strong></p></li></ul>');
    expect(paste(GOOGLE_DOCS)).not.toContain('<p></p>');
  });

  it('from Word has real lists, in nesting as well', () => {
    const html = paste(WORD);
    expect(html).toBe(
      '<p><strong>Antes</strong></p>' +
        '<ul><li><p>uno</p><ul><li><p>uno y medio</p></li><li><p>casi dos</p></li></ul></li><li><p>dos</p></li></ul>' +
        '<p>Entre</p>' +
        '<ol><li><p>primero</p><ol><li><p>primero a</p></li></ol></li><li><p>segundo</p></li></ol>',
    );
  });

  it('takes the nearest of our headings and leaves scripts behind', () => {
    expect(paste('<h1>a</h1><h6>b</h6><script>alert(1)</script><p onclick="x()">c</p><a href="javascript:alert(1)">d</a>')).toBe(
      '<h2>a</h2><h4>b</h4><p>c</p><p>d</p>',
    );
  });
});
