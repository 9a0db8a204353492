import { Link } from 'react-router';
import { FollowButton } from '@/components/follow-button';
import { Avatar } from '@/components/ui/bits';
import { graphql, readFragment, type FragmentType } from '@/gql';

export const PersonRowFragment = graphql(/* GraphQL */ `
  fragment PersonRow_user on User {
    id
    handle
    displayName
    headline
    avatarUrl
    ...FollowButton_user
  }
`);

export function PersonRow({ user: ref }: { user: FragmentType<typeof PersonRowFragment> }) {
  const user = readFragment(PersonRowFragment, ref);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border bg-card p-4">
      <Avatar name={user.displayName} url={user.avatarUrl} />
      <div className="grid min-w-0 flex-1 basis-40">
        <Link to={`/people/${user.handle}`} className="font-semibold underline-offset-3 wrap-anywhere hover:underline">
          <bdi>{user.displayName}</bdi>
        </Link>
        {user.headline && <span className="text-sm text-muted-foreground wrap-anywhere">{user.headline}</span>}
      </div>
      <FollowButton user={user} />
    </li>
  );
}
