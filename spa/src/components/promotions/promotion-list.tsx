import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { UserErrors } from '@/components/page-states';
import { Badge } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/promotions';
import { money } from '@/lib/money';
import { notify } from '@/lib/notify';
import { useSending } from '@/lib/use-sending';

export const PromotionFragment = graphql(/* GraphQL */ `
  fragment PromotionList_promotion on Promotion {
    id
    code
    percentOff
    amountOff { amount currency }
    courses { id }
    maxRedemptions
    redemptions
    expiresAt
    endedAt
  }
`);

const End = graphql(/* GraphQL */ `
  mutation EndPromotion($id: ID!) {
    endPromotion(promotionId: $id) { promotion { id ...PromotionList_promotion } userErrors { code message } }
  }
`);

function EndButton({ id, code }: { id: string; code: string }) {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const [end] = useMutation(End);
  const { isSending, refusals, send } = useSending(t('promo.notEnded'));
  const stop = async () => {
    const isEnded = await send(async () => (await end({ variables: { id } })).data?.endPromotion.userErrors ?? []);
    if (isEnded) notify({ subject: id, message: t('promo.ended', { code }) });
  };
  if (!isAsking) {
    return (
      <Button variant="ghost" aria-label={t('promo.endName', { code })} onClick={() => setAsking(true)}>
        {t('promo.end')}
      </Button>
    );
  }
  return (
    <div role="group" aria-label={t('promo.endName', { code })} className="grid w-full gap-2">
      <p className="text-sm">{t('promo.endText', { code })}</p>
      <div className="flex flex-wrap gap-2">
        <Button variant="danger" isBusy={isSending} onClick={() => void stop()}>
          {t('promo.endSure')}
        </Button>
        <Button variant="ghost" onClick={() => setAsking(false)}>
          {t('promo.keep')}
        </Button>
      </div>
      <UserErrors errors={refusals} />
    </div>
  );
}

function Item({ promotion: ref, now }: { promotion: FragmentType<typeof PromotionFragment>; now: number }) {
  const { id, code, percentOff, amountOff, courses, maxRedemptions, redemptions, expiresAt, endedAt } = readFragment(PromotionFragment, ref);
  const { t, locale } = useI18n();
  const isExpired = !!expiresAt && Date.parse(expiresAt) <= now;
  const until = expiresAt ? t(isExpired ? 'promo.expired' : 'promo.untilDay', { date: moment(expiresAt, locale) }) : null;
  const words = [
    maxRedemptions == null ? t('promo.uses', { count: redemptions }) : t('promo.usesOf', { count: redemptions, most: maxRedemptions }),
    endedAt ? t('promo.endedOn', { date: moment(endedAt, locale) }) : until,
    courses.length > 1 ? t('promo.alsoOf', { count: courses.length }) : null,
  ];
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border bg-card px-4 py-2 text-sm">
      <strong className="font-mono text-base">{code}</strong>
      <Badge>{amountOff ? t('promo.offAmount', { amount: money(amountOff, locale) }) : t('promo.offPercent', { percent: percentOff ?? 0 })}</Badge>
      <span className="me-auto text-muted-foreground">{words.filter((each) => each !== null).join(' · ')}</span>
      {!endedAt && !isExpired && <EndButton id={id} code={code} />}
    </li>
  );
}

/** Codes, what they are good for, and how often they were used. */
export function PromotionList({ promotions }: { promotions: readonly ({ id: string } & FragmentType<typeof PromotionFragment>)[] }) {
  const { t } = useI18n();
  const [now] = useState(() => Date.now());
  if (promotions.length === 0) return <p className="text-muted-foreground">{t('promo.none')}</p>;
  return (
    <ul className="grid grid-cols-1 gap-2">
      {promotions.map((promotion) => (
        <Item key={promotion.id} promotion={promotion} now={now} />
      ))}
    </ul>
  );
}
