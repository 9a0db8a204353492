import { useMutation } from '@apollo/client/react';
import { UserCheck, UserPlus } from 'lucide-react';
import { useId } from 'react';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { useHere } from '@/lib/here';
import { useI18n } from '@/lib/i18n';
import { signInUrl } from '@/lib/session';
import { useAttempt } from '@/lib/use-attempt';
import { useViewer } from '@/lib/viewer';
import { Button } from './ui/button';

export const FollowButtonFragment = graphql(/* GraphQL */ `
  fragment FollowButton_user on User {
    id
    displayName
    followerCount
    viewerFollows @include(if: $signedIn)
  }
`);

const Follow = graphql(/* GraphQL */ `
  mutation Follow($id: ID!) {
    follow(userId: $id) { user { id followerCount viewerFollows } userErrors { code message } }
  }
`);

const Unfollow = graphql(/* GraphQL */ `
  mutation Unfollow($id: ID!) {
    unfollow(userId: $id) { user { id followerCount viewerFollows } userErrors { code message } }
  }
`);

function FollowingIsDown() {
  const { t } = useI18n();
  const id = useId();
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button size="small" variant="outline" disabled aria-describedby={id}>
        <UserPlus aria-hidden />
        {t('follow.follow')}
      </Button>
      <span id={id} className="text-sm text-muted-foreground">
        {t('follow.down')}
      </span>
    </div>
  );
}

/** Says so when the social service does not answer: nobody can follow then. */
export function FollowButton({ user: ref }: { user: FragmentType<typeof FollowButtonFragment> }) {
  const user = readFragment(FollowButtonFragment, ref);
  const { t } = useI18n();
  const here = useHere();
  const { account } = useViewer();
  const attempt = useAttempt();
  const [follow, following] = useMutation(Follow);
  const [unfollow, unfollowing] = useMutation(Unfollow);
  const count = user.followerCount;
  const isOwn = account.kind === 'person' && account.user.id === user.id;
  if (count === null || count === undefined) return isOwn ? null : <FollowingIsDown />;
  const isFollowed = user.viewerFollows === true;
  const label = t(isFollowed ? 'follow.unfollowName' : 'follow.followName', { name: user.displayName });
  const toggle = () => {
    const options = { variables: { id: user.id } };
    void attempt(t(isFollowed ? 'follow.unfollowFailed' : 'follow.followFailed', { name: user.displayName }), async () => {
      if (isFollowed) return (await unfollow(options)).data?.unfollow.userErrors;
      return (await follow(options)).data?.follow.userErrors;
    });
  };
  return (
    <div className="flex flex-wrap items-center gap-3">
      {account.kind === 'visitor' && (
        <Button asChild size="small" variant="outline">
          <a href={signInUrl(here)} aria-label={label}>
            <UserPlus aria-hidden />
            {t('follow.follow')}
          </a>
        </Button>
      )}
      {account.kind === 'person' && !isOwn && (
        <Button
          size="small"
          variant={isFollowed ? 'outline' : 'primary'}
          aria-label={label}
          isBusy={following.loading || unfollowing.loading}
          onClick={toggle}
        >
          {isFollowed ? <UserCheck aria-hidden /> : <UserPlus aria-hidden />}
          {t(isFollowed ? 'follow.following' : 'follow.follow')}
        </Button>
      )}
      <span className="text-sm text-muted-foreground">{t('follow.followers', { count })}</span>
    </div>
  );
}
