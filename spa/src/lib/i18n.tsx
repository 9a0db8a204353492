import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { en } from './messages/en';
import { es } from './messages/es';
import type { es as teaching } from './messages/teaching-es';
import { onChangeElsewhere } from './other-tabs';
import { store } from './store';

export type Locale = 'es' | 'en';
type FullKey = keyof typeof es | keyof typeof teaching;
type PluralBase<K> = K extends `${infer Base}_other` ? Base : never;
export type MessageKey = Exclude<FullKey, `${string}_one` | `${string}_other`> | PluralBase<FullKey>;
export type Values = Record<string, string | number>;
export type Translate = (key: MessageKey, values?: Values) => string;

const catalogs: Record<Locale, Record<string, string>> = { es, en };

/** Texts of a part whose code comes later; that part's module adds them before it is drawn. */
export function addMessages(more: Record<Locale, Record<string, string>>) {
  catalogs.es = { ...catalogs.es, ...more.es };
  catalogs.en = { ...catalogs.en, ...more.en };
}

export function translator(locale: Locale): Translate {
  const plural = new Intl.PluralRules(locale);
  const number = new Intl.NumberFormat(locale);
  return (key, values = {}) => {
    const count = values.count;
    const form = typeof count === 'number' && plural.select(count) === 'one' ? 'one' : 'other';
    const text = catalogs[locale][key] ?? catalogs[locale][`${key}_${form}`] ?? key;
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      return typeof value === 'number' ? number.format(value) : (value ?? '');
    });
  };
}

/** The language of a request outside React: headers, keepalive batches. */
export function currentLocale(): Locale {
  return document.documentElement.lang === 'en' ? 'en' : 'es';
}

type I18n = { locale: Locale; t: Translate; setLocale: (locale: Locale) => void };
const I18nContext = createContext<I18n | null>(null);

type Props = { children: ReactNode; onChange?: (t: Translate) => void };

export function I18nProvider({ children, onChange }: Props) {
  const [locale, setLocale] = useState<Locale>(currentLocale);
  const show = useCallback(
    (next: Locale) => {
      document.documentElement.lang = next;
      setLocale(next);
      onChange?.(translator(next));
    },
    [onChange],
  );
  const value = useMemo<I18n>(
    () => ({
      locale,
      t: translator(locale),
      setLocale: (next) => {
        store.write('locale', next);
        show(next);
      },
    }),
    [locale, show],
  );
  useEffect(() => onChangeElsewhere('locale', (next) => void ((next === 'es' || next === 'en') && show(next))), [show]);
  return <I18nContext value={value}>{children}</I18nContext>;
}

export function useI18n(): I18n {
  const value = use(I18nContext);
  if (value === null) throw new Error('useI18n outside I18nProvider');
  return value;
}
