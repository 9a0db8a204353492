import { useApolloClient } from '@apollo/client/react';
import { useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { drafts } from '@/lib/drafts';
import { useI18n } from '@/lib/i18n';
import { failIf, useAttempt } from '@/lib/use-attempt';
import type { Refusals } from '@/lib/use-sending';
import { CommentBody, type Reader } from './comment-body';
import { Composer, type Draft } from './composer';

export const CommentItemFragment = graphql(/* GraphQL */ `
  fragment CommentItem_comment on Comment {
    id
    author { id displayName }
    replyCount
    ...CommentBody_comment
    replies(first: 20) {
      nodes { id ...CommentBody_comment }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

const RepliesQuery = graphql(/* GraphQL */ `
  query MoreReplies($id: ID!, $signedIn: Boolean!, $after: String) {
    comment(id: $id) {
      id
      replies(first: 20, after: $after) {
        nodes { id ...CommentBody_comment }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

/** The rest of a long conversation, page by page; the cache joins them to the ones that are there. */
function MoreReplies({ id, signedIn, after, left }: { id: string; signedIn: boolean; after: string; left: number }) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const client = useApolloClient();
  const [isBusy, setBusy] = useState(false);
  const more = async () => {
    setBusy(true);
    const page = { query: RepliesQuery, variables: { id, signedIn, after }, fetchPolicy: 'network-only' } as const;
    const [asked] = await Promise.allSettled([client.query(page)]);
    setBusy(false);
    failIf(asked.status === 'rejected' ? asked.reason : asked.value.error);
  };
  return (
    <Button size="small" variant="outline" className="justify-self-start" disabled={isBusy} onClick={() => void attempt(t('comments.moreFailed'), more)}>
      {t('comments.moreReplies', { count: left })}
    </Button>
  );
}

type Props = {
  comment: FragmentType<typeof CommentItemFragment>;
  reader: Reader;
  onReply: (draft: Draft) => Promise<Refusals>;
  /** Further things to do with it. */
  children?: ReactNode;
};

export function CommentItem({ comment: ref, reader, onReply, children }: Props) {
  const comment = readFragment(CommentItemFragment, ref);
  const { t } = useI18n();
  const draftKey = `${reader.place.id}.reply.${comment.id}`;
  const [isAnswering, setAnswering] = useState(() => reader.signedIn && drafts.read(draftKey) !== null);
  const { nodes, pageInfo } = comment.replies;
  return (
    <li id={comment.id} className="grid scroll-mt-20 grid-cols-1 gap-4">
      <CommentBody comment={comment} reader={reader}>
        {!reader.isClosed && (
          <Button size="small" variant="ghost" onClick={() => setAnswering(true)}>
            {t('comments.reply')}
          </Button>
        )}
        {children}
      </CommentBody>
      {(nodes.length > 0 || isAnswering) && (
        <div className="ms-5 grid grid-cols-1 gap-4 border-s-2 ps-5">
          {nodes.map((reply) => (
            <CommentBody key={reply.id} comment={reply} reader={reader} />
          ))}
          {pageInfo.hasNextPage && pageInfo.endCursor && (
            <MoreReplies id={comment.id} signedIn={reader.signedIn} after={pageInfo.endCursor} left={Math.max(1, comment.replyCount - nodes.length)} />
          )}
          {isAnswering && (
            <Composer
              label={t('comments.replyTo', { name: comment.author?.displayName ?? t('comments.gone') })}
              action={t('comments.sendReply')}
              draftKey={draftKey}
              parentId={comment.id}
              isFocused
              onSend={onReply}
              onCancel={() => setAnswering(false)}
            />
          )}
        </div>
      )}
    </li>
  );
}
