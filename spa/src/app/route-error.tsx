import { useEffect } from 'react';
import { useRouteError } from 'react-router';
import { Button } from '@/components/ui/button';
import { useI18n } from '@/lib/i18n';

/** A new release removes the chunks of the old one: one reload fetches the new page. */
function useReloadOnceForMissingChunk(error: unknown) {
  useEffect(() => {
    const missing = error instanceof TypeError && /dynamically imported module|module script/i.test(error.message);
    if (!missing || sessionStorage.getItem('aula.reloaded') === location.href) return;
    sessionStorage.setItem('aula.reloaded', location.href);
    location.reload();
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
