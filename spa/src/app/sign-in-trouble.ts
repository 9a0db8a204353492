import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { useI18n } from '@/lib/i18n';
import { notify } from '@/lib/notify';
import { signInUrl } from '@/lib/session';

const PARAMETER = 'sign-in';

/** The gateway leads here when signing in came to nothing, and says why in the address: told once, with the way to try again. */
export function useSignInTrouble() {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const reason = search.get(PARAMETER);
  useEffect(() => {
    if (reason === null) return;
    const action = { label: t('app.signIn'), act: () => location.assign(signInUrl('/')) };
    notify({ tone: 'error', subject: 'session', message: t(reason === 'expired' ? 'app.signInExpired' : 'app.signInFailed'), action });
    setSearch(
      (before) => {
        before.delete(PARAMETER);
        return before;
      },
      { replace: true },
    );
  }, [reason, t, setSearch]);
}
