import { Link, NavLink, useLocation } from 'react-router';
import { cn } from '@/lib/cn';
import { useI18n } from '@/lib/i18n';
import { useIsAdmin, useIsModerator } from '@/lib/viewer';
import { Account } from './account';
import { LateBell } from './late-bell';

function Brand() {
  return (
    <Link to="/" className="flex items-center gap-2 font-display text-xl font-bold tracking-tight">
      <img src="/favicon.svg" alt="" width={30} height={30} />
      Aula
    </Link>
  );
}

function Navigation() {
  const { t } = useI18n();
  const isAdmin = useIsAdmin();
  const isModerator = useIsModerator();
  const work = isAdmin ? '/admin/jobs' : '/admin/moderation';
  const isAtWork = useLocation().pathname.startsWith('/admin/');
  const links = [
    ['/', t('app.catalog')],
    ['/pricing', t('app.pricing')],
    ['/my-learning', t('app.learning')],
    ['/teach', t('app.teach')],
    ...(isAdmin || isModerator ? ([[work, t('app.admin')]] as const) : []),
  ] as const;
  return (
    <nav className="order-last flex w-full gap-1 overflow-x-auto sm:order-none sm:w-auto">
      {links.map(([to, label]) => (
        <NavLink
          key={to}
          to={to}
          end
          className={({ isActive }) =>
            cn('inline-flex min-h-11 items-center rounded-md px-2.5 text-sm font-semibold whitespace-nowrap hover:bg-muted', (isActive || (isAtWork && to === work)) && 'text-primary')
          }
        >
          {label}
        </NavLink>
      ))}
    </nav>
  );
}

export function Header() {
  return (
    <header className="sticky top-0 z-30 border-b bg-background/95 backdrop-blur">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-4 px-4 py-1.5 sm:py-2.5">
        <Brand />
        <Navigation />
        <div className="ms-auto flex items-center gap-0.5">
          <LateBell />
          <Account />
        </div>
      </div>
    </header>
  );
}
