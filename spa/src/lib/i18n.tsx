import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { en } from './messages/en';
import { es } from './messages/es';
import type { es as account } from './messages/account-es';
import type { es as admin } from './messages/admin-es';
import type { es as buying } from './messages/buying-es';
import type { es as developers } from './messages/developers-es';
import type { es as feed } from './messages/feed-es';
import type { es as forum } from './messages/forum-es';
import type { es as graph } from './messages/graph-es';
import type { es as inbox } from './messages/inbox-es';
import type { es as knowledge } from './messages/knowledge-es';
import type { es as reviews } from './messages/reviews-es';
import type { es as moderation } from './messages/moderation-es';
import type { es as membership } from './messages/membership-es';
import type { es as notifications } from './messages/notifications-es';
import type { es as picture } from './messages/picture-es';
import type { es as promotions } from './messages/promotions-es';
import type { es as study } from './messages/study-es';
import type { es as search } from './messages/search-es';
import type { es as teaching } from './messages/teaching-es';
import type { es as transcript } from './messages/transcript-es';
import { onChangeElsewhere } from './other-tabs';
import { store } from './store';

export type Locale = 'es' | 'en';
type FullKey = keyof typeof es | keyof typeof teaching | keyof typeof admin | keyof typeof buying | keyof typeof account | keyof typeof membership | keyof typeof promotions | keyof typeof developers | keyof typeof feed | keyof typeof forum | keyof typeof graph | keyof typeof inbox | keyof typeof knowledge | keyof typeof moderation | keyof typeof notifications | keyof typeof picture | keyof typeof reviews | keyof typeof search | keyof typeof study | keyof typeof transcript;
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

/** The language of a request outside React: headers, keepalive batches, sockets. */
export function currentLocale(): Locale {
  return document.documentElement.lang === 'en' ? 'en' : 'es';
}

const listeners = new Set<() => void>();

/** For what speaks a language outside React for as long as it lives. Returns how to stop. */
export function onLocaleChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

const YEAR_S = 31_536_000;

/** The sign-in pages are another application at the same address: they keep the same choice in a cookie, and whoever changed it last counts. */
function shareLocale(locale: Locale) {
  document.cookie = `AULA_LANG=${locale}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax`;
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
      for (const listener of listeners) listener();
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
        shareLocale(next);
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
