import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Menu, menuItem } from './menu';

function show() {
  const act = vi.fn();
  render(
    <>
      <Menu label="Cuenta" trigger="A">
        <a href="#one" {...menuItem}>
          Uno
        </a>
        <button type="button" {...menuItem} onClick={act}>
          Dos
        </button>
      </Menu>
      <p>fuera</p>
    </>,
  );
  return act;
}
const button = () => screen.getByRole('button', { name: 'Cuenta' });
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });

it('opens by an arrow, moves by arrows round and round, and closes by Escape with the focus where it was', () => {
  show();
  button().focus();
  press('ArrowDown');
  expect(button()).toHaveAttribute('aria-expanded', 'true');
  expect(screen.getByRole('menuitem', { name: 'Uno' })).toHaveFocus();
  press('ArrowDown');
  expect(screen.getByRole('menuitem', { name: 'Dos' })).toHaveFocus();
  press('ArrowDown');
  expect(screen.getByRole('menuitem', { name: 'Uno' })).toHaveFocus();
  press('End');
  expect(screen.getByRole('menuitem', { name: 'Dos' })).toHaveFocus();
  press('Escape');
  expect(screen.queryByRole('menu')).toBeNull();
  expect(button()).toHaveFocus();
});

it('closes when something is chosen, or pressed elsewhere', () => {
  const act = show();
  fireEvent.click(button());
  fireEvent.click(screen.getByRole('menuitem', { name: 'Dos' }));
  expect(act).toHaveBeenCalledOnce();
  expect(screen.queryByRole('menu')).toBeNull();
  fireEvent.click(button());
  fireEvent.pointerDown(screen.getByText('fuera'));
  expect(screen.queryByRole('menu')).toBeNull();
});
