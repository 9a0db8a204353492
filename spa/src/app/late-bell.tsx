import { lazy, Suspense } from 'react';
import { useViewer } from '@/lib/viewer';

/** Nobody waits for it; a page whose bell did not come is a page without one. */
const Bell = lazy(async () => {
  try {
    return { default: (await import('./bell')).Bell };
  } catch {
    return { default: () => null };
  }
});

/** For whom there may be something to be told. */
export function LateBell() {
  const { account } = useViewer();
  if (account.kind !== 'person') return null;
  return (
    <Suspense fallback={<span className="size-11" />}>
      <Bell key={account.user.id} />
    </Suspense>
  );
}
