import type { ReactNode, SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useI18n } from '@/lib/i18n';
import { useSending, type Refusals } from '@/lib/use-sending';

type AskingProps = { title: string; action: string; failed: string; isReady: boolean; onSend: () => Promise<Refusals>; onCancel: () => void; children: ReactNode };

/** A question with a form: what was typed stays when it is refused. */
export function AskingForm({ title, action, failed, isReady, onSend, onCancel, children }: AskingProps) {
  const { t } = useI18n();
  const { isSending, refusals, send } = useSending(failed);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void send(onSend);
  };
  return (
    <Dialog title={title} onCancel={onCancel}>
      <form onSubmit={submit} className="grid gap-4">
        {children}
        <UserErrors errors={refusals} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="ghost" onClick={onCancel}>
            {t('ask.cancel')}
          </Button>
          <Button type="submit" isBusy={isSending} disabled={!isReady}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
