import { useSearchParams } from 'react-router';
import { Field, Select } from '@/components/ui/field';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/search';
import { sortOf, SORTS } from './filters';

export function SortSelect() {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const sortBy = (sort: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        next.delete('sort');
        if (sort !== 'RELEVANCE') next.set('sort', sort);
        return next;
      },
      { preventScrollReset: true },
    );
  return (
    <Field label={t('search.sort')} hidden className="w-full sm:w-auto">
      {(id) => (
        <Select id={id} value={sortOf(search)} onChange={(event) => sortBy(event.target.value)}>
          {SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {t(`search.sort.${sort}`)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
