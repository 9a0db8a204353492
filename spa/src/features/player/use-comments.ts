import type { ApolloCache, Reference } from '@apollo/client';
import { useMutation, useQuery, useSubscription } from '@apollo/client/react';
import type { Draft } from '@/components/discussion/composer';
import { graphql } from '@/gql';
import type { AddCommentMutation } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import { failIf, useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';

export const CommentsQuery = graphql(/* GraphQL */ `
  query LessonComments($lessonId: ID!, $signedIn: Boolean!, $after: String) {
    lesson(id: $lessonId) {
      id
      comments(sort: NEWEST, first: 20, after: $after) {
        nodes { id ...CommentItem_comment }
        pageInfo { hasNextPage endCursor }
        totalCount
      }
    }
  }
`);

const AddComment = graphql(/* GraphQL */ `
  mutation AddComment($input: AddCommentInput!, $signedIn: Boolean!) {
    addComment(input: $input) {
      comment { ...CommentItem_comment parent { id replyCount } }
      userErrors { code message ... on SlowDownError { retryAfterMs } }
    }
  }
`);

const CommentAdded = graphql(/* GraphQL */ `
  subscription LessonCommentAdded($lessonId: ID!) {
    lessonCommentAdded(lessonId: $lessonId) { id }
  }
`);

type Added = NonNullable<AddCommentMutation['addComment']['comment']>;
type Page = { nodes: readonly Reference[]; totalCount?: number };

/** One's own appears at once, also where more pages lie between it and what is loaded. */
function show(cache: ApolloCache, lessonId: string, comment: Added) {
  const own = cache.identify(comment);
  if (!own) return;
  const joined = (page: Page, isFirst: boolean): Page => {
    if (page.nodes.some(({ __ref }) => __ref === own)) return page;
    const nodes = isFirst ? [{ __ref: own }, ...page.nodes] : [...page.nodes, { __ref: own }];
    return { ...page, nodes, ...(page.totalCount !== undefined && { totalCount: page.totalCount + 1 }) };
  };
  const { parent } = comment;
  const holder = parent ? cache.identify(parent) : cache.identify({ __typename: 'Lesson', id: lessonId });
  if (parent) cache.modify<{ replies: Page }>({ id: holder, fields: { replies: (page) => ('nodes' in page ? joined(page, false) : page) } });
  else cache.modify<{ comments: Page }>({ id: holder, fields: { comments: (page) => ('nodes' in page ? joined(page, true) : page) } });
}

/** The comments of a lesson, kept while they are asked for again, with one's own at once and those of others live. */
export function useComments(lessonId: string, signedIn: boolean) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const { data, loading, error, refetch, fetchMore } = useQuery(CommentsQuery, {
    variables: { lessonId, signedIn },
    fetchPolicy: 'cache-and-network',
  });
  const [add] = useMutation(AddComment);
  // The event says that something is new; the query decides what this reader may see of it.
  const live = useSubscription(CommentAdded, { variables: { lessonId }, skip: !signedIn, onData: () => void refetch() });

  const send = async ({ text, atMs, parentId, idempotencyKey }: Draft) => {
    const input = { lessonId, idempotencyKey, bodyMarkdown: text, positionMs: atMs ?? null, parentId: parentId ?? null };
    const result = await add({
      variables: { input, signedIn },
      update: (cache, { data: answer }) => {
        const comment = answer?.addComment.comment;
        if (comment) show(cache, lessonId, comment);
      },
    });
    return result.data?.addComment.userErrors ?? [];
  };
  const comments = useKept(`${lessonId}.${signedIn}`, data?.lesson?.comments, loading || error !== undefined);
  const more = () => {
    const after = comments?.pageInfo.endCursor;
    return attempt(t('comments.moreFailed'), async () => failIf((await fetchMore({ variables: { after } })).error));
  };
  // Null without an error: the lesson is closed to this reader, and its comments with it.
  const isClosed = !loading && error === undefined && data?.lesson?.comments === null;
  return { comments, loading, isClosed, refetch, send, more, isLive: live.error === undefined, reconnect: live.restart };
}
