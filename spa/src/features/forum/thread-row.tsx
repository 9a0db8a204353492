import { Check, Lock, Pin } from 'lucide-react';
import { Link } from 'react-router';
import { Badge } from '@/components/ui/bits';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { ThreadMarks_ThreadFragment as Marks } from '@/gql/graphql';
import { ago } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/forum';

export const ThreadMarksFragment = graphql(/* GraphQL */ `
  fragment ThreadMarks_thread on Thread {
    id
    kind
    pinned
    locked
    tags
    answer { id }
  }
`);

export const ThreadRowFragment = graphql(/* GraphQL */ `
  fragment ThreadRow_thread on Thread {
    id
    title
    author { id displayName }
    fromInstructor
    postCount
    participantCount
    lastActivityAt
    ...ThreadMarks_thread
  }
`);

/** What a thread is and how it stands, in words beside each sign. */
export function ThreadMarks({ thread: ref, slug }: { thread: FragmentType<typeof ThreadMarksFragment>; slug: string }) {
  const { kind, pinned, locked, tags, answer }: Marks = readFragment(ThreadMarksFragment, ref);
  const { t } = useI18n();
  return (
    <p className="flex flex-wrap items-center gap-2">
      {pinned && (
        <Badge>
          <Pin aria-hidden className="size-3" />
          {t('forum.pinned')}
        </Badge>
      )}
      {locked && (
        <Badge>
          <Lock aria-hidden className="size-3" />
          {t('forum.locked')}
        </Badge>
      )}
      <Badge>{t(`forum.kindOf.${kind}`)}</Badge>
      {answer && (
        <Badge className="text-success">
          <Check aria-hidden className="size-3" />
          {t('forum.answered')}
        </Badge>
      )}
      {tags.map((tag) => (
        <Link key={tag} to={`/courses/${slug}/forum?tag=${encodeURIComponent(tag)}`} className="min-h-6 text-sm font-semibold text-primary wrap-anywhere hover:underline">
          #{tag}
        </Link>
      ))}
    </p>
  );
}

export function ThreadRow({ thread: ref, slug }: { thread: FragmentType<typeof ThreadRowFragment>; slug: string }) {
  const thread = readFragment(ThreadRowFragment, ref);
  const { t, locale } = useI18n();
  return (
    <li className="grid gap-2 rounded-lg border bg-card p-4">
      <h2 className="text-lg">
        <Link to={`/courses/${slug}/forum/${thread.id}`} className="wrap-anywhere hover:underline">
          {thread.title}
        </Link>
      </h2>
      <ThreadMarks thread={thread} slug={slug} />
      <p className="flex flex-wrap gap-x-3 text-sm text-muted-foreground">
        <bdi className="wrap-anywhere">{thread.author?.displayName ?? t('comments.gone')}</bdi>
        {thread.fromInstructor && <span>{t('comments.instructor')}</span>}
        <span>{t('forum.posts', { count: thread.postCount })}</span>
        <span>{t('forum.participants', { count: thread.participantCount })}</span>
        <span>{t('forum.active', { when: ago(thread.lastActivityAt, locale) })}</span>
      </p>
    </li>
  );
}
