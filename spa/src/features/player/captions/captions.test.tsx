import { act, fireEvent, render, screen } from '@testing-library/react';
import { useRef, useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { captionPreferences } from '@/lib/caption-preferences';
import { I18nProvider } from '@/lib/i18n';
import { FakeTrack, FakeVideo } from '@/testing/fake-captions';
import { CaptionLayer } from './caption-layer';
import { CaptionsButton, CaptionsPanel } from './captions-menu';
import { toggleCaptions, useCaptions } from './use-captions';

let video: FakeVideo;
let es: FakeTrack;
let en: FakeTrack;

function Player() {
  const { captions, active } = useCaptions(video.media);
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <CaptionLayer caption={active} />
      <CaptionsButton isOn={active !== null} isOpen={isOpen} button={button} onToggle={() => setOpen(!isOpen)} />
      {isOpen && <CaptionsPanel captions={captions} active={active} button={button} onClose={() => setOpen(false)} />}
      <a href="#elsewhere">elsewhere</a>
    </>
  );
}

const show = () =>
  render(
    <I18nProvider>
      <Player />
    </I18nProvider>,
  );
const cues = () => screen.queryByTestId('cues')?.textContent ?? null;
const choose = (name: string | RegExp) => fireEvent.click(screen.getByRole('radio', { name }));

beforeEach(() => {
  document.documentElement.lang = 'es';
  captionPreferences.change({ isOn: false, locale: null, size: 'normal', background: 'shade' });
  video = new FakeVideo();
  es = video.bring(new FakeTrack('es', 'Español'));
  en = video.bring(new FakeTrack('en', 'English'), 'public.machine-generated');
});

describe('captions', () => {
  it('are drawn by the page, with the marks that the browser reads in them and in their own language', () => {
    captionPreferences.change({ isOn: true });
    show();
    act(() => es.say('Lee <i>todas</i> las filas', 'y las ordena'));
    expect(cues()).toBe('Lee todas las filasy las ordena');
    expect(screen.getByText('todas').tagName).toBe('I');
    expect(screen.getByTestId('cues')).toHaveAttribute('lang', 'es');
    act(() => es.say());
    expect(cues()).toBeNull();
  });

  it('keep their marks of direction, and go the way of their own first letter in whatever page', () => {
    const he = video.bring(new FakeTrack('he', 'עברית'));
    captionPreferences.change({ isOn: true, locale: 'he' });
    show();
    act(() => he.say('\u200FHTML היא שפה.', 'C++'));
    expect(screen.getByTestId('cues')).toHaveAttribute('lang', 'he');
    const lines = screen.getByTestId('cues').querySelectorAll('p');
    expect([...lines].map((line) => [line.dir, line.textContent])).toEqual([
      ['auto', '\u200FHTML היא שפה.'],
      ['auto', 'C++'],
    ]);
  });

  it('are turned on and off, and the language that was on comes back', () => {
    show();
    act(() => captionPreferences.change({ isOn: true, locale: 'en' }));
    act(() => en.say('It walks down a tree'));
    act(toggleCaptions);
    expect([cues(), en.mode]).toEqual([null, 'disabled']);
    act(toggleCaptions);
    expect([cues(), en.mode]).toEqual(['It walks down a tree', 'hidden']);
  });

  it('take the size and the ground that a person wants', () => {
    captionPreferences.change({ isOn: true, size: 'huge', background: 'solid' });
    show();
    act(() => es.say('Baja por un árbol'));
    expect(screen.getByText('Baja por un árbol')).toHaveClass('bg-black');
    expect(screen.getByText('Baja por un árbol').parentElement).toHaveClass('text-[max(1.375rem,4cqi)]');
  });
});

function openMenu() {
  show();
  const button = screen.getByRole('button', { name: 'Subtítulos' });
  button.focus();
  fireEvent.click(button);
  return button;
}

describe('the menu of captions', () => {
  it('names every language in that of the page, and says which a machine made', () => {
    openMenu();
    expect(screen.getAllByRole('radio', { name: /Desactivados|Español|Inglés/ })).toHaveLength(3);
    expect(screen.getByRole('radio', { name: /Inglés/ })).toHaveAccessibleDescription('Hechos a máquina');
    expect(screen.getByRole('radio', { name: 'Español' })).not.toHaveAccessibleDescription();
  });

  it('shows what is chosen at once and remembers it', () => {
    openMenu();
    expect(screen.getByRole('radio', { name: 'Desactivados' })).toBeChecked();
    choose(/Inglés/);
    expect([en.mode, es.mode]).toEqual(['hidden', 'disabled']);
    choose('Grande');
    choose('Sin fondo');
    expect(captionPreferences.current()).toEqual({ isOn: true, locale: 'en', size: 'large', background: 'none' });
    choose('Desactivados');
    expect(en.mode).toBe('disabled');
    expect(captionPreferences.current().locale).toBe('en');
  });

  it('takes the focus, and gives it back with Escape', () => {
    const button = openMenu();
    expect(screen.getByRole('radio', { name: 'Desactivados' })).toHaveFocus();
    fireEvent.keyDown(screen.getByRole('radio', { name: 'Desactivados' }), { key: 'Escape' });
    expect(screen.queryByRole('radio')).toBeNull();
    expect(button).toHaveFocus();
  });

  it('stays while the words of a choice are pressed, by which a browser gives the focus to the player around', () => {
    const around = document.createElement('div');
    around.tabIndex = 0;
    document.body.append(around);
    const { container } = show();
    around.append(container);
    fireEvent.click(screen.getByRole('button', { name: 'Subtítulos' }));
    act(() => around.focus());
    act(() => screen.getByRole('group', { name: 'Subtítulos' }).focus());
    fireEvent.click(screen.getByText('Grande'));
    expect(captionPreferences.current().size).toBe('large');
    around.remove();
  });

  it('closes with a press outside, and when the focus goes on', () => {
    const button = openMenu();
    fireEvent.pointerDown(screen.getByRole('radio', { name: 'Normal' }));
    expect(screen.getAllByRole('radio').length).toBeGreaterThan(0);
    fireEvent.pointerDown(document.body);
    expect(screen.queryByRole('radio')).toBeNull();
    fireEvent.click(button);
    act(() => screen.getByRole('link').focus());
    expect(screen.queryByRole('radio')).toBeNull();
  });
});
