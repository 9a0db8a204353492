import { useMutation } from '@apollo/client/react';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Avatar, Badge } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { NotificationRow_NotificationFragment as Row } from '@/gql/graphql';
import { ago } from '@/lib/format';
import { useI18n, type Translate } from '@/lib/i18n';
import '@/lib/messages/notifications';
import { useAttempt } from '@/lib/use-attempt';

export const NotificationRowFragment = graphql(/* GraphQL */ `
  fragment NotificationRow_notification on Notification {
    id
    kind
    actorCount
    count
    readAt
    createdAt
    actors { id displayName avatarUrl }
    target {
      ... on Lesson { id title }
      ... on Thread { id title course { id slug } }
      ... on Comment { id lesson { id title } thread { id title course { id slug } } }
      ... on User { id handle displayName }
      ... on Report { id text }
      ... on Video { id source { name } }
    }
  }
`);

const ReadOne = graphql(/* GraphQL */ `
  mutation ReadNotification($id: ID!) {
    markNotificationsRead(ids: [$id]) { unreadCount userErrors { code message } }
  }
`);

type Thread = { id: string; title: string; course?: { slug: string } | null };
type Lesson = { id: string; title: string };
/** Where a notification leads, and what that is called. */
type Way = { to: string; name: string };

const wayToLesson = ({ id, title }: Lesson): Way => ({ to: `/learn/${id}`, name: title });
const wayToThread = ({ id, title, course }: Thread): Way | null => (course ? { to: `/courses/${course.slug}/forum/${id}`, name: title } : null);

const LONGEST = 80;

/** By which whoever wrote it knows it; as it was typed, on one line. */
function beginningOf(text: string): string {
  const letters = Array.from(text.replace(/\s+/g, ' ').trim());
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')}…` : letters.join('');
}

function wayTo(target: Row['target'], t: Translate): Way | null {
  switch (target?.__typename) {
    case 'Lesson':
      return wayToLesson(target);
    case 'Thread':
      return wayToThread(target);
    case 'Comment':
      return target.thread ? wayToThread(target.thread) : target.lesson ? wayToLesson(target.lesson) : null;
    case 'User':
      return { to: `/people/${target.handle}`, name: target.displayName };
    case 'Report':
      return { to: `/moderation/${target.id}`, name: target.text ? t('notifications.whyOf', { text: beginningOf(target.text) }) : t('notifications.why') };
    case 'Video':
      return { to: '/teach/videos', name: target.source?.name ?? t('notifications.yourVideos') };
    case undefined:
      return null;
  }
}

/** A name that is written from right to left turns nothing round but itself. */
const isolated = (name: string) => `\u2068${name}\u2069`;

function peopleOf({ actors, actorCount }: Row, t: Translate): string {
  const [one, other] = actors.map((actor) => isolated(actor?.displayName ?? t('notifications.somebody')));
  if (actorCount === 2 && one && other) return t('notifications.two', { one, other });
  return actorCount > 1 && one ? t('notifications.andMore', { one, count: actorCount - 1 }) : (one ?? isolated(t('notifications.somebody')));
}

function Sentence({ row, children }: { row: Row; children: ReactNode }) {
  const { t, locale } = useI18n();
  return (
    <div className="grid min-w-0 flex-1 grid-cols-1 gap-1">
      <p className="font-semibold wrap-anywhere">{t(`notifications.of.${row.kind}`, { people: peopleOf(row, t), count: row.kind === 'NEW_LESSON' ? row.count : row.actorCount })}</p>
      {children}
      <p className="flex flex-wrap items-center gap-2 text-sm text-muted-foreground">
        {!row.readAt && <Badge>{t('notifications.isUnread')}</Badge>}
        <span>{ago(row.createdAt, locale)}</span>
      </p>
    </div>
  );
}

/** Whoever goes where it leads has read it. */
export function NotificationRow({ notification, onRead }: { notification: FragmentType<typeof NotificationRowFragment>; onRead: () => unknown }) {
  const row = readFragment(NotificationRowFragment, notification);
  const { t } = useI18n();
  const attempt = useAttempt();
  const [mark] = useMutation(ReadOne);
  const read = () => attempt(t('notifications.notRead'), async () => (await mark({ variables: { id: row.id } })).data?.markNotificationsRead.userErrors, onRead);
  const way = wayTo(row.target, t);
  const [face] = row.actors;
  return (
    <li className="flex flex-wrap items-start gap-3 rounded-lg border bg-card p-4">
      {face && <Avatar name={face.displayName} url={face.avatarUrl} />}
      <Sentence row={row}>
        {way ? (
          <Link to={way.to} className="text-primary wrap-anywhere hover:underline" onClick={() => void (row.readAt || read())}>
            <bdi>{way.name}</bdi>
          </Link>
        ) : (
          <p className="text-sm text-muted-foreground">{t('notifications.gone')}</p>
        )}
      </Sentence>
      {!row.readAt && (
        <Button variant="ghost" size="smallIcon" title={t('notifications.read')} aria-label={t('notifications.read')} onClick={() => void read()}>
          <Check aria-hidden />
        </Button>
      )}
    </li>
  );
}
