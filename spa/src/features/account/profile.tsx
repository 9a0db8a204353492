import { useQuery } from '@apollo/client/react';
import { ErrorState } from '@/components/page-states';
import { OwnPhoto } from '@/components/picture/own-photo';
import { Avatar, Skeleton } from '@/components/ui/bits';
import { graphql } from '@/gql';
import { useKept } from '@/lib/use-kept';
import { ProfileForm } from './profile-form';

const OwnProfileQuery = graphql(/* GraphQL */ `
  query OwnProfile {
    viewer { user { id displayName avatarUrl large: avatarUrl(size: 192) pendingAvatarUploadId ...ProfileForm_user } }
  }
`);

export function Component() {
  const { data, loading, error, refetch } = useQuery(OwnProfileQuery);
  const user = useKept('own', data?.viewer?.user, loading || error !== undefined);
  if (!user) return loading ? <Skeleton className="h-96" /> : <ErrorState onRetry={refetch} />;
  return (
    <div className="grid gap-6">
      <div className="flex flex-wrap items-center gap-4">
        <Avatar name={user.displayName} url={user.avatarUrl} fine={user.large} className="size-24 text-2xl" />
        <OwnPhoto hasPhoto={Boolean(user.avatarUrl)} pendingUploadId={user.pendingAvatarUploadId ?? null} onRefresh={refetch} />
      </div>
      <ProfileForm key={user.id} user={user} />
    </div>
  );
}
