import { useApolloClient, useQuery } from '@apollo/client/react';
import { PictureField } from './picture-field';
import { ImageUploadQuery, PictureRefused } from './picture-port';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import { useAttempt } from '@/lib/use-attempt';

const SetPhoto = graphql(/* GraphQL */ `
  mutation SetPhoto($input: UpdateProfileInput!) {
    updateProfile(input: $input) {
      user { id avatarUrl large: avatarUrl(size: 192) pendingAvatarUploadId }
      userErrors { code message }
    }
  }
`);

const ASK_EVERY_MS = 3_000;

/** Identity hears of photos that are ready, not of those that will never be: of these their upload tells. */
function useChosenBefore(uploadId: string | null) {
  const { data } = useQuery(ImageUploadQuery, { variables: { id: uploadId ?? '' }, skip: !uploadId, fetchPolicy: 'network-only', pollInterval: uploadId ? ASK_EVERY_MS : 0 });
  const image = data?.upload?.image;
  const isOver = data !== undefined && (!image || image.state === 'FAILED');
  return { isPending: uploadId !== null && !isOver, failure: image?.failureMessage ?? null };
}

type Props = { hasPhoto: boolean; pendingUploadId: string | null; onRefresh: () => unknown };

/** One's own photo: chosen, cropped, taken away. */
export function OwnPhoto({ hasPhoto, pendingUploadId, onRefresh }: Props) {
  const { t } = useI18n();
  const client = useApolloClient();
  const attempt = useAttempt();
  const { isPending, failure } = useChosenBefore(pendingUploadId);
  const setPhoto = async (avatarUploadId: string | null) => {
    const { data } = await client.mutate({ mutation: SetPhoto, variables: { input: { avatarUploadId } } });
    const [refusal] = data?.updateProfile.userErrors ?? [];
    if (refusal) throw new PictureRefused(refusal.message);
  };
  return (
    <PictureField
      purpose="AVATAR"
      aspect={1}
      label={t(hasPhoto ? 'profile.changePhoto' : 'profile.addPhoto')}
      removeLabel={t('profile.removePhoto')}
      pending={isPending}
      failure={failure}
      onChosen={setPhoto}
      onRefresh={onRefresh}
      onRemove={hasPhoto ? () => void attempt(t('profile.photoNotRemoved'), () => setPhoto(null), onRefresh) : undefined}
    />
  );
}
