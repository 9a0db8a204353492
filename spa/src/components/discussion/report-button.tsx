import { useMutation } from '@apollo/client/react';
import { useState, type SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, Textarea } from '@/components/ui/field';
import { graphql } from '@/gql';
import type { ReportReason } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/moderation';
import { notify } from '@/lib/notify';
import { useSending } from '@/lib/use-sending';

const ReportTarget = graphql(/* GraphQL */ `
  mutation ReportTarget($input: ReportInput!) {
    report(input: $input) {
      report { id }
      userErrors { code message ... on SlowDownError { retryAfterMs } }
    }
  }
`);

const REASONS: readonly ReportReason[] = ['SPAM', 'HARASSMENT', 'COPYRIGHT', 'MISLEADING', 'OTHER'];

function ReportDialog({ targetId, onClose }: { targetId: string; onClose: () => void }) {
  const { t } = useI18n();
  const [reason, setReason] = useState<ReportReason>('SPAM');
  const [note, setNote] = useState('');
  const [report] = useMutation(ReportTarget);
  const { isSending, pause, refusals, send } = useSending(t('moderation.failed'));
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const input = { targetId, reason, note: note.trim() || null };
    if (!(await send(async () => (await report({ variables: { input } })).data?.report.userErrors ?? []))) return;
    notify({ subject: targetId, message: t('moderation.sent') });
    onClose();
  };
  return (
    <Dialog title={t('moderation.reportTitle')} onCancel={onClose}>
      <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <p className="text-sm text-muted-foreground">{t('moderation.reportText')}</p>
        <fieldset className="grid">
          <legend className="sr-only">{t('moderation.reportTitle')}</legend>
          {REASONS.map((each) => (
            <label key={each} className="inline-flex min-h-11 items-center gap-2">
              <input type="radio" name="reason" className="size-4 accent-primary" checked={reason === each} disabled={isSending} onChange={() => setReason(each)} />
              {t(`moderation.reason.${each}`)}
            </label>
          ))}
        </fieldset>
        <Field label={t('moderation.note')}>{(id) => <Textarea id={id} maxLength={2_000} value={note} readOnly={isSending} onChange={(e) => setNote(e.target.value)} />}</Field>
        <UserErrors errors={refusals} pause={pause} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="ghost" onClick={onClose}>
            {t('moderation.cancel')}
          </Button>
          <Button type="submit" disabled={isSending || pause > 0}>
            {t('moderation.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/**
 * Of what somebody else wrote, of a course and of a person: for whoever is signed in.
 *
 * `label` says what it is about to whoever hears it, `text` to everybody, where that is not plain from where the button stands.
 */
export function ReportButton({ targetId, label, text }: { targetId: string; label?: string; text?: string }) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" variant="ghost" className="justify-self-start" aria-label={label} onClick={() => setOpen(true)}>
        {text ?? t('moderation.report')}
      </Button>
      {isOpen && <ReportDialog targetId={targetId} onClose={() => setOpen(false)} />}
    </>
  );
}
