import { Search } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { Field, Input, Select } from '@/components/ui/field';
import type { CourseLevel } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import { useSearchWords } from '@/lib/use-search-words';

export const LEVELS: readonly CourseLevel[] = ['BEGINNER', 'INTERMEDIATE', 'ADVANCED'];

export function SearchBar() {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const { text, setText, submit, rest } = useSearchWords();
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
    <search className="w-full sm:w-auto">
      <form className="flex flex-wrap gap-2" onSubmit={submit}>
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
                onBlur={rest}
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
      </form>
    </search>
  );
}
