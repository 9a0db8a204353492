import { gql, type TypedDocumentNode } from '@apollo/client';
import { ApolloProvider, useQuery } from '@apollo/client/react';
import { act, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answering, clientOver } from '@/testing/client';
import { readInOtherLanguage } from './apollo-client';
import { useKept } from './use-kept';

const Unshown = gql`query Unshown { course(id: "crs_1") { id title } }`;
type Lesson = { lesson: { id: string; title: string } | null };
const Shown: TypedDocumentNode<Lesson> = gql`query Shown { lesson(id: "les_1") { id title } }`;

function world() {
  let language = 'es';
  let isDown = false;
  const asked: string[] = [];
  const client = clientOver(
    answering((name) => {
      asked.push(name);
      if (isDown) return new Error('down');
      const title = `${name} ${language}`;
      return { data: name === 'Shown' ? { lesson: { __typename: 'Lesson', id: 'les_1', title } } : { course: { __typename: 'Course', id: 'crs_1', title } } };
    }),
  );
  return { client, asked, speak: (next: string) => (language = next), fall: () => (isDown = true) };
}

function Page() {
  const { data, loading, error } = useQuery(Shown);
  const lesson = useKept('les_1', data?.lesson, loading || error !== undefined);
  if (!lesson) return <p>nothing</p>;
  return (
    <div>
      <p>{lesson.title}</p>
      <input aria-label="draft" />
    </div>
  );
}

async function open(client: ReturnType<typeof world>['client']) {
  await client.query({ query: Unshown });
  render(<ApolloProvider client={client}><Page /></ApolloProvider>);
  const box = await screen.findByLabelText('draft');
  if (box instanceof HTMLInputElement) box.value = 'half a sentence';
}

it('puts the page into the other language without unmounting any of it', async () => {
  const { client, speak } = world();
  await open(client);
  const box = screen.getByLabelText('draft');
  speak('en');
  await act(async () => expect(await readInOtherLanguage(client)).toBe(true));
  expect(screen.getByText('Shown en')).toBeVisible();
  expect(screen.getByLabelText('draft')).toBe(box);
  expect(box).toHaveValue('half a sentence');
});

it('asks anew for what was not on the page', async () => {
  const { client, speak, asked } = world();
  await open(client);
  speak('en');
  await act(async () => void (await readInOtherLanguage(client)));
  asked.length = 0;
  const { data } = await client.query({ query: Unshown });
  expect(data).toMatchObject({ course: { title: 'Unshown en' } });
  expect(asked).toEqual(['Unshown']);
});

it('keeps the page when the other language cannot be had, and says so', async () => {
  const { client, fall } = world();
  await open(client);
  fall();
  await act(async () => expect(await readInOtherLanguage(client)).toBe(false));
  expect(screen.getByText('Shown es')).toBeVisible();
  expect(screen.getByLabelText('draft')).toHaveValue('half a sentence');
});
