import { useMutation } from '@apollo/client/react';
import { useState, type SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/account';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';
import { useSending } from '@/lib/use-sending';
import { Part } from './part';

const ChangeEmail = graphql(/* GraphQL */ `
  mutation ChangeEmail($email: String!) {
    changeEmail(email: $email) { userErrors { code message } }
  }
`);

const CancelEmailChange = graphql(/* GraphQL */ `
  mutation CancelEmailChange {
    cancelEmailChange { userErrors { code message } }
  }
`);

/** The address one signs in with, and the way to another. */
export function EmailPart({ email, pending, onChange }: { email: string; pending: string | null; onChange: () => void }) {
  const { t } = useI18n();
  const [wanted, setWanted] = useState('');
  const [ask] = useMutation(ChangeEmail);
  const [forget] = useMutation(CancelEmailChange);
  const attempt = useAttempt();
  const { isSending, refusals, send } = useSending(t('account.emailNotAsked'));
  const change = async (address: string) => {
    const isAsked = await send(async () => (await ask({ variables: { email: address } })).data?.changeEmail.userErrors ?? []);
    if (!isAsked) return;
    setWanted('');
    notify({ subject: 'email', message: t('account.emailAsked', { email: address }) });
    onChange();
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void change(wanted.trim());
  };
  const cancel = async () => (await forget()).data?.cancelEmailChange.userErrors;
  const cancelled = () => {
    notify({ subject: 'email', message: t('account.emailCancelled') });
    onChange();
  };
  return (
    <Part title={t('account.email')} text={t('account.emailText', { email })}>
      {pending && (
        <div role="status" className="grid gap-2 rounded-md bg-muted p-3 text-sm">
          <p>{t('account.emailPending', { email: pending })}</p>
          <div className="flex flex-wrap gap-2">
            <Button size="small" variant="outline" isBusy={isSending} onClick={() => void change(pending)}>
              {t('account.emailAgain')}
            </Button>
            <Button size="small" variant="ghost" onClick={() => void attempt(t('account.notSaved'), cancel, cancelled)}>
              {t('account.emailCancel')}
            </Button>
          </div>
        </div>
      )}
      <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
        <Field label={t('account.newEmail')} className="min-w-0 flex-1 basis-60">
          {(id) => <Input id={id} type="email" autoComplete="email" required maxLength={254} value={wanted} onChange={(e) => setWanted(e.target.value)} />}
        </Field>
        <Button type="submit" variant="outline" isBusy={isSending} disabled={wanted.trim() === ''}>
          {t('account.changeEmail')}
        </Button>
      </form>
      <UserErrors title={t('account.emailNotAsked')} errors={refusals} />
    </Part>
  );
}
