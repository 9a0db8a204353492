import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/membership';
import { notify } from '@/lib/notify';
import { useSending } from '@/lib/use-sending';

const Cancel = graphql(/* GraphQL */ `
  mutation CancelMembership {
    cancelMembership { membership { id status endsAt ...Membership_membership } userErrors { code message } }
  }
`);

const Resume = graphql(/* GraphQL */ `
  mutation ResumeMembership {
    resumeMembership { membership { id ...Membership_membership } userErrors { code message } }
  }
`);

/** Asked twice, since it is meant once; `until` is null where nothing is paid, and it ends at once. */
export function CancelForm({ until }: { until: string | null }) {
  const { t, locale } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const [cancel] = useMutation(Cancel);
  const { isSending, refusals, send } = useSending(t('membership.notChanged'));
  const leave = () =>
    void send(async () => {
      const answer = (await cancel()).data?.cancelMembership;
      const membership = answer?.membership;
      if (membership?.status === 'CANCELED') notify({ subject: 'membership', message: t('membership.cancelledNow') });
      else if (membership?.endsAt) notify({ subject: 'membership', message: t('membership.cancelled', { date: moment(membership.endsAt, locale) }) });
      return answer?.userErrors ?? [];
    });
  const date = until && moment(until, locale);
  if (!isAsking) {
    return (
      <Button variant="ghost" className="justify-self-start" onClick={() => setAsking(true)}>
        {t('membership.cancel')}
      </Button>
    );
  }
  return (
    <div role="group" aria-label={t('membership.cancel')} className="grid gap-3 rounded-md border p-4">
      <p className="text-sm">{date ? t('membership.cancelText', { date }) : t('membership.cancelNowText')}</p>
      <div className="flex flex-wrap gap-2">
        <Button variant="danger" className="whitespace-normal" isBusy={isSending} onClick={leave}>
          {date ? t('membership.cancelSure', { date }) : t('membership.cancelNowSure')}
        </Button>
        <Button variant="ghost" onClick={() => setAsking(false)}>
          {t('membership.keep')}
        </Button>
      </div>
      <UserErrors title={t('membership.notChanged')} errors={refusals} />
    </div>
  );
}

export function ResumeButton() {
  const { t } = useI18n();
  const [resume] = useMutation(Resume);
  const { isSending, refusals, send } = useSending(t('membership.notChanged'));
  const stay = async () => {
    const isDone = await send(async () => (await resume()).data?.resumeMembership.userErrors ?? []);
    if (isDone) notify({ subject: 'membership', message: t('membership.resumed') });
  };
  return (
    <>
      <Button className="justify-self-start" isBusy={isSending} onClick={() => void stay()}>
        {t('membership.resume')}
      </Button>
      <UserErrors title={t('membership.notChanged')} errors={refusals} />
    </>
  );
}
