import { Search, X } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { useSearchParams } from 'react-router';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import type { ThreadFilter, ThreadKind } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/forum';

const SHOWN = ['all', 'questions', 'discussions', 'announcements', 'unanswered'] as const;
type Shown = (typeof SHOWN)[number];

const KINDS: Partial<Record<Shown, ThreadKind>> = { questions: 'QUESTION', discussions: 'DISCUSSION', announcements: 'ANNOUNCEMENT' };

const shownOf = (value: string | null): Shown => SHOWN.find((each) => each === value) ?? 'all';

/** The address says what is looked for, so that it can be shared and come back to. */
export function useForumFilter() {
  const [search] = useSearchParams();
  const query = search.get('q')?.slice(0, 200) ?? '';
  const tag = search.get('tag') ?? '';
  const shown = shownOf(search.get('show'));
  const filter: ThreadFilter = {
    query: query || null,
    tag: tag || null,
    kind: KINDS[shown] ?? null,
    unanswered: shown === 'unanswered' || null,
  };
  return { filter, query, tag, shown, isAny: query !== '' || tag !== '' || shown !== 'all' };
}

export function ForumFilter() {
  const { t } = useI18n();
  const [, setSearch] = useSearchParams();
  const { query, tag, shown } = useForumFilter();
  const change = (name: string, value: string) =>
    setSearch((before) => {
      const after = new URLSearchParams(before);
      if (value) after.set(name, value);
      else after.delete(name);
      return after;
    });
  return (
    <div className="grid gap-4">
      <SearchBox key={query} query={query} onSearch={(text) => change('q', text)} />
      <div role="group" aria-label={t('forum.filter')} className="flex flex-wrap gap-2">
        {SHOWN.map((each) => (
          <Button key={each} size="small" variant={each === shown ? 'primary' : 'outline'} aria-pressed={each === shown} onClick={() => change('show', each === 'all' ? '' : each)}>
            {t(`forum.${each}`)}
          </Button>
        ))}
        {tag && (
          <Button size="small" variant="outline" aria-label={t('forum.untag', { tag })} onClick={() => change('tag', '')}>
            <span className="max-w-48 truncate">{t('forum.tagged', { tag })}</span>
            <X aria-hidden />
          </Button>
        )}
      </div>
    </div>
  );
}

function SearchBox({ query, onSearch }: { query: string; onSearch: (text: string) => void }) {
  const { t } = useI18n();
  const [text, setText] = useState(query);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSearch(text.trim());
  };
  return (
    <form role="search" onSubmit={submit} className="flex items-end gap-2">
      <Field label={t('forum.search')} className="flex-1">
        {(id) => <Input id={id} type="search" maxLength={200} value={text} onChange={(e) => setText(e.target.value)} />}
      </Field>
      <Button type="submit" variant="outline" size="icon" aria-label={t('forum.searchAction')}>
        <Search aria-hidden />
      </Button>
    </form>
  );
}
