import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { ReportButton } from '@/components/discussion/report-button';
import { SafeHtml } from '@/components/safe-html';
import { Avatar, Badge } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { ThreadHead_ThreadFragment as Fields } from '@/gql/graphql';
import { confirmed } from '@/lib/asking';
import { drafts } from '@/lib/drafts';
import { ago } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/forum';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';
import { useViewer } from '@/lib/viewer';
import { tagsOf, ThreadForm, type Writing } from './thread-form';
import { ThreadMarks } from './thread-row';

export const ThreadHeadFragment = graphql(/* GraphQL */ `
  fragment ThreadHead_thread on Thread {
    id
    title
    kind
    bodyMarkdown
    bodyHtml
    tags
    pinned
    locked
    author { id handle displayName avatarUrl }
    fromInstructor
    viewerModerates @include(if: $signedIn)
    course { id }
    createdAt
    editedAt
    ...ThreadMarks_thread
  }
`);

const EditThread = graphql(/* GraphQL */ `
  mutation EditThread($input: EditThreadInput!) {
    editThread(input: $input) {
      thread { id title bodyMarkdown bodyHtml tags editedAt }
      userErrors { code message path }
    }
  }
`);

const DeleteThread = graphql(/* GraphQL */ `
  mutation DeleteThread($id: ID!) {
    deleteThread(id: $id) {
      userErrors { code message }
    }
  }
`);

const SetThreadState = graphql(/* GraphQL */ `
  mutation SetThreadState($input: ThreadStateInput!) {
    setThreadState(input: $input) {
      thread { id pinned locked }
      userErrors { code message }
    }
  }
`);

/** Pinning and locking, for those who teach the course. */
function Keeping({ thread }: { thread: Fields }) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const [set, { loading }] = useMutation(SetThreadState);
  const change = (state: { pinned: boolean } | { locked: boolean }) =>
    void attempt(t('forum.notAccepted'), async () => (await set({ variables: { input: { threadId: thread.id, ...state } } })).data?.setThreadState.userErrors);
  return (
    <div role="group" aria-label={t('forum.keep')} className="flex flex-wrap gap-1">
      <Button size="small" variant="ghost" isBusy={loading} onClick={() => change({ pinned: !thread.pinned })}>
        {t(thread.pinned ? 'forum.unpin' : 'forum.pin')}
      </Button>
      <Button size="small" variant="ghost" isBusy={loading} onClick={() => change({ locked: !thread.locked })}>
        {t(thread.locked ? 'forum.unlock' : 'forum.lock')}
      </Button>
    </div>
  );
}

function useDelete(thread: Fields, slug: string) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const navigate = useNavigate();
  const [remove, { loading }] = useMutation(DeleteThread);
  const act = async () => {
    const { data } = await remove({
      variables: { id: thread.id },
      // Wherever it stands in the lists that were read, they are read again.
      update: (cache) => void (thread.course && cache.evict({ id: cache.identify(thread.course), fieldName: 'threads' })),
    });
    return data?.deleteThread.userErrors;
  };
  const ask = async () => {
    if (!(await confirmed(t('forum.deleteSure'), t('forum.delete'), true))) return;
    void attempt(t('forum.notDeleted'), act, () => {
      notify({ subject: thread.id, message: t('forum.deleted') });
      void navigate(`/courses/${slug}/forum`, { replace: true });
    });
  };
  return { ask, isDeleting: loading };
}

/** What was asked, or begun to discuss. */
export function ThreadHead({ thread: ref, slug }: { thread: FragmentType<typeof ThreadHeadFragment>; slug: string }) {
  const thread = readFragment(ThreadHeadFragment, ref);
  const { t, locale } = useI18n();
  const viewerId = useViewer().user?.id;
  const draftKey = `${thread.id}.edit`;
  const [isEditing, setEditing] = useState(() => drafts.read(draftKey) !== null);
  const [edit] = useMutation(EditThread);
  const { ask, isDeleting } = useDelete(thread, slug);
  const { author } = thread;
  const moderates = thread.viewerModerates === true;
  const isOwn = author !== null && author !== undefined && author.id === viewerId;
  const mayEdit = isOwn && (!thread.locked || moderates);
  const mayDelete = moderates || mayEdit;

  const save = async ({ title, body, tags }: Writing) => {
    const result = await edit({ variables: { input: { threadId: thread.id, title, bodyMarkdown: body, tags: tagsOf(tags) } } });
    const errors = result.data?.editThread.userErrors ?? [];
    if (errors.length === 0) setEditing(false);
    return errors;
  };
  if (isEditing && mayEdit) {
    const initial = { kind: thread.kind, title: thread.title, body: thread.bodyMarkdown, tags: thread.tags.join(' ') };
    return <ThreadForm draftKey={draftKey} initial={initial} action={t('forum.save')} onSend={save} onCancel={() => setEditing(false)} />;
  }
  return (
    <article className="grid grid-cols-1 gap-4">
      <h1 className="text-3xl wrap-anywhere">{thread.title}</h1>
      <ThreadMarks thread={thread} slug={slug} />
      <div className="flex items-center gap-3">
        <Avatar name={author?.displayName ?? '?'} url={author?.avatarUrl} />
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2 text-sm">
          {author ? (
            <Link to={`/people/${author.handle}`} className="font-semibold wrap-anywhere hover:underline">
              <bdi>{author.displayName}</bdi>
            </Link>
          ) : (
            <span className="font-semibold">{t('comments.gone')}</span>
          )}
          {thread.fromInstructor && <Badge>{t('comments.instructor')}</Badge>}
          <span className="text-muted-foreground">{ago(thread.createdAt, locale)}</span>
          {thread.editedAt && <span className="text-muted-foreground">({t('comments.edited')})</span>}
        </p>
      </div>
      <SafeHtml html={thread.bodyHtml} keepsLines />
      <div className="flex flex-wrap gap-1">
        {mayEdit && (
          <Button size="small" variant="ghost" onClick={() => setEditing(true)}>
            {t('forum.edit')}
          </Button>
        )}
        {moderates && <Keeping thread={thread} />}
        {viewerId !== undefined && !isOwn && <ReportButton targetId={thread.id} />}
        {mayDelete && (
          <Button size="small" variant="danger" isBusy={isDeleting} onClick={() => void ask()}>
            {t('forum.delete')}
          </Button>
        )}
      </div>
      {thread.locked && <p className="rounded-md bg-accent-soft p-3 text-sm text-accent-foreground">{t(moderates ? 'forum.lockedStaff' : 'forum.lockedText')}</p>}
    </article>
  );
}
