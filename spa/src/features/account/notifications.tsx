import { useMutation, useQuery } from '@apollo/client/react';
import { ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Select } from '@/components/ui/field';
import { graphql } from '@/gql';
import type { EmailCadence, NotificationKind } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/notifications';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';
import { useViewer } from '@/lib/viewer';
import { Part } from './part';

const PreferencesQuery = graphql(/* GraphQL */ `
  query NotificationPreferences {
    notificationPreferences { kind inApp email }
  }
`);

const SetPreference = graphql(/* GraphQL */ `
  mutation SetNotificationPreference($input: NotificationPreferenceInput!) {
    setNotificationPreference(input: $input) { preference { kind inApp email } userErrors { code message } }
  }
`);

const CADENCES: readonly EmailCadence[] = ['NEVER', 'INSTANT', 'DAILY', 'WEEKLY'];

/** Of which only those hear who upload videos. */
const OF_VIDEOS: ReadonlySet<NotificationKind> = new Set(['VIDEO_READY', 'VIDEO_FAILED', 'CAPTIONS_READY', 'CAPTIONS_FAILED']);

type Preference = { kind: NotificationKind; inApp: boolean; email: EmailCadence };

/** Each choice is shown at once; what is refused or lost puts it back. */
const wished = ({ kind, inApp, email }: Preference) => ({
  __typename: 'Mutation' as const,
  setNotificationPreference: {
    __typename: 'NotificationPreferencePayload' as const,
    preference: { __typename: 'NotificationPreference' as const, kind, inApp, email },
    userErrors: [],
  },
});

/** Mail tells of what was told in the pages: where that is not wanted there is none. */
function Mail({ preference: { kind, email }, onChange }: { preference: Preference; onChange: (email: EmailCadence) => void }) {
  const { t } = useI18n();
  const label = t('notifications.mailOf', { kind: t(`notifications.kind.${kind}`) });
  return (
    <Select aria-label={label} className="w-auto" value={email} onChange={(event) => onChange(CADENCES.find((each) => each === event.target.value) ?? 'NEVER')}>
      {CADENCES.map((cadence) => (
        <option key={cadence} value={cadence}>
          {t(`notifications.mail.${cadence}`)}
        </option>
      ))}
    </Select>
  );
}

/** What one is told of. Each choice is saved as it is made. */
export function Component() {
  const { t } = useI18n();
  const attempt = useAttempt();
  const isTeacher = useViewer().user?.isInstructor ?? false;
  const { data, loading, error, refetch } = useQuery(PreferencesQuery, { fetchPolicy: 'cache-and-network' });
  const preferences = useKept('own', data?.notificationPreferences, loading || error !== undefined);
  const [save] = useMutation(SetPreference);
  if (!preferences) return loading ? <Skeleton className="h-60" /> : <ErrorState text={t('notifications.down')} onRetry={refetch} />;
  const set = (before: Preference, change: { inApp: boolean } | { email: EmailCadence }) =>
    void attempt(
      t('notifications.notSaved'),
      async () => (await save({ variables: { input: { kind: before.kind, ...change } }, optimisticResponse: wished({ ...before, ...change }) })).data?.setNotificationPreference.userErrors,
      () => {
        notify({ subject: 'notifications', message: t('notifications.saved') });
        void refetch();
      },
    );
  return (
    <Part title={t('notifications.wanted')} text={t('notifications.wantedText')}>
      <ul className="grid gap-1">
        {preferences.filter(({ kind }) => isTeacher || !OF_VIDEOS.has(kind)).map((preference) => (
          <li key={preference.kind} className="flex flex-wrap items-center justify-between gap-x-6">
            <label className="flex min-h-11 items-center gap-3 text-sm font-semibold">
              <input type="checkbox" className="size-5 shrink-0 accent-primary" checked={preference.inApp} onChange={(event) => set(preference, { inApp: event.target.checked })} />
              {t(`notifications.kind.${preference.kind}`)}
            </label>
            {preference.inApp && <Mail preference={preference} onChange={(email) => set(preference, { email })} />}
          </li>
        ))}
      </ul>
    </Part>
  );
}
