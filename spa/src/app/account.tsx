import { CloudOff } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { useHere } from '@/lib/here';
import { useI18n } from '@/lib/i18n';
import { notify } from '@/lib/notify';
import { onChangeElsewhere } from '@/lib/other-tabs';
import { signInUrl, signOut, signUpUrl } from '@/lib/session';
import { useAttempt } from '@/lib/use-attempt';
import { useViewer, type Account as AccountState } from '@/lib/viewer';
import { PersonMenu, VisitorMenu } from './menus';
import { useSignInTrouble } from './sign-in-trouble';

const RETRY_MS = [3_000, 8_000, 20_000, 60_000] as const;

/** Asks again at growing distances, and at once when the network is back. */
function useRetries(isNeeded: boolean, ask: () => unknown) {
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!isNeeded) return;
    const again = () => {
      setTries((before) => before + 1);
      ask();
    };
    const timer = setTimeout(again, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]);
    window.addEventListener('online', again);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', again);
    };
  }, [isNeeded, tries, ask]);
}

/** A session that ran out while the page is open: what is written stays, and signing in leads back here. */
function useSessionEnd({ kind }: AccountState, isLeaving: boolean) {
  const { t } = useI18n();
  const here = useHere();
  const before = useRef(kind);
  useEffect(() => {
    if (before.current === 'person' && kind === 'visitor' && !isLeaving) {
      const action = { label: t('app.signIn'), act: () => location.assign(signInUrl(here)) };
      notify({ tone: 'error', subject: 'session', message: t('app.sessionEnded'), action });
    }
    before.current = kind;
  }, [kind, isLeaving, t, here]);
}

function useSignOut(onLeave: (isLeaving: boolean) => void) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const leave = async () => {
    onLeave(true);
    try {
      await signOut();
    } catch (error) {
      onLeave(false);
      throw error;
    }
  };
  return () => void attempt(t('app.signOutFailed'), leave);
}

export function Account() {
  const { t } = useI18n();
  const here = useHere();
  const { account, refetch } = useViewer();
  const [isLeaving, setLeaving] = useState(false);
  const ask = useCallback(() => void refetch(), [refetch]);
  useRetries(account.kind === 'unreachable', ask);
  useSessionEnd(account, isLeaving);
  useSignInTrouble();
  useEffect(() => onChangeElsewhere('signedIn', ask), [ask]);
  const leave = useSignOut(setLeaving);
  switch (account.kind) {
    case 'loading':
      // No menu yet: one that is opened now would be gone when it is known whose it is.
      return <span className="size-11" />;
    case 'unreachable':
      return (
        <>
          <VisitorMenu />
          <Button variant="ghost" size="small" className="px-2" title={t('app.accountDownText')} onClick={ask}>
            <CloudOff aria-hidden />
            <span role="status" className="max-w-36 text-start text-xs leading-tight whitespace-normal max-sm:sr-only">
              {t('app.accountDown')}
            </span>
          </Button>
        </>
      );
    case 'person':
      return <PersonMenu user={account.user} onSignOut={leave} />;
    case 'visitor':
      return (
        <>
          <VisitorMenu />
          <Button asChild variant="ghost" size="small" className="px-2">
            <a href={signInUrl(here)}>{t('app.signIn')}</a>
          </Button>
          <Button asChild size="small" className="hidden sm:inline-flex">
            <a href={signUpUrl(here)}>{t('app.signUp')}</a>
          </Button>
        </>
      );
  }
}
