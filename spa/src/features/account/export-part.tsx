import { useMutation, useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { ErrorState, UserErrors } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import type { DataExportQuery } from '@/gql/graphql';
import { bytes, moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/account';
import { saveFile } from '@/lib/save-file';
import { useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';
import { useSending } from '@/lib/use-sending';
import { Part } from './part';

/** It is ready within moments as a rule. */
const POLL_MS = 4_000;

const DataExport = graphql(/* GraphQL */ `
  query DataExport {
    viewer { user { id } dataExport { id state requestedAt expiresAt bytes url } }
  }
`);

const RequestDataExport = graphql(/* GraphQL */ `
  mutation RequestDataExport {
    requestDataExport { requestId userErrors { code message } }
  }
`);

type Export = NonNullable<NonNullable<DataExportQuery['viewer']>['dataExport']>;

function Ready({ url, expiresAt, size }: { url: string; expiresAt: string; size: number }) {
  const { t, locale } = useI18n();
  const attempt = useAttempt();
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button onClick={() => void attempt(t('account.exportNotFetched'), () => saveFile(url, 'aula.zip'))}>{t('account.exportFetch', { size: bytes(size, locale) })}</Button>
      <span className="text-sm text-muted-foreground">{t('account.exportUntil', { date: moment(expiresAt, locale) })}</span>
    </div>
  );
}

function State({ known }: { known: Export }) {
  const { t, locale } = useI18n();
  const { state, url, expiresAt, bytes: size, requestedAt } = known;
  if (state === 'READY' && url && expiresAt) return <Ready url={url} expiresAt={expiresAt} size={Number(size ?? 0)} />;
  if (state === 'PREPARING') return <p role="status">{t('account.exportPreparing', { date: moment(requestedAt, locale) })}</p>;
  return <p role="status">{t(state === 'FAILED' ? 'account.exportFailed' : 'account.exportExpired')}</p>;
}

/** All that is known of one, as a file: asked for, waited for, fetched. */
export function ExportPart() {
  const { t } = useI18n();
  const { data, loading, error, refetch, startPolling, stopPolling } = useQuery(DataExport, {
    fetchPolicy: 'cache-and-network',
    skipPollAttempt: () => document.hidden,
  });
  const viewer = useKept('own', data?.viewer, loading || error !== undefined);
  const [request] = useMutation(RequestDataExport);
  const { isSending, refusals, send } = useSending(t('account.exportNotAsked'));
  const known = viewer?.dataExport;
  const isPreparing = known?.state === 'PREPARING';
  useEffect(() => {
    if (!isPreparing) return;
    startPolling(POLL_MS);
    return stopPolling;
  }, [isPreparing, startPolling, stopPolling]);
  const ask = async () => {
    if (await send(async () => (await request()).data?.requestDataExport.userErrors ?? [])) await Promise.allSettled([refetch()]);
  };
  return (
    <Part title={t('account.export')} text={t('account.exportText')}>
      {!viewer && (loading ? <Skeleton className="h-11" /> : <ErrorState onRetry={refetch} />)}
      {known && <State known={known} />}
      {viewer && !isPreparing && (
        <Button variant="outline" className="justify-self-start" isBusy={isSending} onClick={() => void ask()}>
          {t(known ? 'account.exportAgain' : 'account.exportAsk')}
        </Button>
      )}
      <UserErrors title={t('account.exportNotAsked')} errors={refusals} />
    </Part>
  );
}
