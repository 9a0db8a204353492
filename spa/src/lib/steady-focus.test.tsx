import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { useSending } from './use-sending';

function Page({ isGone = false }: { isGone?: boolean }) {
  const [text, setText] = useState('a text');
  const [isDone, setDone] = useState(false);
  const { isSending, send } = useSending('lost');
  const act = () =>
    void send(async () => {
      setText('');
      setDone(true);
      return [];
    });
  return (
    <main id="content" tabIndex={-1}>
      <a href="#top">top</a>
      <div>
        {isDone && <a href="#next">next</a>}
        {isGone ? (
          !isDone && <button onClick={act}>enroll</button>
        ) : (
          <form>
            <input hidden readOnly value="who" />
            <textarea aria-label="words" value={text} onChange={(event) => setText(event.target.value)} />
            <button type="button" disabled={isSending || text === ''} onClick={act}>
              send
            </button>
          </form>
        )}
      </div>
    </main>
  );
}

function press(name: string) {
  const button = screen.getByRole('button', { name });
  button.focus();
  // A browser lets go of a button that is turned off; jsdom does not, and afterwards cannot be told to.
  button.blur();
  fireEvent.click(button);
}

it('after sending, the keyboard goes on in the form whose button is off now', async () => {
  render(<Page />);
  press('send');
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'words' })).toHaveFocus());
});

it('where the button is gone it goes on at what stands in its place', async () => {
  render(<Page isGone />);
  press('enroll');
  await waitFor(() => expect(screen.getByRole('link', { name: 'next' })).toHaveFocus());
});

it('whoever has gone on to something else is left there', async () => {
  render(<Page isGone />);
  press('enroll');
  screen.getByRole('link', { name: 'top' }).focus();
  await screen.findByRole('link', { name: 'next' });
  await new Promise((done) => setTimeout(done, 100));
  expect(screen.getByRole('link', { name: 'top' })).toHaveFocus();
});

function Swap({ what }: { what: 'form' | 'question' | 'upload' }) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <section>
      <button>buy</button>
      {!isOpen && <button onClick={() => setOpen(true)}>open</button>}
      {isOpen && what === 'form' && (
        <form>
          <a href="#help">help</a>
          <input aria-label="code" />
          <button type="button" onClick={close}>
            close
          </button>
        </form>
      )}
      {isOpen && what === 'question' && (
        <div role="group" aria-label="really?">
          <button onClick={close}>yes</button>
        </div>
      )}
      {isOpen && what === 'upload' && (
        <div>
          <input type="file" tabIndex={-1} aria-label="hidden" />
          <button onClick={close}>choose</button>
        </div>
      )}
    </section>
  );
}

/** As a browser does: the focus is on what is pressed. */
const click = (name: string) => {
  const button = screen.getByRole('button', { name });
  button.focus();
  fireEvent.click(button);
};

it('a form in the place of its button is gone on in, and the button again when it closes', async () => {
  render(<Swap what="form" />);
  click('open');
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'code' })).toHaveFocus());
  click('close');
  await waitFor(() => expect(screen.getByRole('button', { name: 'open' })).toHaveFocus());
});

it('a question is turned to itself, so that a key still pressed answers nothing', async () => {
  render(<Swap what="question" />);
  click('open');
  await waitFor(() => expect(screen.getByRole('group', { name: 'really?' })).toHaveFocus());
});

it('never to the file input that a button hides', async () => {
  render(<Swap what="upload" />);
  click('open');
  await waitFor(() => expect(screen.getByRole('button', { name: 'choose' })).toHaveFocus());
});

function Rows() {
  const [rows, setRows] = useState(['one', 'two', 'three']);
  return (
    <ol>
      {rows.map((row) => (
        <li key={row}>
          <button onClick={() => setTimeout(() => setRows(rows.filter((each) => each !== row)), 100)}>delete {row}</button>
        </li>
      ))}
    </ol>
  );
}

it('after the row that was deleted the next one, or the one before where it was the last', async () => {
  render(<Rows />);
  click('delete two');
  await waitFor(() => expect(screen.queryByRole('button', { name: 'delete two' })).toBeNull());
  expect(screen.getByRole('button', { name: 'delete three' })).toHaveFocus();
  click('delete three');
  await waitFor(() => expect(screen.queryByRole('button', { name: 'delete three' })).toBeNull());
  expect(screen.getByRole('button', { name: 'delete one' })).toHaveFocus();
});

function Pages() {
  const [isNext, setNext] = useState(false);
  return <main id="content" tabIndex={-1}>{isNext ? <input aria-label="search" /> : <button onClick={() => setNext(true)}>go</button>}</main>;
}

it('a page that comes in the place of another is begun at its top', async () => {
  render(<Pages />);
  click('go');
  await waitFor(() => expect(screen.getByRole('main')).toHaveFocus());
});

function WithNotice() {
  const [isShown, setShown] = useState(true);
  return (
    <div>
      <a href="#content">skip</a>
      <main id="content" tabIndex={-1} />
      <ol>
        {isShown && (
          <li>
            <button onClick={() => setShown(false)}>undo</button>
          </li>
        )}
      </ol>
    </div>
  );
}

it('where a notice goes with its button, the keyboard goes on in the page and not before its head', async () => {
  render(<WithNotice />);
  const undo = screen.getByRole('button', { name: 'undo' });
  undo.focus();
  fireEvent.click(undo);
  await waitFor(() => expect(screen.getByRole('main')).toHaveFocus());
});
