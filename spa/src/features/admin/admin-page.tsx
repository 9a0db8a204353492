import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { NavLink } from 'react-router';
import { Page } from '@/components/page';
import { NotFoundState, SignInState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { cn } from '@/lib/cn';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/admin';
import { useIsAdmin, useIsModerator, useViewer } from '@/lib/viewer';

const PARTS = ['jobs', 'membership', 'orders', 'people', 'moderation', 'erasures', 'audit'] as const;

/** The ways between the pages of those who run the platform; in the page's head they would take a second line once it is known who is here. */
export function AdminParts() {
  const { t } = useI18n();
  const nav = useRef<HTMLElement>(null);
  // Where they do not all fit, the one that is here is among those that are seen.
  useLayoutEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (nav.current && current) nav.current.scrollLeft = current.offsetLeft - (nav.current.clientWidth - current.offsetWidth) / 2;
  }, []);
  return (
    <nav ref={nav} aria-label={t('app.admin')} className="relative flex gap-1 overflow-x-auto border-b">
      {PARTS.map((part) => (
        <NavLink
          key={part}
          to={`/admin/${part}`}
          className={({ isActive }) =>
            cn('inline-flex min-h-11 items-center rounded-t-md px-3 text-sm font-semibold whitespace-nowrap text-muted-foreground hover:bg-muted', isActive && 'text-primary')
          }
        >
          {t(`admin.part.${part}`)}
        </NavLink>
      ))}
    </nav>
  );
}

/** A page that is there for administrators only, or for moderators too. */
export function AdminPage({ title, text, isForModerators = false, children }: { title: string; text?: string; isForModerators?: boolean; children: ReactNode }) {
  const { t } = useI18n();
  const viewer = useViewer();
  const isAdmin = useIsAdmin();
  const isModerator = useIsModerator();
  if (!viewer.user) return <Page title={title}>{viewer.loading ? <Skeleton className="h-96" /> : <SignInState />}</Page>;
  if (!isAdmin && !(isForModerators && isModerator)) {
    return (
      <Page title={t('state.notFound')}>
        <NotFoundState />
      </Page>
    );
  }
  return (
    <Page title={title} className="grid max-w-4xl grid-cols-1 content-start gap-6">
      {isAdmin && <AdminParts />}
      <header className="grid gap-2">
        <h1 className="text-3xl">{title}</h1>
        {text && <p className="max-w-prose text-muted-foreground">{text}</p>}
      </header>
      {children}
    </Page>
  );
}
