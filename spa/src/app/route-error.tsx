import { useEffect, useState, type ReactNode } from 'react';
import { useRouteError } from 'react-router';
import { Button } from '@/components/ui/button';
import { isMissingChunk, isServerThere, reloadOnce } from '@/lib/fresh-chunks';
import { useI18n } from '@/lib/i18n';
import { useOnline, useWhenOnline } from '@/lib/online';

/** The code of this page did not come: it is fetched as soon as that can work, and never by leaving the application for nothing. */
function MissingPage() {
  const { t } = useI18n();
  const isOnline = useOnline();
  const [isDecided, setDecided] = useState(false);
  useEffect(() => {
    void reloadOnce().then((isReloading) => setDecided(!isReloading));
  }, []);
  const again = async () => {
    if (await isServerThere()) location.reload();
    else setDecided(true);
  };
  useWhenOnline(again);
  if (!isDecided) return null;
  return (
    <Trouble title={t('state.error')} text={t(isOnline ? 'state.noAnswer' : 'state.offline')}>
      <Button onClick={() => void again()}>{t('state.retry')}</Button>
    </Trouble>
  );
}

function Trouble({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <div role="alert" className="mx-auto grid w-full max-w-6xl justify-items-start gap-4 px-4 py-16">
      <h1 className="text-3xl">{title}</h1>
      <p className="max-w-prose text-muted-foreground">{text}</p>
      {children}
    </div>
  );
}

export function RouteError() {
  const { t } = useI18n();
  if (isMissingChunk(useRouteError())) return <MissingPage />;
  return (
    <Trouble title={t('state.crash')} text={t('state.crashText')}>
      <Button onClick={() => location.reload()}>{t('state.reload')}</Button>
    </Trouble>
  );
}
