import { baseKeymap, chainCommands, exitCode, lift, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { InputRule, inputRules, textblockTypeInputRule, undoInputRule, wrappingInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import type { Mark, MarkType, NodeType } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import { Plugin, TextSelection, type Command, type EditorState } from 'prosemirror-state';
import { schema } from './schema';

const { nodes, marks } = schema;

export type ToolName =
  | 'strong' | 'em' | 'underline' | 'strike' | 'code' | 'paragraph' | 'heading2' | 'heading3' | 'heading4'
  | 'bullets' | 'numbers' | 'indent' | 'outdent' | 'quote' | 'codeBlock' | 'rule' | 'undo' | 'redo';

/** One thing the toolbar offers: what it does, its keys, and whether it holds where the caret is (undefined: it is no state). */
export type Tool = { run: Command; keys?: string; isOn?: (state: EditorState) => boolean };

function hasMark(state: EditorState, type: MarkType): boolean {
  const { from, to, empty, $from } = state.selection;
  return empty ? type.isInSet(state.storedMarks ?? $from.marks()) !== undefined : state.doc.rangeHasMark(from, to, type);
}

function isInside(state: EditorState, type: NodeType, attrs: Record<string, unknown> = {}): boolean {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth);
    if (node.type === type && Object.entries(attrs).every(([name, value]) => node.attrs[name] === value)) return true;
  }
  return false;
}

/** The same button puts on and takes off. */
const either = (isOn: (state: EditorState) => boolean, off: Command, on: Command): Command => (state, ...rest) => (isOn(state) ? off : on)(state, ...rest);

const mark = (type: MarkType, keys: string): Tool => ({ run: toggleMark(type), keys, isOn: (state) => hasMark(state, type) });

function block(type: NodeType, keys: string, attrs: Record<string, unknown> = {}): Tool {
  const isOn = (state: EditorState) => isInside(state, type, attrs);
  const on: Command = (state, dispatch) => !(type.spec.code && holdsMoreThanText(state)) && setBlockType(type, attrs)(state, dispatch);
  return { run: either(isOn, setBlockType(nodes.paragraph), on), keys, isOn };
}

/** Code has room for words only: an image that is selected would be gone. */
function holdsMoreThanText({ doc, selection: { from, to } }: EditorState): boolean {
  let found = false;
  doc.nodesBetween(from, to, (node) => {
    if (node.isTextblock) node.forEach((child) => { found ||= !child.isText && child.type !== nodes.hard_break; });
    return !node.isTextblock;
  });
  return found;
}

function list(type: NodeType, keys: string): Tool {
  const isOn = (state: EditorState) => isInside(state, type);
  return { run: either(isOn, liftListItem(nodes.list_item), wrapInList(type)), keys, isOn };
}

const isQuoted = (state: EditorState) => isInside(state, nodes.blockquote);
const insertRule: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.horizontal_rule.create()).scrollIntoView());
  return true;
};
const insertBreak: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create(null, null, state.storedMarks ?? state.selection.$from.marks())).scrollIntoView());
  return true;
};

export const tools: Record<ToolName, Tool> = {
  undo: { run: undo, keys: 'Mod-z' },
  redo: { run: redo, keys: 'Mod-Shift-z' },
  paragraph: { run: setBlockType(nodes.paragraph), keys: 'Mod-Alt-0', isOn: (state) => state.selection.$from.parent.type === nodes.paragraph },
  heading2: block(nodes.heading, 'Mod-Alt-2', { level: 2 }),
  heading3: block(nodes.heading, 'Mod-Alt-3', { level: 3 }),
  heading4: block(nodes.heading, 'Mod-Alt-4', { level: 4 }),
  strong: mark(marks.strong, 'Mod-b'),
  em: mark(marks.em, 'Mod-i'),
  underline: mark(marks.underline, 'Mod-u'),
  strike: mark(marks.strike, 'Mod-Shift-s'),
  code: mark(marks.code, 'Mod-e'),
  bullets: list(nodes.bullet_list, 'Mod-Shift-8'),
  numbers: list(nodes.ordered_list, 'Mod-Shift-7'),
  // Not the tab key: it leaves the editor, as it leaves every box, so that nobody is caught in it.
  indent: { run: sinkListItem(nodes.list_item), keys: 'Mod-]' },
  outdent: { run: liftListItem(nodes.list_item), keys: 'Mod-[' },
  quote: { run: either(isQuoted, lift, wrapIn(nodes.blockquote)), keys: 'Mod-Shift-9', isOn: isQuoted },
  codeBlock: block(nodes.code_block, 'Mod-Alt-c'),
  rule: { run: insertRule },
};

