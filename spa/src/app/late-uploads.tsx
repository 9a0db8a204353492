import { lazy, Suspense, type ComponentType } from 'react';
import { useViewer } from '@/lib/viewer';

const load = (): Promise<{ default: ComponentType<{ accountId: string }> }> =>
  import('@/components/upload/upload-tray').then(
    (module) => ({ default: module.UploadTray }),
    // Without its code nothing is uploaded here; the lesson's own page says so.
    () => ({ default: () => null }),
  );
const UploadTray = lazy(load);

/** Uploads of those who teach go on whatever page is shown, and outlive a session that ran out. */
export function LateUploads() {
  const { user } = useViewer();
  if (!user?.isInstructor) return null;
  return (
    <Suspense fallback={null}>
      <UploadTray key={user.id} accountId={user.id} />
    </Suspense>
  );
}
