import { lazy, Suspense } from 'react';
import { Outlet, ScrollRestoration } from 'react-router';
import { useI18n } from '@/lib/i18n';
import { Header } from './header';
import { LateAsking } from './late-asking';
import { LateNotices } from './late-notices';
import { LateSearch } from './late-search';
import { LateUploads } from './late-uploads';
import { LateWatches } from './late-watches';

/** Few have something to read in it, and nobody waits for it. */
const MembershipBanner = lazy(async () => {
  try {
    return { default: (await import('./membership-banner')).MembershipBanner };
  } catch {
    return { default: () => null };
  }
});

export function Shell() {
  const { t } = useI18n();
  return (
    <div className="flex min-h-dvh flex-col">
      <a href="#content" className="sr-only focus:not-sr-only focus:fixed focus:z-50 focus:m-2 focus:rounded-md focus:bg-card focus:p-3">
        {t('app.skip')}
      </a>
      <Header />
      <Suspense>
        <MembershipBanner />
      </Suspense>
      <main id="content" tabIndex={-1} className="flex-1 outline-none">
        <Outlet />
      </main>
      <footer className="border-t">
        <p className="mx-auto max-w-6xl px-4 py-8 text-sm text-muted-foreground">{t('app.footer')}</p>
      </footer>
      <LateUploads />
      <LateWatches />
      <LateAsking />
      <LateNotices />
      <LateSearch />
      <ScrollRestoration />
    </div>
  );
}
