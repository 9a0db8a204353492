import { useEffect } from 'react';
import { useViewer } from '@/lib/viewer';

/** What was watched of previews before one signed in counts from the sign-in on, whatever page that leads to. */
export function LateWatches() {
  const id = useViewer().user?.id;
  useEffect(() => {
    if (!id) return;
    // Without its code it waits for the next visit.
    void import('@/features/player/watch-post').then(({ sendKeptWatches }) => sendKeptWatches(id, ''), () => undefined);
  }, [id]);
  return null;
}
