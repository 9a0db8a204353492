import { expect, it } from 'vitest';
import { Repeatable } from './repeatable';

type Asked = { title: string; after: string | null; key: string };
const ask = (requests: Repeatable<Asked>, title: string, after: string | null = null) => requests.of(title, (key) => ({ title, after, key }));

it('asks for the same words again as it did, whatever came to stand around them', () => {
  const requests = new Repeatable<Asked>();
  const first = ask(requests, 'Uno');
  expect(ask(requests, 'Uno', 'another')).toBe(first);
});

it('asks for other words under another key', () => {
  const requests = new Repeatable<Asked>();
  expect(ask(requests, 'Uno').key).not.toBe(ask(requests, 'Dos').key);
});

it('asks anew for the same words once they were answered', () => {
  const requests = new Repeatable<Asked>();
  const first = ask(requests, 'Uno');
  requests.answered();
  expect(ask(requests, 'Uno', 'first')).toMatchObject({ after: 'first', key: expect.not.stringMatching(first.key) });
});
