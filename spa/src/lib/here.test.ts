import { expect, it } from 'vitest';
import { pathOf } from './here';

const at = (pathname: string, search = '', hash = '') => pathOf({ pathname, search, hash });

it('keeps path, search and place on the page', () => {
  expect(at('/courses/sql', '?tab=2', '#reviews')).toBe('/courses/sql?tab=2#reviews');
});

it('takes a search that is no valid encoding as text', () => {
  expect(at('/', '?q=100%')).toBe('/?q=100%');
});

it('encodes letters that a header cannot carry', () => {
  expect(at('/people/añil', '?q=índice parcial')).toBe('/people/a%C3%B1il?q=%C3%ADndice%20parcial');
});

it('gives up the search before the page when both are too long', () => {
  expect(at('/courses/sql', `?q=${'x'.repeat(1_200)}`)).toBe('/courses/sql');
});
