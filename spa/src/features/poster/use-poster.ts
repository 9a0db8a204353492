import { useApolloClient } from '@apollo/client/react';
import { PictureRefused } from '@/components/picture/picture-port';
import { graphql } from '@/gql';
import type { PosterChoice_VideoFragment as Video } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';

export const PosterChoiceFragment = graphql(/* GraphQL */ `
  fragment PosterChoice_video on Video {
    id
    poster(width: 960) { ...Cover_image }
    chosenPoster { uploadId state failureMessage }
    posterFrames { atMs isChosen image { url } }
  }
`);

const SetPoster = graphql(/* GraphQL */ `
  mutation SetPoster($input: SetPosterInput!) {
    setPoster(input: $input) { video { id ...PosterChoice_video } userErrors { code message } }
  }
`);

/** What stands for a video: the sharpest frame, another one, or a picture that somebody sent. */
export type Choice = { kind: 'automatic' } | { kind: 'frame'; atMs: number } | { kind: 'sent'; uploadId: string };

export function choiceOf({ chosenPoster, posterFrames }: Video): Choice {
  const frame = posterFrames.find(({ isChosen }) => isChosen);
  if (frame) return { kind: 'frame', atMs: frame.atMs };
  return chosenPoster?.uploadId ? { kind: 'sent', uploadId: chosenPoster.uploadId } : { kind: 'automatic' };
}

/** The name of a choice among others. */
export function nameOf(choice: Choice): string {
  switch (choice.kind) {
    case 'automatic':
      return 'automatic';
    case 'frame':
      return `frame ${choice.atMs}`;
    case 'sent':
      return 'sent';
  }
}

/** Changes what stands for a video; each change can be taken back from its notice. */
export function usePoster(videoId: string, onChanged: () => unknown) {
  const { t } = useI18n();
  const client = useApolloClient();
  const attempt = useAttempt();
  const set = async (choice: Choice) => {
    const input = { videoId, uploadId: choice.kind === 'sent' ? choice.uploadId : null, frameMs: choice.kind === 'frame' ? choice.atMs : null };
    const { data } = await client.mutate({ mutation: SetPoster, variables: { input } });
    return data?.setPoster.userErrors ?? [];
  };
  const tell = (before: Choice) => {
    const undo = { label: t('editor.undo'), act: () => void attempt(t('poster.notChanged'), () => set(before), onChanged) };
    notify({ subject: videoId, message: t('poster.changed'), action: undo });
    onChanged();
  };
  const choose = (choice: Choice, before: Choice) => attempt(t('poster.notChanged'), () => set(choice), () => tell(before));
  /** Throws what was refused: whoever sends a picture says so where it was sent from. */
  const takeSent = async (uploadId: string, before: Choice) => {
    const [refusal] = await set({ kind: 'sent', uploadId });
    if (refusal) throw new PictureRefused(refusal.message);
    tell(before);
  };
  return { choose, takeSent };
}
