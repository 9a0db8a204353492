import { expect, it } from 'vitest';
import { currentAt, parts } from './find';

const found = (line: string, query: string) => parts(line, query).filter(({ isFound }) => isFound).map(({ text }) => text);
const whole = (line: string, query: string) => parts(line, query).map(({ text }) => text).join('');

it('finds words whatever their accents, case and composition, and marks them as they are written', () => {
  expect(found('El Índice parcial, el índice.', 'indice')).toEqual(['Índice', 'índice']);
  expect(found('E\u0301l dice', 'el')).toEqual(['E\u0301l']);
  expect(found('Die Straße', 'strasse')).toEqual(['Straße']);
  expect(found('dos\nlíneas', 'dos lineas')).toEqual(['dos\nlíneas']);
});

it('takes signs for signs, and nothing for nothing', () => {
  expect(found('a.b a+b', '.')).toEqual(['.']);
  expect(found('a.b', '  ')).toEqual([]);
  expect(found('a.b', '{')).toEqual([]);
});

it('loses no letter of a line, whatever is looked for', () => {
  for (const query of ['a', 'ss', 's', 'ñ', 'n', '́', ' ']) for (const line of ['mañana ß Straße', 'ﬁn', '', 'n\u0303n', 'sss']) expect(whole(line, query), `${query} in ${line}`).toBe(line);
});

it('knows what is being said, also in a pause and before the first word', () => {
  const cues = [
    { startMs: 1_000, endMs: 2_000 },
    { startMs: 3_000, endMs: 4_000 },
  ];
  expect([0, 1_000, 2_500, 3_000, 99_000].map((ms) => currentAt(cues, ms))).toEqual([-1, 0, 0, 1, 1]);
  expect(currentAt([], 5)).toBe(-1);
});
