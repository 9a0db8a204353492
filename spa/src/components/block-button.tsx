import { useMutation } from '@apollo/client/react';
import { Ban } from 'lucide-react';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { confirmed } from '@/lib/asking';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/moderation';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';
import { useViewer } from '@/lib/viewer';
import { Button } from './ui/button';

export const BlockButtonFragment = graphql(/* GraphQL */ `
  fragment BlockButton_user on User {
    id
    displayName
    viewerBlocks @include(if: $signedIn)
  }
`);

const Block = graphql(/* GraphQL */ `
  mutation BlockUser($id: ID!) {
    blockUser(userId: $id) { user { id viewerBlocks viewerFollows followerCount } userErrors { code message } }
  }
`);

const Unblock = graphql(/* GraphQL */ `
  mutation UnblockUser($id: ID!) {
    unblockUser(userId: $id) { user { id viewerBlocks } userErrors { code message } }
  }
`);

/** For whoever is signed in, of anybody else. Not there while the social service does not answer. */
export function BlockButton({ user: ref, onDone }: { user: FragmentType<typeof BlockButtonFragment>; onDone?: () => unknown }) {
  const user = readFragment(BlockButtonFragment, ref);
  const { t } = useI18n();
  const attempt = useAttempt();
  const { account } = useViewer();
  const [block, blocking] = useMutation(Block);
  const [unblock, unblocking] = useMutation(Unblock);
  const isBlocked = user.viewerBlocks;
  if (account.kind !== 'person' || account.user.id === user.id || isBlocked === null || isBlocked === undefined) return null;
  const name = user.displayName;
  const options = { variables: { id: user.id }, update: (cache: { evict: (what: { id: string; fieldName: string }) => unknown }) => void cache.evict({ id: 'ROOT_QUERY', fieldName: 'blockedPeople' }) };
  const tell = (message: string) => {
    notify({ subject: `block ${user.id}`, message });
    onDone?.();
  };
  const act = async () => {
    if (isBlocked) {
      await attempt(t('moderation.notUnblocked'), async () => (await unblock(options)).data?.unblockUser.userErrors, () => tell(t('moderation.unblocked', { name })));
      return;
    }
    if (!(await confirmed(t('moderation.blockSure', { name }), t('moderation.block'), true))) return;
    await attempt(t('moderation.notBlocked'), async () => (await block(options)).data?.blockUser.userErrors, () => tell(t('moderation.blocked', { name })));
  };
  return (
    <Button
      size="small"
      variant="ghost"
      className="justify-self-start"
      aria-label={t(isBlocked ? 'moderation.unblockName' : 'moderation.blockName', { name })}
      isBusy={blocking.loading || unblocking.loading}
      onClick={() => void act()}
    >
      <Ban aria-hidden />
      {t(isBlocked ? 'moderation.unblock' : 'moderation.block')}
    </Button>
  );
}
