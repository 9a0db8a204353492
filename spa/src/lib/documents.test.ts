import { print, type DocumentNode } from 'graphql';
import { expect, it } from 'vitest';
import { graphql } from '@/gql';
import { CALL, Documents } from '../../vite.documents.ts';

const sources = Object.values(import.meta.glob<string>(['/src/**/*.{ts,tsx}', '!/src/gql/**'], { query: '?raw', import: 'default', eager: true }));
const isDocument = (value: unknown): value is DocumentNode => typeof value === 'object' && value !== null && 'definitions' in value;
const printed = (value: unknown) => (isDocument(value) ? value.definitions.map((each) => print(each)).toSorted() : []);

it('each document that is put in its place is the one that the generator made', () => {
  const documents = new Documents(sources);
  const texts = sources.flatMap((source) => [...source.matchAll(CALL)].map(([, text = '']) => text));
  expect(texts.length).toBeGreaterThan(100);
  for (const text of texts) {
    expect(printed(documents.of(text))).not.toEqual([]);
    expect(printed(documents.of(text))).toEqual(printed(graphql(text)));
  }
});

it('a fragment that nobody wrote is named', () => {
  expect(() => new Documents([]).of('query A { ...Nowhere }')).toThrow('No fragment is called Nowhere');
});
