import { fireEvent, render, screen } from '@testing-library/react';
import { createRef } from 'react';
import { expect, it, vi } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { FindBar } from './find-bar';

it('Escape closes it, but not the one that takes back a half composed word', () => {
  const onClose = vi.fn();
  const cues = [{ id: 'a', startMs: 0, endMs: 1_000, text: '索引', words: [] }];
  render(
    <I18nProvider>
      <FindBar cues={cues} box={createRef()} onFind={vi.fn()} onReplaceAll={vi.fn()} onClose={onClose} />
    </I18nProvider>,
  );
  const [find] = screen.getAllByRole('textbox');
  if (!find) throw new Error('no box');
  fireEvent.keyDown(find, { key: 'Escape', isComposing: true });
  expect(onClose).not.toHaveBeenCalled();
  fireEvent.keyDown(find, { key: 'Escape' });
  expect(onClose).toHaveBeenCalledOnce();
});
