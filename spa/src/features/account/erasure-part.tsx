import { useMutation } from '@apollo/client/react';
import { useState, type SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/field';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/account';
import { signedInHint, signOut } from '@/lib/session';
import { useSending } from '@/lib/use-sending';
import { useViewer } from '@/lib/viewer';
import { Part } from './part';

const DeleteAccount = graphql(/* GraphQL */ `
  mutation DeleteAccount($input: DeleteAccountInput!) {
    deleteAccount(input: $input) { requestId userErrors { code message } }
  }
`);

const CONSEQUENCES = ['account.erasureAtOnce', 'account.erasureGone', 'account.erasureStays', 'account.erasureCourses'] as const;

/** The account is closed whatever comes of signing out: the session has ended with it. */
async function leave() {
  try {
    await signOut('/goodbye');
  } catch {
    signedInHint.set(false);
    location.assign('/goodbye');
  }
}

function Sure({ handle, onCancel }: { handle: string; onCancel: () => void }) {
  const { t } = useI18n();
  const [typed, setTyped] = useState('');
  const [erase] = useMutation(DeleteAccount);
  const { isSending, refusals, send } = useSending(t('account.erasureNotAsked'));
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const isGone = await send(async () => (await erase({ variables: { input: { confirmHandle: typed } } })).data?.deleteAccount.userErrors ?? []);
    if (isGone) await leave();
  };
  return (
    <Dialog title={t('account.erasureSure')} onCancel={onCancel}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-4">
        <ul className="grid max-w-prose list-disc gap-2 ps-5 text-sm">
          {CONSEQUENCES.map((each) => (
            <li key={each}>{t(each)}</li>
          ))}
        </ul>
        <Field label={t('account.erasureHandle', { handle })}>
          {(id) => <Input id={id} required autoComplete="off" autoCapitalize="none" spellCheck={false} value={typed} onChange={(event) => setTyped(event.target.value)} />}
        </Field>
        <UserErrors title={t('account.erasureNotAsked')} errors={refusals} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="ghost" onClick={onCancel}>
            {t('account.erasureStay')}
          </Button>
          <Button type="submit" variant="danger" isBusy={isSending} disabled={typed.trim() === ''}>
            {t('account.erasureDo')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The end of an account: what it means, said before it is asked for. */
export function ErasurePart() {
  const { t } = useI18n();
  const { user } = useViewer();
  const [isAsking, setAsking] = useState(false);
  return (
    <Part title={t('account.erasure')} text={t('account.erasureText')}>
      <Button variant="outline" className="justify-self-start" onClick={() => setAsking(true)}>
        {t('account.erasureBegin')}
      </Button>
      {isAsking && user && <Sure handle={user.handle} onCancel={() => setAsking(false)} />}
    </Part>
  );
}
