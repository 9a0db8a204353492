import { useEffect } from 'react';
import { useRouteError } from 'react-router';
import { Button } from '@/components/ui/button';
import { isMissingChunk, reloadOnce } from '@/lib/fresh-chunks';
import { useI18n } from '@/lib/i18n';

function useReloadOnceForMissingChunk(error: unknown) {
  useEffect(() => {
    if (isMissingChunk(error)) reloadOnce();
  }, [error]);
}

export function RouteError() {
  const { t } = useI18n();
  useReloadOnceForMissingChunk(useRouteError());
  return (
    <div role="alert" className="mx-auto grid w-full max-w-6xl justify-items-start gap-4 px-4 py-16">
      <h1 className="text-3xl">{t('state.crash')}</h1>
      <p className="max-w-prose text-muted-foreground">{t('state.crashText')}</p>
      <Button onClick={() => location.reload()}>{t('state.reload')}</Button>
    </div>
  );
}
