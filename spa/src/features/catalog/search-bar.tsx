import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useNavigation, useNavigationType, useSearchParams } from 'react-router';
import { Field, Input, Select } from '@/components/ui/field';
import type { CourseLevel } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';

export const LEVELS: readonly CourseLevel[] = ['BEGINNER', 'INTERMEDIATE', 'ADVANCED'];
const TYPING_PAUSE_MS = 250;

/** The search lives in the address, so that it can be shared and the back button works. */
export function SearchBar() {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('q') ?? '';
  const [text, setText] = useState(asked);
  const arrival = useNavigationType();
  const isLeaving = useNavigation().state !== 'idle';
  const [shown, setShown] = useState(asked);
  if (shown !== asked) {
    setShown(asked);
    // The back button leads to another search than the one that stands in the box.
    if (arrival === 'POP') setText(asked);
  }
  /** One search is one step back, however long it was typed. */
  const isTyping = useRef(false);

  useEffect(() => {
    // Navigating would take back a click on a link whose page is still coming.
    if (text.trim() === asked || isLeaving) return;
    const timer = setTimeout(() => {
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          if (text.trim()) next.set('q', text.trim());
          else next.delete('q');
          return next;
        },
        { replace: isTyping.current, preventScrollReset: true },
      );
      isTyping.current = true;
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, asked, isLeaving, setSearch]);

  const setLevel = (level: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (level) next.set('level', level);
        else next.delete('level');
        return next;
      },
      { preventScrollReset: true },
    );

  return (
    <search className="flex w-full flex-wrap gap-2 sm:w-auto">
      <Field label={t('home.search')} hidden className="min-w-0 flex-1 sm:w-80 sm:flex-none">
        {(id) => (
          <div className="relative">
            <Search aria-hidden className="pointer-events-none absolute top-3.5 left-3 size-4 text-muted-foreground" />
            <Input
              id={id}
              type="search"
              className="ps-9"
              value={text}
              placeholder={t('home.searchPlaceholder')}
              onChange={(event) => setText(event.target.value)}
              onBlur={() => (isTyping.current = false)}
            />
          </div>
        )}
      </Field>
      <Field label={t('home.level')} hidden className="w-full sm:w-44">
        {(id) => (
          <Select id={id} value={search.get('level') ?? ''} onChange={(event) => setLevel(event.target.value)}>
            <option value="">{t('home.anyLevel')}</option>
            {LEVELS.map((level) => (
              <option key={level} value={level}>
                {t(`level.${level}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </search>
  );
}
