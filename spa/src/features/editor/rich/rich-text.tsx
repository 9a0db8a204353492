import { EditorState, type Command } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { useEffect, useId, useRef, useState } from 'react';
import { Field, Input } from '@/components/ui/field';
import { useI18n } from '@/lib/i18n';
import { cleanPasted } from './clipboard';
import { editingPlugins, linkAt, setCodeLanguage, setLink, tools, type ToolName } from './commands';
import { LinkForm } from './link-form';
import { readHtml } from './parse';
import { schema } from './schema';
import { writerFor } from './serialize';
import { Toolbar } from './toolbar';

const LANGUAGES = ['bash', 'c', 'css', 'go', 'graphql', 'html', 'java', 'javascript', 'json', 'kotlin', 'python', 'rust', 'sql', 'typescript', 'yaml'];

export type RichTextProps = {
  label: string;
  /** What the document begins with; what comes later is not looked at. Another text is another key. */
  html: string;
  onChange: (html: string) => void;
  /** Ctrl+S: people press it, and the browser would offer to save the page. */
  onSave: () => void;
};

/** Formatted text, edited without losing what it does not know. One instance edits one text: what it loaded is the floor of undo. */
export function RichText({ label, html, onChange, onSave }: RichTextProps) {
  const { t } = useI18n();
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const [start] = useState(() => {
    const origin = readHtml(html);
    return { write: writerFor(origin), state: EditorState.create({ doc: origin.doc, plugins: editingPlugins() }) };
  });
  const [state, setState] = useState(start.state);
  const [isLinking, setLinking] = useState(false);
  const latest = useRef(start.state);
  const tell = useRef({ onChange, onSave });
  useEffect(() => {
    tell.current = { onChange, onSave };
  });

  useEffect(() => {
    if (!place.current) return;
    const editor = new EditorView(place.current, {
      state: latest.current,
      transformPastedHTML: cleanPasted,
      dispatchTransaction(tr) {
        const next = editor.state.apply(tr);
        editor.updateState(next);
        latest.current = next;
        setState(next);
        if (tr.docChanged) tell.current.onChange(start.write(next.doc));
      },
      // ProseMirror asks nobody while a word is being composed: an Enter that confirms it is the input method's alone.
      handleKeyDown(_, event) {
        const key = event.ctrlKey || event.metaKey ? event.key.toLowerCase() : '';
        if (event.altKey || (key !== 'k' && key !== 's')) return false;
        event.preventDefault();
        if (key === 'k') setLinking(true);
        else tell.current.onSave();
        return true;
      },
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [start]);

  useEffect(() => {
    const attributes = { id, class: 'prose-aula rich-text', role: 'textbox', 'aria-multiline': 'true', 'aria-label': label };
    view.current?.setProps({ attributes });
  }, [id, label]);

  const run = (command: Command) => {
    const editor = view.current;
    if (!editor) return;
    command(editor.state, editor.dispatch, editor);
    editor.focus();
  };
  const onTool = (name: ToolName | 'link') => (name === 'link' ? setLinking(!isLinking) : run(tools[name].run));
  const closeLink = () => {
    setLinking(false);
    view.current?.focus();
  };
  const link = linkAt(state);
  const code = state.selection.$from.parent.type === schema.nodes.code_block ? state.selection.$from.parent : null;
  return (
    <div className="rounded-md border border-input bg-card text-card-foreground focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-ring">
      <Toolbar state={state} label={label} editorId={id} onTool={onTool} />
      {isLinking && (
        <LinkForm
          href={link?.href ?? ''}
          isThere={link !== null}
          onClose={closeLink}
          onSet={(href) => {
            setLinking(false);
            run(setLink(href));
          }}
        />
      )}
      {code && (
        <div className="border-b bg-muted p-3">
          <Field label={t('rich.language')} className="max-w-56">
            {(field) => (
              <Input
                id={field}
                list={`${id}-languages`}
                value={code.attrs.language ?? ''}
                onChange={(event) => {
                  const editor = view.current;
                  const name = event.target.value.toLowerCase().replace(/[^\w+#.-]/g, '').slice(0, 40);
                  if (editor) setCodeLanguage(name || null)(editor.state, editor.dispatch);
                }}
              />
            )}
          </Field>
          <datalist id={`${id}-languages`}>
            {LANGUAGES.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </datalist>
        </div>
      )}
      <div ref={place} />
    </div>
  );
}
