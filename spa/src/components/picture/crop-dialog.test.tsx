import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { CropDialog, type Chosen } from './crop-dialog';

const photo = new File(['x'], 'foto.jpg', { type: 'image/jpeg' });
const logo = new File(['x'], 'logo.png', { type: 'image/png' });

function open(file: File, size: { width: number; height: number } | null) {
  const onUse = vi.fn<(chosen: Chosen) => void>();
  const onCancel = vi.fn();
  const { container } = render(
    <I18nProvider>
      <CropDialog file={file} aspect={16 / 9} onUse={onUse} onCancel={onCancel} />
    </I18nProvider>,
  );
  const image = container.querySelector('img');
  if (!image) throw new Error('no picture');
  if (size) {
    Object.defineProperties(image, { naturalWidth: { value: size.width }, naturalHeight: { value: size.height } });
    fireEvent.load(image);
  } else {
    fireEvent.error(image);
  }
  return { onUse, onCancel };
}

beforeEach(() => {
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:here', revokeObjectURL: () => undefined }));
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
});

describe('the crop dialog', () => {
  it('takes the largest part of the shape, and another one by the keyboard alone', () => {
    const { onUse } = open(photo, { width: 1600, height: 1800 });
    fireEvent.change(screen.getByLabelText('Posición vertical'), { target: { value: '0' } });
    fireEvent.change(screen.getByLabelText('Ampliación'), { target: { value: '2' } });
    fireEvent.click(screen.getByRole('button', { name: 'Usar esta imagen' }));
    const chosen = onUse.mock.calls[0]?.[0];
    expect(chosen?.crop).toEqual({ x: 0.25, y: 0, width: 0.5, height: 0.25 });
    expect(chosen?.background).toBe('#ffffff');
  });

  it('asks for a background only where something may be transparent', () => {
    const { onUse } = open(logo, { width: 160, height: 90 });
    fireEvent.click(screen.getByLabelText('Oscuro'));
    fireEvent.click(screen.getByRole('button', { name: 'Usar esta imagen' }));
    expect(onUse.mock.calls[0]?.[0].background).toBe('#1b2420');
  });

  it('takes what the browser cannot show, and says so', () => {
    const { onUse } = open(new File(['x'], 'foto.heic', { type: 'image/heic' }), null);
    expect(screen.getByRole('status')).toHaveTextContent('Este navegador no sabe mostrar el archivo');
    expect(screen.queryByLabelText('Ampliación')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Usar esta imagen' }));
    expect(onUse.mock.calls[0]?.[0].crop).toBeNull();
  });

  it('closes without a choice', () => {
    const { onUse, onCancel } = open(photo, { width: 1600, height: 900 });
    expect(screen.queryByLabelText('Oscuro')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Cancelar' }));
    expect(onCancel).toHaveBeenCalled();
    expect(onUse).not.toHaveBeenCalled();
  });
});
