import { lazy, Suspense, useEffect, useState } from 'react';

const Notices = lazy(() => import('@/components/ui/notices').then((module) => ({ default: module.Notices })));

/** After first paint: nothing has been said by then. */
export function LateNotices() {
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPainted(true), 200);
    return () => clearTimeout(timer);
  }, []);
  if (!isPainted) return null;
  return (
    <Suspense fallback={null}>
      <Notices />
    </Suspense>
  );
}
