import { useMutation, useQuery } from '@apollo/client/react';
import { useState, type SyntheticEvent } from 'react';
import { useParams } from 'react-router';
import { Decisions } from '@/components/discussion/decisions';
import { Page } from '@/components/page';
import { ErrorState, NotFoundState, SignInState, UserErrors } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { Field, Textarea } from '@/components/ui/field';
import { graphql } from '@/gql';
import type { OwnReportQuery } from '@/gql/graphql';
import { drafts } from '@/lib/drafts';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/moderation';
import { randomId } from '@/lib/random-id';
import { useKept } from '@/lib/use-kept';
import { useSending } from '@/lib/use-sending';
import { useSignedIn } from '@/lib/viewer';

const OwnReport = graphql(/* GraphQL */ `
  query OwnReport($id: ID!) {
    report(id: $id) {
      id
      status
      reason
      text
      isOutOfSight
      viewerMayAppeal
      appeal { text at }
      ...ModerationDecisions
    }
  }
`);

const Appeal = graphql(/* GraphQL */ `
  mutation AppealReport($id: ID!, $text: String!) {
    appealReport(id: $id, text: $text) {
      report { id status viewerMayAppeal appeal { text at } }
      userErrors { code message }
    }
  }
`);

type Own = NonNullable<OwnReportQuery['report']>;

function AppealForm({ reportId }: { reportId: string }) {
  const { t } = useI18n();
  const draftKey = `${reportId}.appeal`;
  const [text, setText] = useState(() => drafts.read(draftKey)?.text ?? '');
  const [appeal] = useMutation(Appeal);
  const { isSending, refusals, send } = useSending(t('moderation.failed'));
  const write = (next: string) => {
    setText(next);
    drafts.write(draftKey, next === '' ? null : { text: next, idempotencyKey: randomId() });
  };
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (await send(async () => (await appeal({ variables: { id: reportId, text } })).data?.appealReport.userErrors ?? [])) drafts.write(draftKey, null);
  };
  return (
    <form className="grid gap-3" onSubmit={(event) => void submit(event)}>
      <Field label={t('moderation.why')} hint={t('moderation.whyHint')}>
        {(id) => <Textarea id={id} required maxLength={2_000} value={text} readOnly={isSending} onChange={(e) => write(e.target.value)} />}
      </Field>
      <UserErrors errors={refusals} />
      <Button type="submit" className="justify-self-start" disabled={isSending || text.trim() === ''}>
        {t('moderation.sendAppeal')}
      </Button>
    </form>
  );
}

const stateOf = ({ status, isOutOfSight }: Own) => (status === 'DISMISSED' || !isOutOfSight ? 'seen' : status);

function Report({ report }: { report: Own }) {
  const { t } = useI18n();
  return (
    <>
      <p role="status" className="text-lg">
        {t(`moderation.mine.${stateOf(report)}`)}
      </p>
      <p>{t('moderation.rule', { reason: t(`moderation.reason.${report.reason}`) })}</p>
      {report.text ? (
        <section className="grid gap-2">
          <h2 className="text-sm font-semibold">{t('moderation.yourText')}</h2>
          <blockquote className="border-s-2 ps-3 whitespace-pre-line wrap-anywhere">{report.text}</blockquote>
        </section>
      ) : (
        <p className="text-muted-foreground">{t('comments.deleted')}</p>
      )}
      <Decisions report={report} />
      {report.appeal && (
        <section className="grid gap-2">
          <h2 className="text-sm font-semibold">{t('moderation.yourAppeal')}</h2>
          <p className="whitespace-pre-line wrap-anywhere">{report.appeal.text}</p>
        </section>
      )}
      {report.viewerMayAppeal && <AppealForm reportId={report.id} />}
    </>
  );
}

function Asked({ id }: { id: string }) {
  const { data, loading, error, refetch } = useQuery(OwnReport, { variables: { id }, fetchPolicy: 'cache-and-network' });
  const report = useKept(id, data?.report, loading || error !== undefined);
  if (report) return <Report report={report} />;
  if (loading) return <Skeleton className="h-64" />;
  return error ? <ErrorState onRetry={refetch} /> : <NotFoundState />;
}

/** What became of something that the person wrote, and why; and what they object. */
export function Component() {
  const { t } = useI18n();
  const { reportId = '' } = useParams();
  const signedIn = useSignedIn();
  return (
    <Page title={t('moderation.ofMine')} className="grid max-w-3xl grid-cols-1 content-start gap-6">
      <h1 className="text-3xl">{t('moderation.ofMine')}</h1>
      {signedIn ? <Asked id={reportId} /> : <SignInState />}
    </Page>
  );
}
