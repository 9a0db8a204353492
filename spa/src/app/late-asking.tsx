import { lazy, Suspense, useEffect, useSyncExternalStore, type ComponentType } from 'react';
import { askingStore, type Asked } from '@/lib/asking';

/** What cannot be asked is not done. */
function CannotAsk({ asked }: { asked: Asked }) {
  useEffect(() => asked.answer(false), [asked]);
  return null;
}

const load = (): Promise<{ default: ComponentType<{ asked: Asked }> }> =>
  import('@/components/ui/asking-dialog').then(
    (module) => ({ default: module.AskingDialog }),
    () => ({ default: CannotAsk }),
  );
const AskingDialog = lazy(load);

/** Questions of whatever part of the page, one at a time; their code comes with the first. */
export function LateAsking() {
  const asked = useSyncExternalStore(askingStore.subscribe, askingStore.current);
  if (!asked) return null;
  return (
    <Suspense fallback={null}>
      <AskingDialog asked={asked} />
    </Suspense>
  );
}
