import { useMutation, useQuery } from '@apollo/client/react';
import { ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/graph';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';
import { Part } from './part';

const PreferenceQuery = graphql(/* GraphQL */ `
  query RecommendationPreference {
    recommendationPreference { takesPart }
  }
`);

const SetPreference = graphql(/* GraphQL */ `
  mutation SetRecommendationPreference($takesPart: Boolean!) {
    setRecommendationPreference(takesPart: $takesPart) { preference { takesPart } userErrors { code message } }
  }
`);

/** Whether one takes part in recommendations; saved as it is chosen. */
export function RecommendationsPart() {
  const { t } = useI18n();
  const attempt = useAttempt();
  const { data, loading, error, refetch } = useQuery(PreferenceQuery, { fetchPolicy: 'cache-and-network' });
  const preference = useKept('own', data?.recommendationPreference, loading || error !== undefined);
  const [save] = useMutation(SetPreference);
  const set = (takesPart: boolean) =>
    void attempt(
      t('graph.partNotSaved'),
      async () => (await save({ variables: { takesPart } })).data?.setRecommendationPreference.userErrors,
      () => {
        notify({ subject: 'recommendations', message: t('graph.partSaved') });
        void refetch();
      },
    );
  return (
    <Part title={t('graph.partTitle')} text={t('graph.partText')}>
      {!preference && (loading ? <Skeleton className="h-11" /> : <ErrorState text={t('graph.partDown')} onRetry={refetch} />)}
      {preference && (
        <label className="flex min-h-11 items-center gap-3 text-sm font-semibold">
          <input type="checkbox" className="size-5 shrink-0 accent-primary" checked={preference.takesPart} onChange={(event) => set(event.target.checked)} />
          {t('graph.part')}
        </label>
      )}
    </Part>
  );
}
