import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { dismiss, noticeStore, notify } from '@/lib/notify';
import { Notices } from './notices';

const show = () => render(<I18nProvider><input aria-label="box" /><Notices /></I18nProvider>);
const say = (wanted: Parameters<typeof notify>[0]) => act(() => void notify(wanted));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  for (const { id } of noticeStore.current()) dismiss(id);
  vi.useRealTimers();
});

describe('the notices', () => {
  it('are read out politely from a region that was there before', () => {
    show();
    const region = screen.getByRole('status');
    expect(region).toHaveAttribute('aria-live', 'polite');
    say({ message: 'Guardado' });
    expect(region).toHaveTextContent('Guardado');
  });

  it('are items of a list, which the region is not', () => {
    show();
    say({ message: 'Guardado' });
    const region = screen.getByRole('status');
    expect(within(within(region).getByRole('list')).getAllByRole('listitem')).toHaveLength(1);
  });

  it('go by themselves, errors do not', () => {
    show();
    say({ message: 'Guardado' });
    say({ message: 'Fallo', tone: 'error' });
    act(() => void vi.advanceTimersByTime(60_000));
    expect(screen.queryByText('Guardado')).toBeNull();
    expect(screen.getByText('Fallo')).toBeVisible();
  });

  it('wait while the pointer is on them', () => {
    show();
    say({ message: 'Guardado' });
    fireEvent.pointerEnter(screen.getByRole('region', { name: 'Avisos' }));
    act(() => void vi.advanceTimersByTime(60_000));
    expect(screen.getByText('Guardado')).toBeVisible();
    fireEvent.pointerLeave(screen.getByRole('region', { name: 'Avisos' }));
    act(() => void vi.advanceTimersByTime(8_100));
    expect(screen.queryByText('Guardado')).toBeNull();
  });

  it('act once and are gone', () => {
    show();
    const undo = vi.fn();
    say({ message: 'Borrado', action: { label: 'Deshacer', act: undo } });
    fireEvent.click(screen.getByRole('button', { name: 'Deshacer' }));
    expect(undo).toHaveBeenCalledTimes(1);
    expect(screen.queryByText('Borrado')).toBeNull();
  });

  it('are reached with F8 and closed with Escape, which gives the focus back', () => {
    show();
    screen.getByLabelText('box').focus();
    say({ message: 'Fallo', tone: 'error' });
    fireEvent.keyDown(document, { key: 'F8' });
    expect(screen.getByRole('button', { name: 'Cerrar el aviso' })).toHaveFocus();
    fireEvent.keyDown(document, { key: 'Escape' });
    expect(screen.queryByText('Fallo')).toBeNull();
    expect(screen.getByLabelText('box')).toHaveFocus();
  });

  it('say one thing about one subject, and never more than four at once', () => {
    show();
    say({ message: 'uno', subject: 'a' });
    say({ message: 'dos', subject: 'a' });
    expect(screen.queryByText('uno')).toBeNull();
    for (const message of ['3', '4', '5', '6']) say({ message });
    expect(screen.getAllByRole('listitem')).toHaveLength(4);
    expect(screen.queryByText('dos')).toBeNull();
  });
});
