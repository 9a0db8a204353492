import { useState, type SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import type { Asked } from '@/lib/asking';
import { provePassword } from '@/lib/credentials';
import { useI18n } from '@/lib/i18n';
import { useSending } from '@/lib/use-sending';
import { Button } from './button';
import { Dialog } from './dialog';
import { Field, Input } from './field';

type Answer = Asked['answer'];

type ConfirmProps = { text: string; action: string; isDanger: boolean; stay: string | null; answer: Answer };

function Confirm({ text, action, isDanger, stay, answer }: ConfirmProps) {
  const { t } = useI18n();
  return (
    <Dialog title={text} onCancel={() => answer(false)}>
      <div className="flex flex-wrap justify-end gap-2">
        {/* First, so that the dialog puts the focus here: whoever goes on pressing a key undoes nothing. */}
        <Button variant="ghost" onClick={() => answer(false)}>
          {stay ?? t('ask.cancel')}
        </Button>
        <Button variant={isDanger ? 'destructive' : 'primary'} onClick={() => answer(true)}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}

function Password({ answer }: { answer: Answer }) {
  const { t } = useI18n();
  const [password, setPassword] = useState('');
  const { isSending, refusals, send } = useSending(t('ask.passwordFailed'));
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (await send(() => provePassword(password))) answer(true);
    else setPassword('');
  };
  return (
    <Dialog title={t('ask.passwordTitle')} onCancel={() => answer(false)}>
      <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <p className="text-sm text-muted-foreground">{t('ask.passwordText')}</p>
        <Field label={t('ask.password')}>
          {(id) => <Input id={id} type="password" autoComplete="current-password" required maxLength={400} value={password} onChange={(e) => setPassword(e.target.value)} />}
        </Field>
        <UserErrors errors={refusals} />
        <div className="flex flex-wrap items-center justify-end gap-2">
          <a href="/auth/forgotten" className="me-auto inline-flex min-h-11 items-center text-sm text-primary underline underline-offset-3">
            {t('ask.forgotten')}
          </a>
          <Button variant="ghost" onClick={() => answer(false)}>
            {t('ask.cancel')}
          </Button>
          <Button type="submit" disabled={isSending || password === ''}>
            {t('ask.continue')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function AskingDialog({ asked }: { asked: Asked }) {
  const { question, answer } = asked;
  return question.kind === 'password' ? <Password key={asked.id} answer={answer} /> : <Confirm key={asked.id} {...question} answer={answer} />;
}
