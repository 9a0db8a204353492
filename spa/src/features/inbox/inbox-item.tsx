import { useMutation } from '@apollo/client/react';
import { Check, Undo2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { Composer, type Draft } from '@/components/discussion/composer';
import { SafeHtml } from '@/components/safe-html';
import { Avatar, Badge } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { InboxItem_ItemFragment as Item } from '@/gql/graphql';
import { drafts } from '@/lib/drafts';
import { ago, clock } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/inbox';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';

export const InboxItemFragment = graphql(/* GraphQL */ `
  fragment InboxItem_item on InboxItem {
    id
    isDone
    since
    course { id slug title }
    subject {
      ... on Thread { id title threadHtml: bodyHtml author { id handle displayName avatarUrl } }
      ... on Comment { id positionMs commentHtml: bodyHtml author { id handle displayName avatarUrl } lesson { id title } }
    }
  }
`);

const AnswerAsked = graphql(/* GraphQL */ `
  mutation AnswerAsked($input: AddCommentInput!) {
    addComment(input: $input) {
      comment { id parent { id replyCount } thread { id postCount participantCount lastActivityAt } }
      userErrors { code message ... on SlowDownError { retryAfterMs } }
    }
  }
`);

const MarkAsked = graphql(/* GraphQL */ `
  mutation MarkAsked($id: ID!, $on: Boolean!) {
    setInboxItemDone(id: $id, on: $on) { item { id isDone } userErrors { code message } }
  }
`);

/** Where it stands, what that is called, and where an answer goes; under the key of the draft that is begun at that place. */
function placeOf({ subject, course }: Item) {
  if (subject.__typename === 'Thread') {
    return {
      label: 'inbox.question' as const,
      title: subject.title,
      to: course ? `/courses/${course.slug}/forum/${subject.id}` : null,
      html: subject.threadHtml,
      at: null,
      answer: { threadId: subject.id },
      draftKey: `${subject.id}.new`,
    };
  }
  const { lesson } = subject;
  return {
    label: 'inbox.comment' as const,
    title: lesson?.title ?? '',
    to: lesson ? `/learn/${lesson.id}` : null,
    html: subject.commentHtml ?? '',
    at: subject.positionMs ?? null,
    answer: { lessonId: lesson?.id ?? null, parentId: subject.id },
    draftKey: `${lesson?.id ?? ''}.reply.${subject.id}`,
  };
}

type Place = ReturnType<typeof placeOf>;

function Head({ item, place, name }: { item: Item; place: Place; name: string }) {
  const { t, locale } = useI18n();
  const { author } = item.subject;
  return (
    <div className="flex items-start gap-3">
      <Avatar name={name} url={author?.avatarUrl} />
      <div className="grid min-w-0 flex-1 grid-cols-1 gap-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted-foreground">
          <Badge>{t(place.label)}</Badge>
          {author ? (
            <Link to={`/people/${author.handle}`} className="py-1 font-semibold wrap-anywhere hover:underline">
              <bdi>{name}</bdi>
            </Link>
          ) : (
            <span>{name}</span>
          )}
          <span>{ago(item.since, locale)}</span>
          {item.course && <bdi className="wrap-anywhere">{item.course.title}</bdi>}
        </p>
        <h2 className="text-lg wrap-anywhere">
          {place.to ? (
            <Link to={place.to} className="hover:underline">
              <bdi>{place.title}</bdi>
            </Link>
          ) : (
            <bdi>{place.title}</bdi>
          )}
          {place.at !== null && <span className="ms-2 text-sm text-muted-foreground">{clock(place.at)}</span>}
        </h2>
      </div>
    </div>
  );
}

type Props = {
  item: FragmentType<typeof InboxItemFragment>;
  /** It is here no longer: answered, done or opened again. */
  onSettled: (id: string) => void;
  onBack: () => unknown;
};

/** Something that was asked: answered here, or marked as needing no answer. What is being written is kept as at its own place. */
export function InboxItem({ item: ref, onSettled, onBack }: Props) {
  const item = readFragment(InboxItemFragment, ref);
  const { t } = useI18n();
  const attempt = useAttempt();
  const place = placeOf(item);
  const [isAnswering, setAnswering] = useState(() => drafts.read(place.draftKey) !== null);
  // What is found open does not take the keyboard: there may be several, and nobody has turned to one.
  const [isOpenedHere, setOpenedHere] = useState(false);
  const isSent = useRef(false);
  const [answer] = useMutation(AnswerAsked);
  const [mark, { loading }] = useMutation(MarkAsked);
  const name = item.subject.author?.displayName ?? t('inbox.somebody');
  const send = async ({ text, idempotencyKey }: Draft) => {
    const { data } = await answer({ variables: { input: { ...place.answer, idempotencyKey, bodyMarkdown: text } } });
    const refusals = data?.addComment.userErrors ?? [];
    if (refusals.length > 0) return refusals;
    isSent.current = true;
    notify({ message: t('inbox.sent'), subject: `inbox ${item.id}` });
    return refusals;
  };
  const open = () => {
    setOpenedHere(true);
    setAnswering(true);
  };
  // The composer closes when it is left, and behind what arrived.
  const close = () => {
    setAnswering(false);
    if (isSent.current) onSettled(item.id);
  };
  const set = (on: boolean, then: () => unknown) => void attempt(t('inbox.notMarked'), async () => (await mark({ variables: { id: item.id, on } })).data?.setInboxItemDone.userErrors, then);
  const finish = () =>
    set(true, () => {
      onSettled(item.id);
      notify({ subject: `inbox ${item.id}`, message: t('inbox.isDone'), action: { label: t('inbox.undo'), act: () => set(false, onBack) } });
    });
  return (
    <li data-testid="inbox-item" className="grid grid-cols-1 gap-3 rounded-lg border bg-card p-4">
      <Head item={item} place={place} name={name} />
      <SafeHtml html={place.html} keepsLines />
      {isAnswering ? (
        <Composer label={t('inbox.answerTo', { name })} action={t('inbox.send')} draftKey={place.draftKey} isFocused={isOpenedHere} onSend={send} onCancel={close} />
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button size="small" aria-label={t('inbox.answerName', { name })} onClick={open}>
            {t('inbox.answer')}
          </Button>
          {item.isDone ? (
            <Button size="small" variant="outline" isBusy={loading} aria-label={t('inbox.reopenName', { name })} onClick={() => set(false, () => onSettled(item.id))}>
              <Undo2 aria-hidden />
              {t('inbox.reopen')}
            </Button>
          ) : (
            <Button size="small" variant="outline" isBusy={loading} aria-label={t('inbox.doneName', { name })} onClick={finish}>
              <Check aria-hidden />
              {t('inbox.done')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
