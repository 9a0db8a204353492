import { Link } from 'react-router';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';

export const AuditListFragment = graphql(/* GraphQL */ `
  fragment AuditList_event on AuditEvent {
    id
    at
    action
    description
    target
    detail
    actor { id handle displayName }
  }
`);

/** What was done, the latest first. */
export function AuditList({ events, isForStaff = false }: { events: readonly FragmentType<typeof AuditListFragment>[]; isForStaff?: boolean }) {
  const { locale } = useI18n();
  return (
    <ul className="grid grid-cols-1 gap-2">
      {readFragment(AuditListFragment, events).map(({ id, at, action, description, target, detail, actor }) => (
        <li key={id} data-testid="audit-event" className="flex flex-wrap items-baseline gap-x-3 gap-y-1 rounded-lg border bg-card p-3 text-sm">
          <span className="font-semibold">{description}</span>
          {actor && (
            <Link to={`/people/${actor.handle}`} className="leading-6 underline">
              {actor.displayName}
            </Link>
          )}
          <time dateTime={at} className="text-muted-foreground">
            {moment(at, locale)}
          </time>
          {isForStaff && (
            <code className="min-w-0 text-xs break-all text-muted-foreground">
              {action} {target}
            </code>
          )}
          {detail && <p className="w-full break-words">{detail}</p>}
        </li>
      ))}
    </ul>
  );
}
