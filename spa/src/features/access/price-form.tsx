import { useMutation } from '@apollo/client/react';
import type { SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { PriceFields, usePrices } from '@/components/price-fields';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { useI18n } from '@/lib/i18n';
import { notify } from '@/lib/notify';
import { useSending } from '@/lib/use-sending';

export const PriceFormFragment = graphql(/* GraphQL */ `
  fragment PriceForm_course on Course {
    id
    offers { id prices { amount currency } }
  }
`);

const SetOffer = graphql(/* GraphQL */ `
  mutation SetCourseOffer($input: SetCourseOfferInput!) {
    setCourseOffer(input: $input) {
      offer { id covers { id lowestPrice { amount currency } ...PriceForm_course } }
      userErrors { code message }
    }
  }
`);

/** What a course that is not free is sold for. */
export function PriceForm({ course: ref }: { course: FragmentType<typeof PriceFormFragment> }) {
  const course = readFragment(PriceFormFragment, ref);
  const { t } = useI18n();
  const offer = course.offers?.[0];
  const { prices, ...fields } = usePrices(offer?.prices ?? []);
  const [setOffer] = useMutation(SetOffer);
  const { isSending, refusals, send } = useSending(t('access.notSaved'));
  const save = async (active: boolean) => {
    const asked = active ? prices : (offer?.prices ?? prices);
    const input = { courseId: course.id, active, prices: asked.map(({ amount, currency }) => ({ amount, currency })) };
    const isSaved = await send(async () => (await setOffer({ variables: { input } })).data?.setCourseOffer.userErrors ?? []);
    if (isSaved) notify({ subject: course.id, message: t(active ? 'access.sold' : 'access.withdrawn') });
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void save(true);
  };
  return (
    <form onSubmit={submit} className="grid gap-3 rounded-lg border bg-card p-4">
      <p className="max-w-prose text-sm text-muted-foreground">{t(offer ? 'access.forSaleText' : 'access.notForSaleText')}</p>
      <PriceFields {...fields} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" isBusy={isSending} disabled={prices.length === 0 || fields.unread !== undefined}>
          {t('access.savePrices')}
        </Button>
        {offer && (
          <Button variant="danger" isBusy={isSending} onClick={() => void save(false)}>
            {t('access.stopSelling')}
          </Button>
        )}
      </div>
      <UserErrors title={t('access.notSaved')} errors={refusals} />
    </form>
  );
}
