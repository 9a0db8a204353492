import { useLazyQuery, useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import type { ChangeMembershipInput, PreviewMembershipChangeQuery as Answer } from '@/gql/graphql';
import { moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/membership';
import { money } from '@/lib/money';
import { notify } from '@/lib/notify';
import { Repeatable } from '@/lib/repeatable';
import { failIf } from '@/lib/use-attempt';
import { useSending } from '@/lib/use-sending';

const PreviewChange = graphql(/* GraphQL */ `
  query PreviewMembershipChange($offerId: ID!) {
    previewMembershipChange(offerId: $offerId) {
      today { amount currency }
      nextInvoice { amount currency }
      nextAt
      effectiveAt
    }
  }
`);

const Change = graphql(/* GraphQL */ `
  mutation ChangeMembership($input: ChangeMembershipInput!) {
    changeMembership(input: $input) { membership { id ...Membership_membership } confirmUrl userErrors { code message } }
  }
`);

type Preview = NonNullable<Answer['previewMembershipChange']>;

/** Another interval: what it costs is shown first, and that is what is charged. */
export function ChangeForm({ offerId, interval }: { offerId: string; interval: 'MONTH' | 'YEAR' }) {
  const { t, locale } = useI18n();
  const [preview, setPreview] = useState<Preview | null>(null);
  const [look] = useLazyQuery(PreviewChange, { fetchPolicy: 'network-only' });
  const [requests] = useState(() => new Repeatable<ChangeMembershipInput>());
  const [change] = useMutation(Change);
  const looking = useSending(t('membership.previewFailed'));
  const changing = useSending(t('membership.notChanged'));
  const show = () =>
    void looking.send(async () => {
      const { data, error } = await look({ variables: { offerId } });
      failIf(error);
      setPreview(data?.previewMembershipChange ?? null);
      return [];
    });
  const confirm = async (shown: Preview) => {
    let bank: string | null = null;
    const isDone = await changing.send(async () => {
      const { today, effectiveAt } = shown;
      const input = requests.of(effectiveAt, (idempotencyKey) => ({ idempotencyKey, offerId, effectiveAt, today: { amount: today.amount, currency: today.currency } }));
      const { data } = await change({ variables: { input } });
      requests.answered();
      bank = data?.changeMembership.confirmUrl ?? null;
      const errors = data?.changeMembership.userErrors ?? [];
      // The sum that was shown no longer holds: it is shown anew.
      if (errors.some(({ code }) => code === 'PREVIEW_STALE')) show();
      return errors;
    });
    if (!isDone) return;
    if (bank !== null) {
      location.assign(bank);
      return;
    }
    setPreview(null);
    notify({ subject: 'membership', message: t('membership.changed') });
  };
  if (!preview) {
    return (
      <>
        <Button variant="outline" className="justify-self-start" isBusy={looking.isSending} onClick={show}>
          {t(`membership.change.${interval}`)}
        </Button>
        <UserErrors errors={looking.refusals} />
      </>
    );
  }
  const today = money(preview.today, locale);
  const isFree = preview.today.amount === '0';
  return (
    <div role="group" aria-label={t(`membership.change.${interval}`)} className="grid gap-3 rounded-md border p-4">
      <p className="text-sm">
        {isFree ? t('membership.previewNothing') : t('membership.previewToday', { today })}{' '}
        {t('membership.previewNext', { next: money(preview.nextInvoice, locale), date: moment(preview.nextAt, locale) })}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button isBusy={changing.isSending || looking.isSending} onClick={() => void confirm(preview)}>
          {isFree ? t('membership.changeFree') : t('membership.changeSure', { today })}
        </Button>
        <Button variant="ghost" onClick={() => setPreview(null)}>
          {t('membership.keep')}
        </Button>
      </div>
      <UserErrors title={t('membership.notChanged')} errors={changing.refusals} />
    </div>
  );
}
