import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { EditorView } from 'prosemirror-view';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { addressOf } from './link-form';
import { RichText } from './rich-text';

const box = () => screen.getByRole('textbox', { name: 'Descripción' });
const tool = (name: string) => within(screen.getByRole('toolbar')).getByRole('button', { name });

function show(html: string) {
  const onChange = vi.fn<(html: string) => void>();
  const onSave = vi.fn();
  render(
    <I18nProvider>
      <RichText label="Descripción" html={html} onChange={onChange} onSave={onSave} />
    </I18nProvider>,
  );
  return { last: () => onChange.mock.lastCall?.[0], onChange, onSave };
}

/** Types at the end, as the browser's input would. */
function type(text: string) {
  const view = views.at(-1);
  if (!view) throw new Error('no editor');
  act(() => view.dispatch(view.state.tr.insertText(text, view.state.doc.content.size - 1)));
}

const views: EditorView[] = [];
const setProps = EditorView.prototype.setProps;
beforeEach(() => {
  views.length = 0;
  // What jsdom does not lay out.
  Range.prototype.getClientRects = () => Object.assign([], { item: () => null });
  vi.spyOn(EditorView.prototype, 'setProps').mockImplementation(function (this: EditorView, props) {
    views.push(this);
    setProps.call(this, props);
  });
});

describe('the rich text box', () => {
  it('tells nothing before one has typed, and then only what changed', () => {
    const { onChange, last } = show('<ul><li>a <b>b</b></li></ul>\n<p>c</p>');
    expect(onChange).not.toHaveBeenCalled();
    type('d');
    expect(last()).toBe('<ul><li>a <b>b</b></li></ul>\n<p>cd</p>');
  });

  it('undoes what was typed, and never what was loaded', () => {
    const { last } = show('<p>loaded</p>');
    expect(tool('Deshacer')).toHaveAttribute('aria-disabled', 'true');
    type('!');
    fireEvent.click(tool('Deshacer'));
    expect(last()).toBe('<p>loaded</p>');
    fireEvent.click(tool('Deshacer'));
    fireEvent.keyDown(box(), { key: 'z', ctrlKey: true });
    expect(box()).toHaveTextContent('loaded');
  });

  it('leaves an Enter that confirms a word to the input method', () => {
    const { onChange } = show('<p>日本</p>');
    fireEvent.compositionStart(box());
    fireEvent.keyDown(box(), { key: 'Enter', keyCode: 229, isComposing: true });
    fireEvent.compositionEnd(box());
    expect(onChange).not.toHaveBeenCalled();
    expect(box().querySelectorAll('p')).toHaveLength(1);
  });

  it('has one stop of the tab key in its toolbar, and arrows inside', () => {
    show('<p>a</p>');
    const stops = within(screen.getByRole('toolbar')).getAllByRole('button').filter((button) => button.tabIndex === 0);
    expect(stops).toHaveLength(1);
    act(() => stops[0]?.focus());
    fireEvent.keyDown(screen.getByRole('toolbar'), { key: 'ArrowRight' });
    expect(tool('Rehacer')).toHaveFocus();
    fireEvent.keyDown(screen.getByRole('toolbar'), { key: 'ArrowLeft' });
    fireEvent.keyDown(screen.getByRole('toolbar'), { key: 'ArrowLeft' });
    expect(tool('Línea de separación')).toHaveFocus();
  });

  it('opens the dialog for a link by its keys, refuses what is none, and closes it by Escape', () => {
    const { last } = show('<p>ver </p>');
    fireEvent.keyDown(box(), { key: 'k', ctrlKey: true });
    const address = screen.getByLabelText('Dirección del enlace');
    expect(address).toHaveFocus();
    fireEvent.change(address, { target: { value: 'javascript:alert(1)' } });
    fireEvent.click(screen.getByRole('button', { name: 'Poner enlace' }));
    expect(screen.getByRole('alert')).toHaveTextContent('Escribe una dirección');
    fireEvent.change(address, { target: { value: 'aula.dev' } });
    fireEvent.click(screen.getByRole('button', { name: 'Poner enlace' }));
    expect(last()).toContain('<a target="_blank" rel="noopener noreferrer nofollow" href="https://aula.dev">https://aula.dev</a>');
    fireEvent.keyDown(box(), { key: 'k', ctrlKey: true });
    fireEvent.keyDown(screen.getByLabelText('Dirección del enlace'), { key: 'Escape' });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('saves by Ctrl+S', () => {
    const { onSave } = show('<p>a</p>');
    fireEvent.keyDown(box(), { key: 's', ctrlKey: true });
    expect(onSave).toHaveBeenCalledOnce();
  });

  it('shows what it has no place for, and says that it stays', () => {
    show('<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table><p>x</p>');
    expect(box().querySelector('.kept')).toHaveTextContent('12');
  });
});

it.each([
  ['https://aula.dev/a?b=100%', 'https://aula.dev/a?b=100%'],
  [' aula.dev ', 'https://aula.dev'],
  ['ana@aula.dev', 'mailto:ana@aula.dev'],
  ['javascript:alert(1)', null],
  ['words', null],
])('the address %s becomes %s', (typed, address) => expect(addressOf(typed)).toBe(address));
