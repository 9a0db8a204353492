import { deleteSelection, joinBackward, joinForward, splitBlock } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import { DOMParser as DocParser, type Node as DocNode } from 'prosemirror-model';
import { splitListItem } from 'prosemirror-schema-list';
import { AllSelection, EditorState, NodeSelection, Selection, TextSelection, type Command } from 'prosemirror-state';
import { describe, expect, it } from 'vitest';
import { cleanPasted } from './clipboard';
import { editingPlugins, setCodeLanguage, setLink, tools } from './commands';
import { readHtml } from './parse';
import { schema } from './schema';
import { writerFor } from './serialize';

const RICH = [
  '<h2>Qué vas a construir</h2>',
  '<p>- uno<br>\n - dos &amp; tres</p>',
  '<p>Con <strong>PostgreSQL <em>18</em></strong>, <a href="https://www.postgresql.org/" rel="nofollow">su manual</a> y <code>psql -c "\\d"</code>.</p>',
  '<ul><li>leer <b>planes</b></li><li><p>medir</p><ol start="3"><li>antes</li><li>después</li></ol></li></ul>',
  '<table><tbody><tr><td>coste</td><td>12,5</td></tr></tbody></table>',
  '<pre><code class="language-sql">select *\n  from lesson\n where rank &lt; 3;\n</code></pre>',
  '<blockquote><p>Mide <u>dos</u> veces.</p><p></p><p>Corta <s>tres</s> una.</p></blockquote>',
  '<p>H<sub>2</sub>O y <span lang="en">water</span> <img src="/plan.png" alt="un plan"></p>',
  '<hr>',
  '<p></p>',
  '<p>final&nbsp; con espacios</p>',
].join('\n');

function random(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

/** A document without what its HTML cannot tell apart: which space it is, and whether words had a `p` of their own. */
function meaning(doc: DocNode): string {
  return JSON.stringify(doc.toJSON(), (key: string, value: unknown) => (key === 'bare' ? undefined : value)).replaceAll('\u00a0', ' ').replaceAll('\u2003', '\t').replaceAll(',"attrs":{}', '');
}

const pasted = (html: string): Command => (state, dispatch) => {
  const body = new DOMParser().parseFromString(cleanPasted(html), 'text/html').body;
  dispatch?.(state.tr.replaceSelection(DocParser.fromSchema(schema).parseSlice(body)));
  return true;
};
const typed = (text: string): Command => (state, dispatch) => {
  dispatch?.(state.tr.insertText(text));
  return true;
};
const COMMANDS: readonly Command[] = [
  ...[' ', 'x', '  ', 'ñ & <b>', 'fin.'].map(typed),
  ...Object.entries(tools).flatMap(([name, tool]) => (name === 'undo' || name === 'redo' ? [] : [tool.run])),
  splitBlock, splitListItem(schema.nodes.list_item), joinBackward, joinForward, deleteSelection,
  setLink('https://aula.dev/'), setLink(null), setCodeLanguage('java'), setCodeLanguage(null),
  pasted('<p>pegado <b>fuerte</b></p><ul><li>a</li></ul>'), pasted('solo <i>palabras</i>'), undo, redo,
];

function select(state: EditorState, below: (n: number) => number): Selection {
  const size = state.doc.content.size;
  const at = below(size + 1);
  const kind = below(40);
  if (kind === 0) return new AllSelection(state.doc);
  if (kind < 5) {
    const $at = state.doc.resolve(at);
    if ($at.nodeAfter && !$at.nodeAfter.isText && NodeSelection.isSelectable($at.nodeAfter)) return NodeSelection.create(state.doc, at);
  }
  const $anchor = state.doc.resolve(at);
  return kind < 20 ? Selection.near($anchor) : TextSelection.between($anchor, state.doc.resolve(Math.min(size, at + below(12))));
}

/** How many blocks from the front and from the back the same edit left alone. */
function untouched(before: DocNode, after: DocNode) {
  const least = Math.min(before.childCount, after.childCount);
  let front = 0;
  while (front < least && before.child(front) === after.child(front)) front++;
  let back = 0;
  while (back < least - front && before.child(before.childCount - 1 - back) === after.child(after.childCount - 1 - back)) back++;
  return { front, back };
}

describe('a thousand edits of a rich description', () => {
  it('lose nothing and touch only what they touch', { timeout: 180_000 }, () => {
    const below = random(5);
    const origin = readHtml(RICH);
    const write = writerFor(origin);
    let state = EditorState.create({ doc: origin.doc, plugins: editingPlugins() });
    let edits = 0;
    while (edits < 1000) {
      state = state.apply(state.tr.setSelection(select(state, below)));
      const before = state.doc;
      COMMANDS[below(COMMANDS.length)]?.(state, (tr) => {
        state = state.apply(tr);
      });
      if (state.doc.eq(before)) continue;
      edits++;
      state.doc.check();
      const html = write(state.doc);
      // The HTML says all that the document says, and says it in the same way when it is read again.
      const again = readHtml(html);
      expect(meaning(again.doc)).toBe(html === '' ? meaning(schema.node('doc', null, [schema.node('paragraph')])) : meaning(state.doc));
      expect(writerFor(again)(again.doc)).toBe(html);
      // The blocks around the edit are the bytes they were.
      const { front, back } = untouched(before, state.doc);
      const part = (from: number, to: number) => write(schema.node('doc', null, state.doc.children.slice(from, to)));
      if (front > 0) expect(html.slice(0, part(0, front).trimEnd().length)).toBe(part(0, front).trimEnd());
      if (back > 0) {
        const tail = part(state.doc.childCount - back, state.doc.childCount).trimStart();
        expect(html.slice(html.length - tail.length)).toBe(tail);
      }
      // Now and then it begins again, so that later edits meet the rich text again.
      if (edits % 25 === 0) {
        state = EditorState.create({ doc: origin.doc, plugins: editingPlugins() });
      }
    }
  });

  it('are all taken back by undo, to the byte and no further', { timeout: 60_000 }, () => {
    const below = random(11);
    const origin = readHtml(RICH);
    const write = writerFor(origin);
    for (let round = 0; round < 20; round++) {
      let state = EditorState.create({ doc: origin.doc, plugins: editingPlugins() });
      for (let n = 0; n < 15; n++) {
        state = state.apply(state.tr.setSelection(select(state, below)));
        COMMANDS[below(COMMANDS.length - 2)]?.(state, (tr) => { state = state.apply(tr); });
      }
      while (undo(state, (tr) => { state = state.apply(tr); }));
      expect(write(state.doc)).toBe(RICH);
    }
  });

  it('change one paragraph and leave every other byte', () => {
    const origin = readHtml(RICH);
    let state = EditorState.create({ doc: origin.doc, plugins: editingPlugins() });
    let at = 0;
    state.doc.descendants((node, pos) => {
      if (node.isText && node.text === 'después') at = pos + 'después'.length;
    });
    state = state.apply(state.tr.insertText(' de todo', at));
    expect(writerFor(origin)(state.doc)).toBe(RICH.replace('después', 'después de todo'));
  });
});
