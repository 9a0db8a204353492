import type { Locale } from './i18n';

/** Minor units, as a decimal string: sums of money are never numbers with a fraction. */
export type Money = { amount: string; currency: string };

export const CURRENCIES = ['EUR', 'USD', 'GBP', 'MXN'] as const;
export type Currency = (typeof CURRENCIES)[number];

const DIGITS = 2;

export function money({ amount, currency }: Money, locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(Number(amount) / 10 ** DIGITS);
}

/** "19,99" or "19.99" → "1999"; null for what leaves a doubt, such as 1.234. */
export function minorUnits(text: string): string | null {
  const [, whole = '', fraction = ''] = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(text.trim()) ?? [];
  return whole === '' ? null : String(Number(whole) * 10 ** DIGITS + Number(fraction.padEnd(DIGITS, '0')));
}

/** As it is typed into a field: "1999" → "19,99". */
export function typed(amount: string, locale: Locale): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: DIGITS, useGrouping: false }).format(Number(amount) / 10 ** DIGITS);
}

/** As one speaks of a price in it: "euros", "US dollars". */
export function currencyNoun(currency: string, locale: Locale): string {
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'name' }).formatToParts(2);
  return parts.find(({ type }) => type === 'currency')?.value ?? currencyName(currency, locale);
}

export function currencyName(currency: string, locale: Locale): string {
  return new Intl.DisplayNames(locale, { type: 'currency' }).of(currency) ?? currency;
}