const toolKeys = Object.fromEntries(Object.values(tools).flatMap((tool) => (tool.keys ? [[tool.keys, tool.run] as const] : [])));

const typed = inputRules({
  rules: [
    textblockTypeInputRule(/^(#{2,4})\s$/, nodes.heading, (match) => ({ level: match[1]?.length ?? 2 })),
    textblockTypeInputRule(/^```([\w+#.-]*)\s$/, nodes.code_block, (match) => ({ language: match[1] || null })),
    wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
    wrappingInputRule(/^\s*[-*]\s$/, nodes.bullet_list),
    wrappingInputRule(/^\s*(\d{1,4})\.\s$/, nodes.ordered_list, (match) => ({ start: Number(match[1]) })),
    new InputRule(/^---$/, (state, _, start, end) => state.tr.replaceRangeWith(start, end, nodes.horizontal_rule.create())),
  ],
});

/** The link the caret is in or the selection begins with: its ends and its address. */
export function linkAt(state: EditorState): { from: number; to: number; href: string } | null {
  const { $from, from } = state.selection;
  const parent = $from.parent;
  const around = $from.parentOffset;
  const index = parent.childAfter(around).node?.marks.some((m) => m.type === marks.link) ? parent.childAfter(around) : parent.childBefore(around);
  const link = index.node?.marks.find((m) => m.type === marks.link);
  if (!link) return null;
  const start = from - around;
  let first = index.offset;
  let last = index.offset + (index.node?.nodeSize ?? 0);
  parent.forEach((node, offset) => {
    if (link.isInSet(node.marks) && offset + node.nodeSize === first) first = offset;
    if (link.isInSet(node.marks) && offset === last) last = offset + node.nodeSize;
  });
  return { from: start + first, to: start + last, href: String(link.attrs.href) };
}

/** Puts an address on what is selected, or on the link the caret is in; where nothing is selected the address is the text. Null takes it off. */
export function setLink(href: string | null): Command {
  return (state, dispatch) => {
    const { empty, from, to } = state.selection;
    const range = empty ? linkAt(state) : { from, to };
    const { tr } = state;
    if (!range) {
      if (!href) return false;
      dispatch?.(tr.replaceSelectionWith(schema.text(href, [marks.link.create({ href }), ...(state.selection.$from.marks() ?? [])]), false).scrollIntoView());
      return true;
    }
    tr.removeMark(range.from, range.to, marks.link);
    if (href) tr.addMark(range.from, range.to, marks.link.create({ href }));
    tr.setSelection(TextSelection.create(tr.doc, range.to)).removeStoredMark(marks.link);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

export function setCodeLanguage(language: string | null): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    if ($from.parent.type !== nodes.code_block) return false;
    dispatch?.(state.tr.setNodeMarkup($from.before(), null, { language, plain: false }));
    return true;
  };
}

/** Code that was joined to a paragraph brings line breaks, which a paragraph writes as `br`. */
const breaksAreNodes = new Plugin({
  appendTransaction(transactions, _, state) {
    if (!transactions.some((tr) => tr.docChanged)) return null;
    const found: { at: number; marks: readonly Mark[] }[] = [];
    state.doc.descendants((node, pos, parent) => {
      if (!node.isText || parent?.type.spec.code) return;
      for (const { index } of (node.text ?? '').matchAll(/[\r\n]/g)) found.push({ at: pos + index, marks: node.marks });
    });
    if (found.length === 0) return null;
    const { tr } = state;
    for (const { at, marks: worn } of found) tr.replaceWith(at, at + 1, nodes.hard_break.create(null, null, worn));
    return tr;
  },
});

/** A state's history begins with the state: what was loaded cannot be undone. */
export function editingPlugins(): Plugin[] {
  return [
    typed,
    history(),
    breaksAreNodes,
    keymap(toolKeys),
    keymap({
      'Mod-y': redo,
      Backspace: undoInputRule,
      Enter: splitListItem(nodes.list_item),
      'Shift-Enter': chainCommands(exitCode, insertBreak),
      'Mod-Enter': chainCommands(exitCode, insertBreak),
    }),
    keymap(baseKeymap),
  ];
}
