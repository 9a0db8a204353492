import { useState } from 'react';
import { Field, Input } from '@/components/ui/field';
import { useI18n, type Locale } from '@/lib/i18n';
import { CURRENCIES, currencyNoun, minorUnits, typed, type Currency, type Money } from '@/lib/money';

type Texts = Partial<Record<Currency, string>>;

const textsOf = (prices: readonly Money[], locale: Locale): Texts =>
  Object.fromEntries(prices.map(({ amount, currency }) => [currency, typed(amount, locale)]));

/** Prices as they are typed, one in each currency; the empty ones are not sold in. Those that were first stay first. */
export function usePrices(saved: readonly Money[]) {
  const { locale } = useI18n();
  const [texts, setTexts] = useState(() => textsOf(saved, locale));
  const first = saved[0]?.currency;
  const order = CURRENCIES.toSorted((one, other) => Number(other === first) - Number(one === first));
  const given = order.flatMap((currency) => {
    const text = texts[currency]?.trim() ?? '';
    return text === '' ? [] : [{ currency, amount: minorUnits(text) }];
  });
  const prices = given.flatMap(({ currency, amount }) => (amount === null ? [] : [{ currency, amount }]));
  const unread = given.find(({ amount }) => amount === null)?.currency;
  return { texts, setText: (currency: Currency, text: string) => setTexts((before) => ({ ...before, [currency]: text })), prices, unread };
}

type Props = Pick<ReturnType<typeof usePrices>, 'texts' | 'setText' | 'unread'>;

export function PriceFields({ texts, setText, unread }: Props) {
  const { t, locale } = useI18n();
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {CURRENCIES.map((currency) => (
        <Field
          key={currency}
          label={t('price.in', { currency: currencyNoun(currency, locale) })}
          hint={unread === currency ? t('price.unread', { example: typed('1999', locale) }) : undefined}
        >
          {(id) => (
            <Input
              id={id}
              inputMode="decimal"
              autoComplete="off"
              maxLength={9}
              aria-invalid={unread === currency}
              value={texts[currency] ?? ''}
              onChange={(e) => setText(currency, e.target.value)}
            />
          )}
        </Field>
      ))}
    </div>
  );
}
