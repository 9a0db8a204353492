import { expect, it } from 'vitest';
import { slugOf } from './concept-form';

it('an address is made of the name, without accents, spaces and what nobody can type', () => {
  expect(slugOf('Índices en SQL')).toBe('indices-en-sql');
  expect(slugOf('  C++ / Rust!  ')).toBe('c-rust');
  expect(slugOf('x'.repeat(59) + ' yz')).toBe('x'.repeat(59));
  expect(slugOf('数据')).toBe('');
});
