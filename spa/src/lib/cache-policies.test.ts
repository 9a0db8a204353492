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
