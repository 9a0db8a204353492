import { NavLink, Outlet, useLocation } from 'react-router';
import { Page } from '@/components/page';
import { SignInState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { cn } from '@/lib/cn';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/account';
import { useViewer } from '@/lib/viewer';

const PARTS = [
  ['/account', 'account.profile'],
  ['/account/security', 'account.security'],
  ['/account/sessions', 'account.sessions'],
  ['/account/applications', 'account.applications'],
  ['/account/language', 'account.language'],
  ['/account/notifications', 'account.notifications'],
  ['/account/activity', 'account.activity'],
  ['/account/privacy', 'account.privacy'],
] as const;

/** What one may change of one's own account; its parts are pages of their own, so that mails lead to them. */
export function Component() {
  const { t } = useI18n();
  const viewer = useViewer();
  const { pathname } = useLocation();
  const part = PARTS.find(([to]) => to === pathname)?.[1];
  const title = t('account.title');
  if (!viewer.user) return <Page title={title}>{viewer.loading ? <Skeleton className="h-60" /> : <SignInState />}</Page>;
  return (
    <Page title={part ? `${t(part)} · ${title}` : title} className="grid max-w-3xl gap-6">
      <h1 className="text-3xl">{title}</h1>
      <nav aria-label={t('account.tabs')} className="flex flex-wrap gap-x-1 border-b">
        {PARTS.map(([to, label]) => (
          <NavLink
            key={to}
            to={to}
            end
            className={({ isActive }) =>
              cn('-mb-px inline-flex min-h-11 items-center border-b-2 border-transparent px-3 text-sm font-semibold whitespace-nowrap text-muted-foreground hover:text-foreground', isActive && 'border-primary text-foreground')
            }
          >
            {t(label)}
          </NavLink>
        ))}
      </nav>
      <Outlet />
    </Page>
  );
}
