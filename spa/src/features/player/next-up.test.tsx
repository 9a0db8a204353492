import { act, fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { store } from '@/lib/store';
import { NextUp } from './next-up';

let movesLittle = false;

function show(next: { id: string; title: string } | null = { id: 'l2', title: 'Índices' }, isCompleted = false) {
  const onNext = vi.fn();
  render(
    <I18nProvider>
      <MemoryRouter>
        <NextUp next={next} course={{ slug: 'sql', isCompleted }} onNext={onNext} />
      </MemoryRouter>
    </I18nProvider>,
  );
  return onNext;
}
const wait = (seconds: number) => {
  for (let second = 0; second < seconds; second += 1) act(() => void vi.advanceTimersByTime(1_000));
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('matchMedia', () => ({ matches: movesLittle }));
});
afterEach(() => {
  movesLittle = false;
  store.write('next.auto', null);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the lesson after one that ended', () => {
  it('begins by itself in ten seconds, once', () => {
    const onNext = show();
    expect(screen.getByRole('status')).toHaveTextContent('Siguiente: Índices');
    wait(9);
    expect(onNext).not.toHaveBeenCalled();
    expect(screen.getByText('Empieza en 1 segundo')).toBeVisible();
    wait(5);
    expect(onNext).toHaveBeenCalledTimes(1);
  });

  it('waits for whoever stops it, by a button or by Escape', () => {
    const onNext = show();
    wait(3);
    fireEvent.click(screen.getByRole('button', { name: 'Parar' }));
    wait(20);
    expect(onNext).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Ver ahora' }));
    expect(onNext).toHaveBeenCalledTimes(1);
  });

  it('stops by Escape', () => {
    const onNext = show();
    fireEvent.keyDown(document, { key: 'Escape' });
    wait(20);
    expect(onNext).not.toHaveBeenCalled();
  });

  it('never begins by itself for whoever chose that, then or at the next film', () => {
    show();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Pasar sola a la siguiente' }));
    expect(screen.queryByText(/Empieza en/)).toBeNull();
    expect(store.read('next.auto')).toBe('false');
  });

  it('is only offered to those who want little to move', () => {
    movesLittle = true;
    const onNext = show();
    wait(20);
    expect(onNext).not.toHaveBeenCalled();
    expect(screen.getByRole('button', { name: 'Ver ahora' })).toBeVisible();
  });

  it('is none at the end of a course, which says so', () => {
    show(null, true);
    expect(screen.getByRole('status')).toHaveTextContent('¡Enhorabuena!');
    expect(screen.getByRole('link', { name: 'Ver el curso' })).toHaveAttribute('href', '/courses/sql');
  });
});
