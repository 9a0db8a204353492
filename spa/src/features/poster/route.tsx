import { useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { useParams } from 'react-router';
import { Cover } from '@/components/cover';
import { Page } from '@/components/page';
import { ErrorState, NotFoundState, SignInState } from '@/components/page-states';
import { PictureField } from '@/components/picture/picture-field';
import { TeachingHead } from '@/components/teaching-head';
import { Skeleton } from '@/components/ui/bits';
import { graphql, readFragment } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/picture';
import '@/lib/messages/teaching';
import { useKept } from '@/lib/use-kept';
import { useViewer } from '@/lib/viewer';
import { PosterPicker } from './poster-picker';
import { choiceOf, PosterChoiceFragment, usePoster } from './use-poster';

const PosterQuery = graphql(/* GraphQL */ `
  query PosterPage($videoId: ID!) {
    video(id: $videoId) { id width height source { name } ...PosterChoice_video }
  }
`);

const POLL_MS = 2_000;
/** A frame is made into a picture within seconds; the one before is shown until then. */
const SETTLES_MS = 20_000;

/** Whether something was changed just now that may not be seen yet. */
function useSettling() {
  const [changes, setChanges] = useState(0);
  const [settled, setSettled] = useState(0);
  useEffect(() => {
    if (changes === settled) return;
    const timer = setTimeout(() => setSettled(changes), SETTLES_MS);
    return () => clearTimeout(timer);
  }, [changes, settled]);
  return { isSettling: changes !== settled, onChanged: () => setChanges((before) => before + 1) };
}

function Poster({ videoId }: { videoId: string }) {
  const { t } = useI18n();
  const { isSettling, onChanged } = useSettling();
  const { data, loading, error, refetch } = useQuery(PosterQuery, {
    variables: { videoId },
    fetchPolicy: 'cache-and-network',
    pollInterval: isSettling ? POLL_MS : 0,
  });
  const { choose, takeSent } = usePoster(videoId, onChanged);
  const found = useKept(videoId, data?.video, loading || error !== undefined);
  if (!found) {
    if (loading) return <Skeleton className="h-96" />;
    return error ? <ErrorState onRetry={refetch} /> : <NotFoundState />;
  }
  const shown = readFragment(PosterChoiceFragment, found);
  const { chosenPoster, poster, posterFrames } = shown;
  const choice = choiceOf(shown);
  const name = found.source?.name ?? t('videos.unnamed');
  return (
    <>
      <p className="font-semibold break-words">{name}</p>
      <section className="grid max-w-2xl grid-cols-1 gap-3">
        <h2 className="text-xl">{t('poster.now')}</h2>
        <PictureField
          purpose="POSTER"
          aspect={found.width && found.height ? found.width / found.height : 16 / 9}
          label={t('poster.upload')}
          removeLabel={t('picture.remove')}
          pending={chosenPoster?.state === 'QUEUED' || chosenPoster?.state === 'UPLOADING'}
          failure={chosenPoster?.state === 'FAILED' ? chosenPoster.failureMessage : null}
          onChosen={(uploadId) => takeSent(uploadId, choice)}
          onRefresh={refetch}
          onRemove={choice.kind === 'sent' ? () => void choose({ kind: 'automatic' }, choice) : undefined}
        >
          <Cover id={videoId} title={name} image={poster} sizes="(min-width: 42rem) 42rem, 100vw" className="rounded-md object-contain" />
          <p className="text-sm text-muted-foreground">{t('poster.text')}</p>
        </PictureField>
      </section>
      {posterFrames.length > 0 ? (
        <PosterPicker frames={posterFrames} choice={choice} onChoose={(wanted) => choose(wanted, choice)} />
      ) : (
        <p className="max-w-prose text-muted-foreground">{t('poster.noFrames')}</p>
      )}
    </>
  );
}

export function Component() {
  const { t } = useI18n();
  const { videoId = '' } = useParams();
  const { user, loading } = useViewer();
  return (
    <Page title={t('poster.title')} className="grid grid-cols-1 content-start gap-6">
      <TeachingHead title={t('poster.title')} back={{ to: '/teach/videos', name: t('videos.title') }} />
      {loading && <Skeleton className="h-96" />}
      {!loading && user === null && <SignInState />}
      {user && <Poster key={videoId} videoId={videoId} />}
    </Page>
  );
}
