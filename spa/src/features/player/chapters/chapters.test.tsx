import { fireEvent, render, screen, within } from '@testing-library/react';
import { useRef, useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { chapterAt, chapterFile } from './chapters';
import { ChaptersButton, ChaptersPanel } from './chapters-menu';

const chapters = [
  { startMs: 2_000, title: 'Inicio' },
  { startMs: 65_500, title: 'A < B & C' },
];

describe('the chapters of a film', () => {
  it('end where the next begins, the last with the film, and are text in WebVTT', () => {
    expect(chapterFile(chapters, 3_723_004)).toBe(
      'WEBVTT\n\n00:00:02.000 --> 00:01:05.500\nInicio\n\n00:01:05.500 --> 01:02:03.004\nA &lt; B &amp; C\n',
    );
  });

  it('know in which of them a second lies', () => {
    expect([0, 2_000, 65_499, 65_500, 9e6].map((ms) => chapterAt(chapters, ms))).toEqual([-1, 0, 0, 1, 1]);
  });

  it('are listed with the one that plays in front of the keyboard, lead to their second and go', () => {
    const onSeek = vi.fn();
    function Player() {
      const button = useRef<HTMLButtonElement>(null);
      const [isOpen, setOpen] = useState(false);
      const at = { chapters, positionMs: 70_000, button };
      return (
        <I18nProvider>
          <ChaptersButton {...at} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />
          {isOpen && <ChaptersPanel {...at} onSeek={onSeek} onClose={() => setOpen(false)} />}
        </I18nProvider>
      );
    }
    render(<Player />);
    const button = screen.getByRole('button', { name: 'Capítulos. Ahora: A < B & C' });
    fireEvent.click(button);
    const [first, second] = within(screen.getByRole('group', { name: 'Capítulos' })).getAllByRole('button');
    expect(second).toHaveTextContent('1:05A < B & C');
    expect(second).toHaveFocus();
    fireEvent.click(first ?? document.body);
    expect(onSeek).toHaveBeenCalledWith(2_000);
    expect(screen.queryByRole('group')).toBeNull();
    expect(button).toHaveFocus();
    fireEvent.click(button);
    fireEvent.keyDown(screen.getByRole('group', { name: 'Capítulos' }), { key: 'Escape' });
    expect(screen.queryByRole('group')).toBeNull();
    expect(button).toHaveFocus();
  });
});
