import { useMutation, useQuery } from '@apollo/client/react';
import { ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { graphql } from '@/gql';
import type { NotificationKind } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/notifications';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';
import { Part } from './part';

const PreferencesQuery = graphql(/* GraphQL */ `
  query NotificationPreferences {
    notificationPreferences { kind inApp }
  }
`);

const SetPreference = graphql(/* GraphQL */ `
  mutation SetNotificationPreference($input: NotificationPreferenceInput!) {
    setNotificationPreference(input: $input) { preference { kind inApp } userErrors { code message } }
  }
`);

/** The box shows the choice at once; what is refused or lost puts it back. */
const wished = (kind: NotificationKind, inApp: boolean) => ({
  __typename: 'Mutation' as const,
  setNotificationPreference: {
    __typename: 'NotificationPreferencePayload' as const,
    preference: { __typename: 'NotificationPreference' as const, kind, inApp },
    userErrors: [],
  },
});

/** What one is told of. Each choice is saved as it is made. */
export function Component() {
  const { t } = useI18n();
  const attempt = useAttempt();
  const { data, loading, error, refetch } = useQuery(PreferencesQuery, { fetchPolicy: 'cache-and-network' });
  const preferences = useKept('own', data?.notificationPreferences, loading || error !== undefined);
  const [save] = useMutation(SetPreference);
  if (!preferences) return loading ? <Skeleton className="h-60" /> : <ErrorState text={t('notifications.down')} onRetry={refetch} />;
  const set = (kind: NotificationKind, inApp: boolean) =>
    void attempt(
      t('notifications.notSaved'),
      async () => (await save({ variables: { input: { kind, inApp } }, optimisticResponse: wished(kind, inApp) })).data?.setNotificationPreference.userErrors,
      () => {
        notify({ subject: 'notifications', message: t('notifications.saved') });
        void refetch();
      },
    );
  return (
    <Part title={t('notifications.wanted')} text={t('notifications.wantedText')}>
      <ul className="grid gap-1">
        {preferences.map(({ kind, inApp }) => (
          <li key={kind}>
            <label className="flex min-h-11 items-center gap-3 text-sm font-semibold">
              <input type="checkbox" className="size-5 shrink-0 accent-primary" checked={inApp} onChange={(event) => set(kind, event.target.checked)} />
              {t(`notifications.kind.${kind}`)}
            </label>
          </li>
        ))}
      </ul>
    </Part>
  );
}
