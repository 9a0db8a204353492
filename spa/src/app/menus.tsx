import { BadgeCheck, Languages, LogOut, Receipt, Settings, SlidersHorizontal, SunMoon, UserPlus, UserRound, UsersRound } from 'lucide-react';
import { Link } from 'react-router';
import { Avatar } from '@/components/ui/bits';
import { Menu, menuItem, MenuLine } from '@/components/ui/menu';
import { cn } from '@/lib/cn';
import { useHere } from '@/lib/here';
import { useI18n } from '@/lib/i18n';
import { signUpUrl } from '@/lib/session';
import { toggleTheme } from '@/lib/theme';
import type { Person } from '@/lib/viewer';

function Look() {
  const { t, locale, setLocale } = useI18n();
  return (
    <>
      <button type="button" {...menuItem} lang={locale === 'es' ? 'en' : 'es'} onClick={() => setLocale(locale === 'es' ? 'en' : 'es')}>
        <Languages aria-hidden />
        {t('app.language')}
      </button>
      <button type="button" {...menuItem} onClick={toggleTheme}>
        <SunMoon aria-hidden />
        {t('app.theme')}
      </button>
    </>
  );
}

/** For who is not signed in. On a phone the page's head has no room for the way to an account. */
export function VisitorMenu() {
  const { t } = useI18n();
  const here = useHere();
  return (
    <Menu label={t('app.options')} trigger={<SlidersHorizontal aria-hidden className="size-4" />}>
      <a href={signUpUrl(here)} {...menuItem} className={cn(menuItem.className, 'sm:hidden')}>
        <UserPlus aria-hidden />
        {t('app.signUp')}
      </a>
      <Look />
    </Menu>
  );
}

export function PersonMenu({ user, onSignOut }: { user: Person; onSignOut: () => void }) {
  const { t } = useI18n();
  return (
    <Menu label={t('app.menu', { name: user.displayName })} heading={user.displayName} trigger={<Avatar name={user.displayName} url={user.avatarUrl} className="size-9" />}>
      <Link to={`/people/${user.handle}`} {...menuItem}>
        <UserRound aria-hidden />
        {t('app.profile')}
      </Link>
      <Link to="/feed" {...menuItem}>
        <UsersRound aria-hidden />
        {t('app.feed')}
      </Link>
      <Link to="/account" {...menuItem}>
        <Settings aria-hidden />
        {t('app.account')}
      </Link>
      <Link to="/purchases" {...menuItem}>
        <Receipt aria-hidden />
        {t('app.purchases')}
      </Link>
      <Link to="/membership" {...menuItem}>
        <BadgeCheck aria-hidden />
        {t('app.membership')}
      </Link>
      <MenuLine />
      <Look />
      <MenuLine />
      <button type="button" {...menuItem} onClick={onSignOut}>
        <LogOut aria-hidden />
        {t('app.signOut')}
      </button>
    </Menu>
  );
}
