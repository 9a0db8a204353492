import { useMutation } from '@apollo/client/react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/membership';
import { notify } from '@/lib/notify';
import { useSending } from '@/lib/use-sending';

const Confirm = graphql(/* GraphQL */ `
  mutation ConfirmMembershipChange {
    confirmMembershipChange { membership { id ...Membership_membership } confirmUrl userErrors { code message } }
  }
`);

const Drop = graphql(/* GraphQL */ `
  mutation DropMembershipChange {
    dropMembershipChange { membership { id ...Membership_membership } userErrors { code message } }
  }
`);

/** A change that the bank wants its holder to confirm: the way there, and the way out. */
export function Confirming({ interval, until }: { interval: 'MONTH' | 'YEAR'; until: string }) {
  const { t, locale } = useI18n();
  const [confirm] = useMutation(Confirm);
  const [drop] = useMutation(Drop);
  const { isSending, refusals, send } = useSending(t('membership.notChanged'));
  const go = () =>
    void send(async () => {
      const answer = (await confirm()).data?.confirmMembershipChange;
      // Without a page it was confirmed in the meantime, and is shown as it stands.
      if (answer?.confirmUrl) location.assign(answer.confirmUrl);
      return answer?.userErrors ?? [];
    });
  const leave = async () => {
    const isDone = await send(async () => (await drop()).data?.dropMembershipChange.userErrors ?? []);
    if (isDone) notify({ subject: 'membership', message: t('membership.dropped') });
  };
  return (
    <div role="group" aria-label={t(`membership.change.${interval}`)} className="grid gap-3 rounded-md border p-4">
      <p className="text-sm">{t(`membership.confirming.${interval}`, { date: moment(until, locale) })}</p>
      <div className="flex flex-wrap gap-2">
        <Button isBusy={isSending} onClick={go}>
          {t('membership.confirm')}
        </Button>
        <Button variant="ghost" isBusy={isSending} onClick={() => void leave()}>
          {t('membership.drop')}
        </Button>
      </div>
      <UserErrors errors={refusals} />
    </div>
  );
}
