import { expect, it } from 'vitest';
import { cleared, filterOf, isChosen, narrowings, sortOf, toggled } from './filters';

const address = (text: string) => new URLSearchParams(text);

it('says in the address all that is chosen', () => {
  const search = address('q=sql&level=BEGINNER&level=ADVANCED&lang=es&captions=en&price=FREE&topic=SQL&topic=C%2B%2B&duration=3600000-10799999&rating=4&sort=NEWEST');
  expect(filterOf(search)).toEqual({
    query: 'sql', level: ['BEGINNER', 'ADVANCED'], locale: 'es', captionLocale: 'en', price: ['FREE'], tag: ['SQL', 'C++'],
    minDurationMs: 3_600_000, maxDurationMs: 10_799_999, minRating: 4,
  });
  expect(sortOf(search)).toBe('NEWEST');
  expect(narrowings(search)).toBe(9);
});

it('leaves out what no filter takes', () => {
  const search = address('q=&level=EXPERT&lang=<b>&captions=&price=cheap&topic=&duration=long&rating=9&sort=UP');
  expect(Object.values(filterOf(search)).filter((value) => value !== null)).toEqual([]);
  expect(sortOf(search)).toBe('RELEVANCE');
});

it('adds to levels and topics, and changes what there is one of', () => {
  const levels = toggled(address('q=sql&level=BEGINNER'), 'level', 'ADVANCED');
  expect(levels.getAll('level')).toEqual(['BEGINNER', 'ADVANCED']);
  expect(toggled(levels, 'level', 'BEGINNER').getAll('level')).toEqual(['ADVANCED']);
  const price = toggled(address('price=FREE'), 'price', 'PAID');
  expect(price.getAll('price')).toEqual(['PAID']);
  expect(isChosen(toggled(price, 'price', 'PAID'), 'price', 'PAID')).toBe(false);
});

it('keeps what is looked for when what narrows it is let go', () => {
  expect(cleared(address('q=sql&sort=RATING&level=ALL&topic=a')).toString()).toBe('q=sql&sort=RATING');
});
