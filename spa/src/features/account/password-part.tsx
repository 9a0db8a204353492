import { useState, type SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { choosePassword } from '@/lib/credentials';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/account';
import { notify } from '@/lib/notify';
import { refreshSession } from '@/lib/session';
import { useSending } from '@/lib/use-sending';
import { Part } from './part';

export function PasswordPart({ email }: { email: string }) {
  const { t } = useI18n();
  const [password, setPassword] = useState('');
  const { isSending, refusals, send } = useSending(t('account.passwordNotChanged'));
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (!(await send(() => choosePassword(password)))) return;
    setPassword('');
    notify({ subject: 'password', message: t('account.passwordChanged') });
    // The token at hand is of before the change: acts that ask whether it still holds would be refused.
    await refreshSession();
  };
  return (
    <Part title={t('account.password')} text={t('account.passwordText')}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-3">
        {/* Whose password it is, for the browser that keeps it. */}
        <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
        <Field label={t('account.newPassword')} hint={t('account.passwordHint')}>
          {(id) => <Input id={id} type="password" autoComplete="new-password" required minLength={10} maxLength={400} value={password} onChange={(e) => setPassword(e.target.value)} />}
        </Field>
        <UserErrors title={t('account.passwordNotChanged')} errors={refusals} />
        <Button type="submit" variant="outline" className="justify-self-start" isBusy={isSending} disabled={password === ''}>
          {t('account.changePassword')}
        </Button>
      </form>
    </Part>
  );
}
