import type { ApolloCache, Reference } from '@apollo/client';
import { useMutation, useQuery, useSubscription } from '@apollo/client/react';
import type { Draft } from '@/components/discussion/composer';
import { graphql } from '@/gql';
import type { AddPostMutation } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/forum';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';

const ThreadQuery = graphql(/* GraphQL */ `
  query ThreadPage($id: ID!, $signedIn: Boolean!, $after: String) {
    thread(id: $id) {
      id
      title
      course { id slug title }
      ...ThreadHead_thread
      kind
      locked
      author { id }
      viewerModerates @include(if: $signedIn)
      postCount
      answer { id ...CommentItem_comment }
      posts(sort: OLDEST, first: 20, after: $after) {
        nodes { id visibility ...CommentItem_comment }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

const AddPost = graphql(/* GraphQL */ `
  mutation AddPost($input: AddCommentInput!, $signedIn: Boolean!) {
    addComment(input: $input) {
      comment { visibility ...CommentItem_comment parent { id replyCount } thread { id postCount participantCount lastActivityAt } }
      userErrors { code message ... on SlowDownError { retryAfterMs } }
    }
  }
`);

const ThreadActivity = graphql(/* GraphQL */ `
  subscription ThreadActivity($threadId: ID!) {
    threadActivity(threadId: $threadId) { id }
  }
`);

const AcceptAnswer = graphql(/* GraphQL */ `
  mutation AcceptAnswer($threadId: ID!, $commentId: ID) {
    acceptAnswer(threadId: $threadId, commentId: $commentId) {
      thread { id answer { id isAnswer } }
      userErrors { code message }
    }
  }
`);

type Added = NonNullable<AddPostMutation['addComment']['comment']>;
type Page = { nodes: readonly Reference[] };

/** One's own appears at once at the end of what is loaded, also where more pages lie between. */
function show(cache: ApolloCache, threadId: string, post: Added) {
  const own = cache.identify(post);
  if (!own) return;
  const joined = <T extends object>(page: T) => {
    if (!('nodes' in page) || !Array.isArray(page.nodes)) return page;
    const nodes: readonly Reference[] = page.nodes;
    return nodes.some(({ __ref }) => __ref === own) ? page : { ...page, nodes: [...nodes, { __ref: own }] };
  };
  if (post.parent) cache.modify<{ replies: Page }>({ id: cache.identify(post.parent), fields: { replies: joined } });
  else cache.modify<{ posts: Page }>({ id: cache.identify({ __typename: 'Thread', id: threadId }), fields: { posts: joined } });
}

/** A thread with its posts, kept while they are asked for again, with one's own at once and those of others live. */
export function useThread(id: string, signedIn: boolean) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const { data, loading, error, refetch, fetchMore } = useQuery(ThreadQuery, { variables: { id, signedIn }, fetchPolicy: 'cache-and-network' });
  const [add] = useMutation(AddPost);
  const [accept] = useMutation(AcceptAnswer);
  const thread = useKept(`${id}.${signedIn}`, data?.thread, loading || error !== undefined);
  const live = useSubscription(ThreadActivity, { variables: { threadId: id }, skip: !signedIn || !thread, onData: () => void refetch() });

  const send = async ({ text, parentId, idempotencyKey }: Draft) => {
    const input = { threadId: id, idempotencyKey, bodyMarkdown: text, parentId: parentId ?? null };
    const result = await add({
      variables: { input, signedIn },
      update: (cache, { data: answer }) => {
        const post = answer?.addComment.comment;
        if (post) show(cache, id, post);
      },
    });
    return result.data?.addComment.userErrors ?? [];
  };
  const more = () => attempt(t('comments.moreFailed'), async () => failIf((await fetchMore({ variables: { after: thread?.posts.pageInfo.endCursor } })).error));
  /** Null takes the mark off. What was the answer before is one no more: both are read again. */
  const settle = (commentId: string | null) =>
    attempt(t('forum.notAccepted'), async () => {
      const result = await accept({ variables: { threadId: id, commentId } });
      const errors = result.data?.acceptAnswer.userErrors ?? [];
      if (errors.length === 0) await refetch();
      return errors;
    });
  const readAgain = () => {
    live.restart();
    void refetch();
  };
  return { thread, loading, error, refetch, send, more, settle, isLive: live.error === undefined, readAgain };
}
