import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Link } from 'react-router';
import { Decisions } from '@/components/discussion/decisions';
import { Badge } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { Field, Textarea } from '@/components/ui/field';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { ReportItem_ReportFragment as Fields } from '@/gql/graphql';
import { moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/moderation';
import { useAttempt } from '@/lib/use-attempt';
import { useViewer } from '@/lib/viewer';

export const ReportItemFragment = graphql(/* GraphQL */ `
  fragment ReportItem_report on Report {
    id
    status
    reason
    text
    isOutOfSight
    createdAt
    author { id handle displayName }
    appeal { text at }
    complaints { reporter { id handle displayName } reason note at }
    target {
      ... on Comment { id lesson { id } thread { id course { id slug } } }
      ... on Thread { id course { id slug } }
      ... on Review { id course { id slug title } }
      ... on Course { id slug title }
      ... on User { id handle displayName }
    }
    decisions { by { id } }
    ...ModerationDecisions
  }
`);

const Resolve = graphql(/* GraphQL */ `
  mutation ResolveReport($id: ID!, $uphold: Boolean!, $note: String) {
    resolveReport(id: $id, uphold: $uphold, note: $note) { report { id ...ReportItem_report } userErrors { code message } }
  }
`);

const Reopen = graphql(/* GraphQL */ `
  mutation ReopenReport($id: ID!) {
    reopenReport(id: $id) { report { id ...ReportItem_report } userErrors { code message } }
  }
`);

const forum = (thread: { id: string; course?: { slug: string } | null } | null | undefined) => (thread?.course ? `/courses/${thread.course.slug}/forum/${thread.id}` : null);

/** Where it stands, or what it is. */
function placeOf(target: Fields['target']): { to: string; name: string | null } | null {
  switch (target?.__typename) {
    case 'Comment': {
      const to = target.thread ? forum(target.thread) : target.lesson ? `/learn/${target.lesson.id}` : null;
      return to === null ? null : { to, name: null };
    }
    case 'Thread': {
      const to = forum(target);
      return to === null ? null : { to, name: null };
    }
    case 'Review':
      return target.course ? { to: `/courses/${target.course.slug}`, name: target.course.title } : null;
    case 'Course':
      return { to: `/courses/${target.slug}`, name: target.title };
    case 'User':
      return { to: `/people/${target.handle}`, name: target.displayName };
    case undefined:
      return null;
  }
}

function Complaints({ complaints }: { complaints: NonNullable<Fields['complaints']> }) {
  const { t, locale } = useI18n();
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2 text-sm font-semibold">{t('moderation.complaints', { count: complaints.length })}</summary>
      <ul className="grid gap-2 text-sm">
        {complaints.map(({ reporter, reason, note, at }) => (
          <li key={`${reporter?.id ?? ''}${at}`} className="border-s-2 ps-3">
            <p>
              <bdi>{reporter?.displayName ?? t('moderation.somebody')}</bdi> · {t(`moderation.reason.${reason}`)}
              <span className="text-muted-foreground"> · {moment(at, locale)}</span>
            </p>
            {note && <p className="whitespace-pre-line wrap-anywhere">{note}</p>}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Why somebody else decides; null where the person who is here may. */
function reasonAgainst({ status, author, target, decisions }: Fields, viewerId: string | undefined): 'moderation.ownContent' | 'moderation.sameModerator' | null {
  if (!viewerId) return null;
  if (author?.id === viewerId || (target?.__typename === 'User' && target.id === viewerId)) return 'moderation.ownContent';
  return status === 'APPEALED' && decisions.at(-1)?.by?.id === viewerId ? 'moderation.sameModerator' : null;
}

function Deciding({ report, onDone }: { report: Fields; onDone: () => unknown }) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const [note, setNote] = useState('');
  const [resolve, { loading }] = useMutation(Resolve);
  const [reopen, { loading: isReopening }] = useMutation(Reopen);
  const reason = reasonAgainst(report, useViewer().user?.id);
  const isHideable = report.target?.__typename !== 'Course' && report.target?.__typename !== 'User';
  const decide = (uphold: boolean) =>
    void attempt(
      t('moderation.undecided'),
      async () => (await resolve({ variables: { id: report.id, uphold, note: note.trim() || null } })).data?.resolveReport.userErrors,
      onDone,
    );
  if (reason) return <p className="text-muted-foreground">{t(reason)}</p>;
  if (report.status === 'UPHELD' || report.status === 'DISMISSED') {
    const open = () => void attempt(t('moderation.undecided'), async () => (await reopen({ variables: { id: report.id } })).data?.reopenReport.userErrors, onDone);
    return (
      <Button size="small" variant="outline" className="justify-self-start" isBusy={isReopening} onClick={open}>
        {t('moderation.reopen')}
      </Button>
    );
  }
  return (
    <div className="grid gap-3">
      <Field label={t(isHideable ? 'moderation.toAuthor' : 'moderation.remark')}>{(id) => <Textarea id={id} className="min-h-16" maxLength={2_000} value={note} onChange={(e) => setNote(e.target.value)} />}</Field>
      <div className="flex flex-wrap gap-2">
        <Button variant="destructive" isBusy={loading} onClick={() => decide(true)}>
          {t(isHideable ? 'moderation.uphold' : 'moderation.upholdOther')}
        </Button>
        <Button variant="outline" isBusy={loading} onClick={() => decide(false)}>
          {t('moderation.dismiss')}
        </Button>
      </div>
    </div>
  );
}

/** One thing that people reported, and what can be decided about it. */
export function ReportItem({ report: ref, onDone }: { report: FragmentType<typeof ReportItemFragment>; onDone: () => unknown }) {
  const report = readFragment(ReportItemFragment, ref);
  const { t, locale } = useI18n();
  const place = placeOf(report.target);
  return (
    <li data-testid="report" className="grid grid-cols-1 gap-3 rounded-lg border bg-card p-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <Badge>{t(`moderation.reason.${report.reason}`)}</Badge>
        {report.target && <span>{t(`moderation.kind.${report.target.__typename}`)}</span>}
        {report.isOutOfSight && <Badge>{t('moderation.outOfSight')}</Badge>}
        {report.author && (
          <Link to={`/people/${report.author.handle}`} className="py-1 underline wrap-anywhere">
            <bdi>{t('moderation.by', { name: report.author.displayName })}</bdi>
          </Link>
        )}
        <span className="text-muted-foreground">{moment(report.createdAt, locale)}</span>
      </p>
      {/* As it was typed: a moderator reads what is there, and no picture of it is fetched. */}
      {report.text && <blockquote className="border-s-2 ps-3 whitespace-pre-line wrap-anywhere">{report.text}</blockquote>}
      {!report.target && <p className="text-muted-foreground">{t('moderation.gone')}</p>}
      {place && (
        <Link to={place.to} className="justify-self-start py-1 text-sm text-primary underline underline-offset-3 wrap-anywhere">
          <bdi>{place.name ?? t('moderation.see')}</bdi>
        </Link>
      )}
      {report.complaints && <Complaints complaints={report.complaints} />}
      {report.appeal && (
        <div className="grid gap-1">
          <h3 className="text-sm font-semibold">{t('moderation.appeal')}</h3>
          <p className="whitespace-pre-line wrap-anywhere">{report.appeal.text}</p>
        </div>
      )}
      <Decisions report={report} />
      <Deciding report={report} onDone={onDone} />
    </li>
  );
}
