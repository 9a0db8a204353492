import { expect, it } from 'vitest';
import { currencyNoun, minorUnits, money, typed } from './money';

it('shows a sum as its reader writes it', () => {
  expect(money({ amount: '1999', currency: 'EUR' }, 'es').replace(/\s/g, ' ')).toBe('19,99 €');
  expect(money({ amount: '1999', currency: 'EUR' }, 'en')).toBe('€19.99');
});

it('reads cents without ever rounding them', () => {
  expect(minorUnits('19,99')).toBe('1999');
  expect(minorUnits(' 19.9 ')).toBe('1990');
  expect(minorUnits('0,5')).toBe('50');
  expect(minorUnits('999999.99')).toBe('99999999');
  expect(minorUnits('8,29'), '8.29 * 100 is 828.999…').toBe('829');
});

it('takes no sum that could mean another one', () => {
  for (const text of ['', '1.234', '1,234.50', '-5', '5 €', '1e3', '12,345', '٣', '1000000']) expect(minorUnits(text), text).toBeNull();
});

it('gives back what was typed', () => {
  expect(typed('123450', 'es')).toBe('1234,50');
  expect(minorUnits(typed('123450', 'es'))).toBe('123450');
  expect(typed('829', 'en')).toBe('8.29');
});

it('speaks of a price in euros, not in euro', () => {
  expect([currencyNoun('EUR', 'es'), currencyNoun('EUR', 'en'), currencyNoun('USD', 'en')]).toEqual(['euros', 'euros', 'US dollars']);
});
