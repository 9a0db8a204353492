import { useMutation } from '@apollo/client/react';
import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Input, Select } from '@/components/ui/field';
import { UserErrors } from '@/components/page-states';
import { graphql } from '@/gql';
import type { CreatePromotionInput } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/promotions';
import { CURRENCIES, currencyName, minorUnits, typed } from '@/lib/money';
import { notify } from '@/lib/notify';
import { Repeatable } from '@/lib/repeatable';
import { useSending } from '@/lib/use-sending';

const Create = graphql(/* GraphQL */ `
  mutation CreatePromotion($input: CreatePromotionInput!) {
    createPromotion(input: $input) { promotion { id code } userErrors { code message } }
  }
`);

const EMPTY = { code: '', kind: 'PERCENT', percent: '', amount: '', currency: 'EUR', until: '', most: '' };

/** The whole of that day counts, where it is said. */
const endOf = (day: string) => (day === '' ? null : new Date(`${day}T23:59:59`).toISOString());

/** A new code; without `courseIds` for the membership. */
export function PromotionForm({ courseIds, onMade }: { courseIds: readonly string[] | null; onMade: () => unknown }) {
  const { t, locale } = useI18n();
  const [fields, setFields] = useState(EMPTY);
  const [requests] = useState(() => new Repeatable<CreatePromotionInput>());
  const [create] = useMutation(Create);
  const { isSending, refusals, send } = useSending(t('promo.notMade'));
  const isPercent = fields.kind === 'PERCENT';
  const amount = minorUnits(fields.amount);
  const isWhole = isPercent ? fields.percent !== '' : amount !== null;
  const set = (name: keyof typeof EMPTY) => (event: { target: { value: string } }) => setFields((before) => ({ ...before, [name]: event.target.value }));
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const isMade = await send(async () => {
      const input = requests.of(JSON.stringify(fields), (idempotencyKey) => ({
        idempotencyKey,
        code: fields.code,
        percentOff: isPercent ? Number(fields.percent) : null,
        amountOff: isPercent ? null : { amount: amount ?? '0', currency: fields.currency },
        courseIds: courseIds === null ? null : [...courseIds],
        maxRedemptions: fields.most === '' ? null : Number(fields.most),
        expiresAt: endOf(fields.until),
      }));
      const { data } = await create({ variables: { input } });
      requests.answered();
      return data?.createPromotion.userErrors ?? [];
    });
    if (!isMade) return;
    notify({ subject: 'promotion', message: t('promo.made', { code: fields.code.trim().toUpperCase() }) });
    setFields(EMPTY);
    await Promise.allSettled([onMade()]);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-3 rounded-lg border bg-card p-4" aria-label={t('promo.make')}>
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <Field label={t('promo.code')} hint={t('promo.codeHint')}>
          {(id) => <Input id={id} required minLength={3} maxLength={30} autoComplete="off" autoCapitalize="characters" value={fields.code} onChange={set('code')} />}
        </Field>
        <Field label={t('promo.kind')}>
          {(id) => (
            <Select id={id} value={fields.kind} onChange={set('kind')}>
              <option value="PERCENT">{t('promo.kind.PERCENT')}</option>
              <option value="AMOUNT">{t('promo.kind.AMOUNT')}</option>
            </Select>
          )}
        </Field>
        {isPercent && <Field label={t('promo.percent')}>{(id) => <Input id={id} type="number" required min={1} max={100} value={fields.percent} onChange={set('percent')} />}</Field>}
        {!isPercent && (
          <>
            <Field label={t('promo.amount')} hint={fields.amount !== '' && amount === null ? t('price.unread', { example: typed('1999', locale) }) : undefined}>
              {(id) => <Input id={id} required inputMode="decimal" autoComplete="off" maxLength={9} aria-invalid={fields.amount !== '' && amount === null} value={fields.amount} onChange={set('amount')} />}
            </Field>
            <Field label={t('promo.currency')}>
              {(id) => (
                <Select id={id} value={fields.currency} onChange={set('currency')}>
                  {CURRENCIES.map((each) => (
                    <option key={each} value={each}>
                      {currencyName(each, locale)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          </>
        )}
        <Field label={t('promo.until')}>{(id) => <Input id={id} type="date" value={fields.until} onChange={set('until')} />}</Field>
        <Field label={t('promo.most')}>{(id) => <Input id={id} type="number" min={1} max={1_000_000} value={fields.most} onChange={set('most')} />}</Field>
      </div>
      <Button type="submit" className="justify-self-start" isBusy={isSending} disabled={!isWhole}>
        {t('promo.make')}
      </Button>
      <UserErrors title={t('promo.notMade')} errors={refusals} />
    </form>
  );
}
