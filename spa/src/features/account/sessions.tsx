import { useMutation, useQuery } from '@apollo/client/react';
import { Laptop, Smartphone } from 'lucide-react';
import { ErrorState } from '@/components/page-states';
import { Badge, Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import type { AccountSessionsQuery } from '@/gql/graphql';
import { confirmed } from '@/lib/asking';
import { ago, day } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/account';
import { notify } from '@/lib/notify';
import { refreshSession } from '@/lib/session';
import { useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';

const SessionsQuery = graphql(/* GraphQL */ `
  query AccountSessions {
    viewer { sessions { id isCurrent device network createdAt lastSeenAt } }
  }
`);

const EndSession = graphql(/* GraphQL */ `
  mutation EndSession($sessionId: ID, $allOthers: Boolean!) {
    endSession(sessionId: $sessionId, allOthers: $allOthers) { userErrors { code message } }
  }
`);

type Session = NonNullable<NonNullable<AccountSessionsQuery['viewer']>['sessions']>[number];

const isPhone = (device: string) => /iPhone|iPad|Android/.test(device);

function Row({ session, onEnd }: { session: Session; onEnd: (device: string) => void }) {
  const { t, locale } = useI18n();
  const device = session.device ?? t('account.unknownDevice');
  const when = ago(session.lastSeenAt, locale);
  const Icon = isPhone(device) ? Smartphone : Laptop;
  return (
    <li data-testid="session" className="flex flex-wrap items-center gap-3 rounded-lg border bg-card p-4">
      <Icon aria-hidden className="size-6 shrink-0 text-muted-foreground" />
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-2 font-semibold">
          {device}
          {session.isCurrent && <Badge>{t('account.thisDevice')}</Badge>}
        </p>
        <p className="text-sm text-muted-foreground">
          {[session.network && t('account.from', { network: session.network }), t('account.since', { date: day(session.createdAt, locale) }), session.isCurrent ? t('account.usedNow') : t('account.lastSeen', { when })].filter(Boolean).join(' · ')}
        </p>
      </div>
      {!session.isCurrent && (
        <Button variant="outline" size="small" aria-label={t('account.endSessionOf', { device, when })} onClick={() => onEnd(device)}>
          {t('account.endSession')}
        </Button>
      )}
    </li>
  );
}

/** Where one is signed in; each can be ended, or all others at once. */
export function Component() {
  const { t } = useI18n();
  const { data, loading, error, refetch } = useQuery(SessionsQuery, { fetchPolicy: 'cache-and-network' });
  const sessions = useKept('own', data?.viewer?.sessions, loading || error !== undefined);
  const [end] = useMutation(EndSession);
  const attempt = useAttempt();
  if (!sessions) return loading ? <Skeleton className="h-60" /> : <ErrorState onRetry={refetch} />;
  const act = async (question: string, action: string, which: { sessionId: string | null; allOthers: boolean }, done: string) => {
    if (!(await confirmed(question, action))) return;
    const request = async () => (await end({ variables: which })).data?.endSession.userErrors;
    await attempt(t('account.notEnded'), request, () => notify({ subject: 'sessions', message: done }));
    // The token at hand is of before: acts that ask whether it still holds would be refused.
    if (which.allOthers) await refreshSession();
    // Also of one that was gone already: the list is old then.
    await Promise.allSettled([refetch()]);
  };
  const endOne = (id: string, device: string) =>
    void act(t('account.endSessionSure', { device }), t('account.endSession'), { sessionId: id, allOthers: false }, t('account.sessionEnded', { device }));
  const endOthers = () => void act(t('account.endOthersSure'), t('account.endOthers'), { sessionId: null, allOthers: true }, t('account.othersEnded'));
  return (
    <div className="grid gap-4">
      <p className="max-w-prose text-muted-foreground">{t('account.sessionsText')}</p>
      <ul className="grid gap-2">
        {sessions.map((session) => (
          <Row key={session.id} session={session} onEnd={(device) => endOne(session.id, device)} />
        ))}
      </ul>
      {sessions.length > 1 ? (
        <>
          <Button variant="outline" className="justify-self-start" onClick={endOthers}>
            {t('account.endOthers')}
          </Button>
          <p className="text-sm text-muted-foreground">{t('account.endsSoon')}</p>
        </>
      ) : (
        <p className="text-sm text-muted-foreground">{t('account.onlySession')}</p>
      )}
    </div>
  );
}
