import { gql, InMemoryCache } from '@apollo/client';
import { expect, it } from 'vitest';
import { cachePolicies } from './cache-policies';

const Replies = gql`query Replies($after: String) { comment(id: "c") { id replies(first: 3, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }`;
type Read = { comment: { replies: { nodes: { id: string }[]; pageInfo: { endCursor: string } } } };

function conversation() {
  const cache = new InMemoryCache(cachePolicies);
  const write = (ids: string[], hasNextPage: boolean, after: string | null = null) =>
    cache.writeQuery({
      query: Replies,
      variables: { after },
      data: {
        comment: {
          __typename: 'Comment',
          id: 'c',
          replies: {
            __typename: 'CommentConnection',
            nodes: ids.map((id) => ({ __typename: 'Comment', id })),
            pageInfo: { __typename: 'PageInfo', hasNextPage, endCursor: ids.at(-1) ?? null },
          },
        },
      },
    });
  const read = () => (cache.readQuery({ query: Replies, variables: { after: null } }) as Read).comment.replies;
  return { write, ids: () => read().nodes.map(({ id }) => id), cursor: () => read().pageInfo.endCursor };
}

it('keeps what was loaded when the first page is read again, and what the page no longer has goes', () => {
  const { write, ids, cursor } = conversation();
  write(['01', '02', '03'], true);
  write(['04', '05', '06'], true, '03');
  write(['01', '03', '04'], true);
  expect(ids()).toEqual(['01', '03', '04', '05', '06']);
  expect(cursor()).toBe('06');
});

it('puts one’s own reply, shown before its page was loaded, where it belongs and there only once', () => {
  const { write, ids } = conversation();
  write(['01', '02', '03'], true);
  write(['01', '02', '03', '09'], true);
  write(['04', '05', '09'], false, '03');
  expect(ids()).toEqual(['01', '02', '03', '04', '05', '09']);
});

it('ends where the server says that nothing follows', () => {
  const { write, ids } = conversation();
  write(['01', '02', '03'], true);
  write(['04'], false, '03');
  write(['01', '02'], false);
  expect(ids()).toEqual(['01', '02']);
});

const Comments = gql`query Comments($after: String) { lesson(id: "l") { id comments(sort: NEWEST, first: 3, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }`;
type ReadComments = { lesson: { comments: { nodes: { id: string }[]; pageInfo: { endCursor: string } } } };

it('leaves nothing out when more than a page of comments has come since the list was read', () => {
  const cache = new InMemoryCache(cachePolicies);
  const write = (ids: string[], after: string | null = null) =>
    cache.writeQuery({
      query: Comments,
      variables: { after },
      data: {
        lesson: {
          __typename: 'Lesson',
          id: 'l',
          comments: {
            __typename: 'CommentConnection',
            nodes: ids.map((id) => ({ __typename: 'Comment', id })),
            pageInfo: { __typename: 'PageInfo', hasNextPage: true, endCursor: ids.at(-1) ?? null },
          },
        },
      },
    });
  write(['06', '05', '04']);
  write(['03', '02', '01'], '04');
  write(['19', '18', '17']);
  const { nodes, pageInfo } = (cache.readQuery({ query: Comments, variables: { after: null } }) as ReadComments).lesson.comments;
  expect(nodes.map(({ id }) => id)).toEqual(['19', '18', '17']);
  expect(pageInfo.endCursor).toBe('17');
});

const Threads = gql`query Threads($after: String) { course(id: "c") { id threads(first: 3, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }`;
type ReadThreads = { course: { threads: { nodes: { id: string }[]; pageInfo: { endCursor: string } } } };

it('keeps the threads that were loaded when one of them moves to the top, and begins anew where the two share nothing', () => {
  const cache = new InMemoryCache(cachePolicies);
  const write = (ids: string[], after: string | null = null) =>
    cache.writeQuery({
      query: Threads,
      variables: { after },
      data: {
        course: {
          __typename: 'Course',
          id: 'c',
          threads: {
            __typename: 'ThreadConnection',
            nodes: ids.map((id) => ({ __typename: 'Thread', id })),
            pageInfo: { __typename: 'PageInfo', hasNextPage: true, endCursor: ids.at(-1) ?? null },
          },
        },
      },
    });
  const read = () => (cache.readQuery({ query: Threads, variables: { after: null } }) as ReadThreads).course.threads;
  write(['a', 'b', 'c']);
  write(['d', 'e', 'f'], 'c');
  write(['e', 'a', 'b']);
  expect(read().nodes.map(({ id }) => id)).toEqual(['e', 'a', 'b', 'c', 'd', 'f']);
  expect(read().pageInfo.endCursor).toBe('f');
  write(['x', 'y', 'z']);
  expect(read().nodes.map(({ id }) => id)).toEqual(['x', 'y', 'z']);
});

const Told = gql`query ListOfNotifications($first: Int!) { notifications(first: $first) { unreadCount nodes { id } } }`;
const Unread = gql`query CountOfNotifications { notifications(first: 0) { unreadCount } }`;

it('counts what is unread without losing the list that was read', () => {
  const cache = new InMemoryCache(cachePolicies);
  const notifications = { __typename: 'NotificationConnection', unreadCount: 1 };
  cache.writeQuery({ query: Unread, data: { notifications } });
  cache.writeQuery({ query: Told, variables: { first: 5 }, data: { notifications: { ...notifications, nodes: [{ __typename: 'Notification', id: 'n' }] } } });
  cache.writeQuery({ query: Unread, data: { notifications: { ...notifications, unreadCount: 7 } } });
  expect(cache.readQuery({ query: Told, variables: { first: 5 } })).toEqual({ notifications: { ...notifications, unreadCount: 7, nodes: [{ __typename: 'Notification', id: 'n' }] } });
});
