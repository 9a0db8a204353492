import { expect, it } from 'vitest';
import { levelsOf } from './levels';

const concept = (id: string, ...needs: string[]) => ({ id, slug: id, name: id, prerequisites: needs.map((each) => ({ id: each })) });
const ids = (levels: ReturnType<typeof levelsOf>) => levels.map((level) => level.map(({ id }) => id));

it('stand after the longest way to them, foundations first', () => {
  expect(ids(levelsOf([concept('index', 'table', 'row'), concept('table', 'row'), concept('row'), concept('git')]))).toEqual([['git', 'row'], ['table'], ['index']]);
});

it('what is on another page counts for nothing', () => {
  expect(ids(levelsOf([concept('index', 'elsewhere')]))).toEqual([['index']]);
});

it('a circle that was half read ends', () => {
  expect(levelsOf([concept('a', 'b'), concept('b', 'a')]).flat()).toHaveLength(2);
});
