import { useMutation, useQuery } from '@apollo/client/react';
import { useState, type SyntheticEvent } from 'react';
import { ErrorState, UserErrors } from '@/components/page-states';
import { PriceFields, usePrices } from '@/components/price-fields';
import { PromotionForm } from '@/components/promotions/promotion-form';
import { PromotionList } from '@/components/promotions/promotion-list';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { graphql } from '@/gql';
import type { AdminMembershipQuery as Answer } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/admin';
import '@/lib/messages/promotions';
import { notify } from '@/lib/notify';
import { useSending } from '@/lib/use-sending';
import { AdminPage } from './admin-page';

const MembershipQuery = graphql(/* GraphQL */ `
  query AdminMembership {
    membershipOffers { id interval trialDays prices { amount currency } }
    membershipPromotions { id ...PromotionList_promotion }
  }
`);

const SetMembership = graphql(/* GraphQL */ `
  mutation SetMembershipOffer($input: SetMembershipOfferInput!) {
    setMembershipOffer(input: $input) { offer { id } userErrors { code message } }
  }
`);

type Offer = Answer['membershipOffers'][number];
const INTERVALS = ['MONTH', 'YEAR'] as const;

function MembershipForm({ interval, offer, onSaved }: { interval: (typeof INTERVALS)[number]; offer: Offer | undefined; onSaved: () => unknown }) {
  const { t } = useI18n();
  const { prices, ...fields } = usePrices(offer?.prices ?? []);
  const [trial, setTrial] = useState(String(offer?.trialDays ?? 0));
  const [setMembership] = useMutation(SetMembership);
  const { isSending, refusals, send } = useSending(t('admin.membershipNotSaved'));
  const save = async (active: boolean) => {
    const asked = active ? prices : (offer?.prices ?? prices);
    const input = { interval, active, trialDays: Number(trial), prices: asked.map(({ amount, currency }) => ({ amount, currency })) };
    const isSaved = await send(async () => (await setMembership({ variables: { input } })).data?.setMembershipOffer.userErrors ?? []);
    if (!isSaved) return;
    notify({ subject: interval, message: t(active ? 'admin.membershipSaved' : 'admin.membershipStopped') });
    await Promise.allSettled([onSaved()]);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void save(true);
  };
  return (
    <form onSubmit={submit} className="grid gap-3 rounded-lg border bg-card p-4" aria-label={t(`admin.membership.${interval}`)}>
      <h2 className="text-xl">{t(`admin.membership.${interval}`)}</h2>
      <PriceFields {...fields} />
      <Field label={t('admin.membershipTrial')} className="max-w-48">
        {(id) => <Input id={id} type="number" required min={0} max={90} value={trial} onChange={(e) => setTrial(e.target.value)} />}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" isBusy={isSending} disabled={prices.length === 0 || fields.unread !== undefined}>
          {t('admin.membershipSave')}
        </Button>
        {offer && (
          <Button variant="danger" isBusy={isSending} onClick={() => void save(false)}>
            {t('admin.membershipStop')}
          </Button>
        )}
      </div>
      <UserErrors title={t('admin.membershipNotSaved')} errors={refusals} />
    </form>
  );
}

function Membership() {
  const { t } = useI18n();
  const { data, loading, refetch } = useQuery(MembershipQuery, { fetchPolicy: 'network-only' });
  if (!data) return loading ? <Skeleton className="h-96" /> : <ErrorState onRetry={refetch} />;
  return (
    <>
      {INTERVALS.map((interval) => (
        <MembershipForm key={interval} interval={interval} offer={data.membershipOffers.find((offer) => offer.interval === interval)} onSaved={refetch} />
      ))}
      <section className="grid grid-cols-1 gap-4">
        <h2 className="text-xl">{t('promo.title')}</h2>
        <p className="max-w-prose text-sm text-muted-foreground">{t('promo.membershipText')}</p>
        <PromotionForm courseIds={null} onMade={refetch} />
        <PromotionList promotions={data.membershipPromotions} />
      </section>
    </>
  );
}

/** What the membership costs, for staff. */
export function Component() {
  const { t } = useI18n();
  return (
    <AdminPage title={t('admin.membershipTitle')} text={t('admin.membershipText')}>
      <Membership />
    </AdminPage>
  );
}
