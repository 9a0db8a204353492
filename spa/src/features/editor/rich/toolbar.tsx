import {
  Bold, Code, Heading2, Heading3, Heading4, Indent, Italic, Link2, List, ListOrdered, Minus, Outdent, Pilcrow, Quote, Redo2, SquareCode, Strikethrough,
  Underline, Undo2, type LucideIcon,
} from 'lucide-react';
import type { EditorState } from 'prosemirror-state';
import { useRef, useState, type KeyboardEvent } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/lib/cn';
import { useI18n } from '@/lib/i18n';
import { linkAt, tools, type ToolName } from './commands';

const GROUPS: readonly (readonly (readonly [ToolName | 'link', LucideIcon])[])[] = [
  [['undo', Undo2], ['redo', Redo2]],
  [['paragraph', Pilcrow], ['heading2', Heading2], ['heading3', Heading3], ['heading4', Heading4]],
  [['strong', Bold], ['em', Italic], ['underline', Underline], ['strike', Strikethrough], ['code', Code], ['link', Link2]],
  [['bullets', List], ['numbers', ListOrdered], ['outdent', Outdent], ['indent', Indent]],
  [['quote', Quote], ['codeBlock', SquareCode], ['rule', Minus]],
];
const NAMES = GROUPS.flat().map(([name]) => name);
const LINK_KEYS = 'Mod-k';
const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

/** "Mod-Alt-2" as people read it: Ctrl+Alt+2, ⌘⌥2. */
export function keysShown(keys: string): string {
  const [mod, alt, shift, plus] = isMac ? ['⌘', '⌥', '⇧', ''] : ['Ctrl', 'Alt', 'Shift', '+'];
  return keys.split('-').map((key) => ({ Mod: mod, Alt: alt, Shift: shift })[key] ?? key.toUpperCase()).join(plus);
}

/** The same for screen readers: aria-keyshortcuts spells them out. */
const keysSpelled = (keys: string) => keys.split('-').map((key) => (key === 'Mod' ? (isMac ? 'Meta' : 'Control') : key)).join('+');

type Props = { state: EditorState; label: string; editorId: string; onTool: (name: ToolName | 'link') => void };

/** One stop of the tab key; the arrows move inside it (ARIA's toolbar pattern). */
export function Toolbar({ state, label, editorId, onTool }: Props) {
  const { t } = useI18n();
  const [stop, setStop] = useState<ToolName | 'link'>('undo');
  const bar = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = NAMES.indexOf(stop);
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? NAMES.length - 1 : by ? (at + by + NAMES.length) % NAMES.length : null;
    const name = to === null ? undefined : NAMES[to];
    if (!name) return;
    event.preventDefault();
    setStop(name);
    bar.current?.querySelector<HTMLButtonElement>(`[data-tool="${name}"]`)?.focus();
  };
  return (
    <div
      ref={bar}
      role="toolbar"
      tabIndex={-1}
      aria-label={t('rich.toolbar', { name: label })}
      aria-controls={editorId}
      onKeyDown={move}
      className="flex flex-wrap gap-x-2 gap-y-0.5 border-b p-1"
    >
      {GROUPS.map((group) => (
        <div key={group[0]?.[0]} className="flex flex-wrap">
          {group.map(([name, Icon]) => {
            const tool = name === 'link' ? null : tools[name];
            const keys = tool ? tool.keys : LINK_KEYS;
            const isOn = tool ? tool.isOn?.(state) : linkAt(state) !== null;
            const can = tool ? tool.run(state) || isOn === true : true;
            const title = t(`rich.${name}`);
            return (
              <Button
                key={name}
                data-tool={name}
                variant="ghost"
                size="smallIcon"
                tabIndex={stop === name ? 0 : -1}
                aria-label={title}
                title={keys ? `${title} (${keysShown(keys)})` : title}
                aria-keyshortcuts={keys ? keysSpelled(keys) : undefined}
                aria-pressed={isOn}
                // Not `disabled`: a button that vanishes from under the focus takes the keyboard's place with it.
                aria-disabled={!can}
                className={cn('aria-disabled:opacity-40', isOn && 'bg-primary-soft')}
                // The text keeps its selection while one clicks.
                onMouseDown={(event) => event.preventDefault()}
                onFocus={() => setStop(name)}
                onClick={() => can && onTool(name)}
              >
                <Icon aria-hidden />
              </Button>
            );
          })}
        </div>
      ))}
    </div>
  );
}
