import { useMutation } from '@apollo/client/react';
import { useState, type SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/developers';
import { useSending } from '@/lib/use-sending';

const RotateSecret = graphql(/* GraphQL */ `
  mutation RotateClientSecret($clientId: ID!, $overlapHours: Int!) {
    rotateClientSecret(clientId: $clientId, overlapHours: $overlapHours) {
      client { id previousSecretUntil }
      secret
      userErrors { code message }
    }
  }
`);

const OVERLAPS = [
  [24, 'developers.overlapDay'],
  [168, 'developers.overlapWeek'],
  [0, 'developers.overlapNone'],
] as const;

type Props = { client: { id: string; name: string }; onMade: (secret: string) => void; onCancel: () => void };

/** Asks until when the secret of now is good, and makes the next one. */
export function RotateDialog({ client: { id, name }, onMade, onCancel }: Props) {
  const { t } = useI18n();
  const [hours, setHours] = useState<number>(24);
  const [rotate] = useMutation(RotateSecret);
  const { isSending, refusals, send } = useSending(t('developers.notCreated'));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void send(async () => {
      const made = (await rotate({ variables: { clientId: id, overlapHours: hours } })).data?.rotateClientSecret;
      if (made?.secret) onMade(made.secret);
      return made?.userErrors ?? [];
    });
  };
  return (
    <Dialog title={t('developers.rotateTitle', { name })} onCancel={onCancel}>
      <form onSubmit={submit} className="grid gap-4">
        <fieldset className="grid gap-1">
          <legend className="mb-1 text-sm">{t('developers.rotateText')}</legend>
          {OVERLAPS.map(([value, label]) => (
            <label key={value} className="flex min-h-11 items-center gap-3 text-sm">
              <input type="radio" name="overlap" className="size-5 shrink-0 accent-primary" checked={hours === value} onChange={() => setHours(value)} />
              {t(label)}
            </label>
          ))}
        </fieldset>
        <UserErrors errors={refusals} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="ghost" onClick={onCancel}>
            {t('developers.cancel')}
          </Button>
          <Button type="submit" isBusy={isSending}>
            {t('developers.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
