import { useLazyQuery } from '@apollo/client/react';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { graphql } from '@/gql';
import { appliedCodes, useAppliedCode } from '@/lib/applied-codes';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/promotions';
import { money } from '@/lib/money';
import { failIf } from '@/lib/use-attempt';
import { useSending, type Refusals } from '@/lib/use-sending';

const Check = graphql(/* GraphQL */ `
  query CheckPromotion($offerId: ID!, $code: String!, $currency: String) {
    checkPromotion(offerId: $offerId, code: $code, currency: $currency) {
      before { amount currency }
      after { amount currency }
      refusal { code message }
    }
  }
`);

type Props = { offerId: string; currency: string; isOfMembership?: boolean };

/**
 * A code, and the price before and after it. One that was applied before, as by who comes back from the page of payment, is asked
 * again when this is shown; whether it is still good is seen once more when the purchase begins.
 */
export function CodeEntry({ offerId, currency, isOfMembership = false }: Props) {
  const { t, locale } = useI18n();
  const applied = useAppliedCode(offerId);
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState(applied?.code ?? '');
  const [lapsed, setLapsed] = useState<Refusals>([]);
  const [check] = useLazyQuery(Check, { fetchPolicy: 'network-only' });
  const { isSending, refusals, send } = useSending(t('promo.notChecked'));
  /** How to take the answer: one that comes after another currency was chosen is none. */
  const look = async (typed: string, payIn: string): Promise<() => Refusals> => {
    const { data, error } = await check({ variables: { offerId, code: typed, currency: payIn } });
    failIf(error);
    const { before, after, refusal } = data?.checkPromotion ?? {};
    return () => {
      appliedCodes.put(offerId, before && after ? { code: typed.trim().toUpperCase(), before, after } : null);
      return refusal ? [refusal] : [];
    };
  };
  const asked = useRef(look);
  useEffect(() => {
    asked.current = look;
  });
  useEffect(() => {
    const before = appliedCodes.of(offerId);
    if (!before) return;
    let isWanted = true;
    void asked.current(before.code, currency).then(
      (take) => {
        // Taken off meanwhile, or asked in another currency.
        if (!isWanted || !appliedCodes.of(offerId)) return;
        const errors = take();
        setLapsed(errors);
        setOpen(errors.length > 0);
      },
      // Where nobody answers it stays as it was: the purchase asks again.
      () => undefined,
    );
    return () => {
      isWanted = false;
      setLapsed([]);
    };
  }, [offerId, currency]);
  const apply = (event: SyntheticEvent) => {
    event.preventDefault();
    setLapsed([]);
    void send(async () => (await look(text, currency))());
  };
  const remove = () => {
    setOpen(true);
    appliedCodes.put(offerId, null);
  };
  if (applied) {
    const { code, before, after } = applied;
    return (
      <div className="grid gap-1 text-sm" data-testid="code-applied">
        <p>
          {t('promo.before')} <s>{money(before, locale)}</s> · {t('promo.after', { code })} <strong>{money(after, locale)}</strong>
        </p>
        {isOfMembership && <p className="text-muted-foreground">{t('promo.firstPayment')}</p>}
        <Button variant="ghost" className="justify-self-start" onClick={remove}>
          {t('promo.remove')}
        </Button>
      </div>
    );
  }
  if (!isOpen) {
    return (
      <Button variant="ghost" className="justify-self-start" onClick={() => setOpen(true)}>
        {t('promo.have')}
      </Button>
    );
  }
  return (
    <form onSubmit={apply} className="grid gap-2">
      <Field label={t('promo.code')}>
        {(id) => <Input id={id} required maxLength={60} autoComplete="off" autoCapitalize="characters" value={text} onChange={(e) => setText(e.target.value)} />}
      </Field>
      <Button type="submit" variant="outline" className="justify-self-start" isBusy={isSending}>
        {t('promo.apply')}
      </Button>
      <UserErrors errors={lapsed.length > 0 ? lapsed : refusals} />
    </form>
  );
}
