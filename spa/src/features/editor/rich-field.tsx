import { lazy, Suspense, useState, type ComponentType } from 'react';
import { ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { useI18n } from '@/lib/i18n';
import type { RichTextProps } from './rich/rich-text';

type Loaded = { default: ComponentType<RichTextProps> };

/** Said in the editor's place when its code does not come; the text itself is safe where it is. */
function NotLoaded() {
  const { t } = useI18n();
  return <ErrorState text={t('rich.notLoaded')} onRetry={() => location.reload()} />;
}

const load = (): Promise<Loaded> =>
  import('./rich/rich-text').then(
    (module) => ({ default: module.RichText }),
    () => ({ default: NotLoaded }),
  );

/** The editor's code comes with the first text that is opened. */
export function RichField(props: RichTextProps) {
  const [Editor] = useState(() => lazy(load));
  return (
    <div className="grid gap-1.5">
      <span aria-hidden className="text-sm font-semibold">
        {props.label}
      </span>
      <Suspense fallback={<Skeleton className="h-48" />}>
        <Editor {...props} />
      </Suspense>
    </div>
  );
}
