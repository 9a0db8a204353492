import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/search';
import { Passages } from './passages';

/** What is looked for is looked for in courses and in what is said in them; which of the two is seen stands in the address. */
export function SearchTabs({ children }: { children: ReactNode }) {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const query = search.get('q')?.trim() ?? '';
  if (query === '') return children;
  const show = (tab: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        next.delete('in');
        if (tab === 'said') next.set('in', 'said');
        return next;
      },
      { preventScrollReset: true },
    );
  return (
    <Tabs value={search.get('in') === 'said' ? 'said' : 'courses'} onValueChange={show} className="grid grid-cols-1 gap-5">
      <TabsList aria-label={t('search.where')}>
        <TabsTrigger value="courses">{t('search.inCourses')}</TabsTrigger>
        <TabsTrigger value="said">{t('search.inSaid')}</TabsTrigger>
      </TabsList>
      <TabsContent value="courses">{children}</TabsContent>
      <TabsContent value="said">
        <Passages query={query} />
      </TabsContent>
    </Tabs>
  );
}
