import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, expect, it } from 'vitest';
import { Dialog } from './dialog';

// jsdom knows no modal dialogs.
beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
  };
});

let presses = 0;
function Page() {
  const [isOpen, setOpen] = useState(true);
  return (
    <>
      <button onClick={() => (presses += 1)}>beneath</button>
      {isOpen && (
        <Dialog title="really?" onCancel={() => setOpen(false)}>
          <button onClick={() => setOpen(false)}>yes</button>
        </Dialog>
      )}
    </>
  );
}

/** One click of a mouse, the so manieth of those in quick succession. */
function click(name: string, detail: number) {
  const button = screen.getByRole('button', { name });
  fireEvent.mouseDown(button, { detail });
  fireEvent.mouseUp(button, { detail });
  fireEvent.click(button, { detail });
}

it('the second click of the double click that closed it presses nothing beneath it', () => {
  presses = 0;
  render(<Page />);
  click('yes', 1);
  expect(screen.queryByRole('dialog')).toBeNull();
  click('beneath', 2);
  expect(presses).toBe(0);
});

it('a click after it, a double one too, and a key press what they are meant for', () => {
  presses = 0;
  render(<Page />);
  click('yes', 1);
  fireEvent.click(screen.getByRole('button', { name: 'beneath' }), { detail: 0 });
  click('beneath', 1);
  click('beneath', 2);
  expect(presses).toBe(3);
});
