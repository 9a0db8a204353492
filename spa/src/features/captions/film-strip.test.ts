import { expect, it } from 'vitest';
import { tileAt } from './film-strip';

const sheet = { columns: 5, rows: 4, intervalMs: 2_000 };

it('finds the picture of a moment, and no other one before the beginning or after the end', () => {
  expect(tileAt(sheet, 0)).toEqual({ column: 0, row: 0 });
  expect(tileAt(sheet, 12_500)).toEqual({ column: 1, row: 1 });
  expect(tileAt(sheet, -1)).toEqual({ column: 0, row: 0 });
  expect(tileAt(sheet, 1e9)).toEqual({ column: 4, row: 3 });
});
