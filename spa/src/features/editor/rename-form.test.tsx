import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { RenameForm } from './rename-form';

function show(onRename: (title: string) => Promise<{ code: string; message: string }[]>) {
  render(
    <I18nProvider>
      <RenameForm label="Título" title="Índices" onRename={onRename} />
    </I18nProvider>,
  );
  const input = screen.getByLabelText('Título');
  const type = (text: string) => fireEvent.change(input, { target: { value: text } });
  return { input, type, save: screen.getByRole('button') };
}

describe('renaming', () => {
  it('has nothing to save until the title is another one', () => {
    const { type, save } = show(vi.fn());
    expect(save).toBeDisabled();
    type('   ');
    expect(save).toBeDisabled();
    type('Índices parciales');
    expect(save).toBeEnabled();
  });

  it('starts with the title selected when it was asked for', () => {
    render(
      <I18nProvider>
        <RenameForm isFocused label="Título" title="Índices" onRename={vi.fn()} />
      </I18nProvider>,
    );
    const input = screen.getByLabelText<HTMLInputElement>('Título');
    expect(input).toHaveFocus();
    expect(input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0)).toBe('Índices');
  });

  it('keeps what was typed and says why when it is refused', async () => {
    const { input, type, save } = show(async () => [{ code: 'TOO_LONG', message: 'Demasiado largo' }]);
    type('Otro');
    fireEvent.click(save);
    expect(await screen.findByText('Demasiado largo')).toBeVisible();
    expect(input).toHaveValue('Otro');
  });

  it('keeps what was typed when the request is lost', async () => {
    const { input, type, save } = show(() => Promise.reject(new Error('network')));
    type('Otro');
    fireEvent.click(save);
    expect(await screen.findByText('No se ha guardado')).toBeVisible();
    expect(input).toHaveValue('Otro');
  });
});
