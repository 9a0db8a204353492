import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Button } from './button';

it('a button that is busy keeps the focus and does nothing, nor does its form', () => {
  const press = vi.fn();
  const submit = vi.fn((event: { preventDefault: () => void }) => event.preventDefault());
  const page = (isBusy: boolean) => (
    <form onSubmit={submit}>
      <Button type="submit" isBusy={isBusy} onClick={press}>
        send
      </Button>
    </form>
  );
  const { rerender } = render(page(false));
  const button = screen.getByRole('button', { name: 'send' });
  button.focus();
  fireEvent.click(button);
  rerender(page(true));
  fireEvent.click(button);
  expect(button).toHaveFocus();
  expect(button).toHaveAttribute('aria-disabled', 'true');
  expect(press).toHaveBeenCalledOnce();
  expect(submit).toHaveBeenCalledOnce();
});
