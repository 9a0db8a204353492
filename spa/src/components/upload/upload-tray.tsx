import { ChevronDown, Upload } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { Link } from 'react-router';
import { Button } from '@/components/ui/button';
import { cn } from '@/lib/cn';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/teaching';
import { notify } from '@/lib/notify';
import type { UploadItem } from './upload-store';
import { UploadRow } from './upload-row';
import { useUploads } from './use-uploads';

/** Tells of uploads that ended while one was elsewhere. */
function useTellOfEnds(items: readonly UploadItem[]) {
  const { t } = useI18n();
  const seen = useRef(new Map<string, string>());
  useEffect(() => {
    for (const { id, name, phase } of items) {
      const before = seen.current.get(id);
      seen.current.set(id, phase.kind);
      if (before === undefined || before === phase.kind) continue;
      if (phase.kind === 'sent') notify({ subject: id, message: t('upload.sentName', { name }) });
      if (phase.kind === 'refused' || phase.kind === 'failed') notify({ subject: id, tone: 'error', message: t('upload.failedName', { name }) });
    }
  }, [items, t]);
}

/** Every upload of the account, on every page. Nothing is drawn while there is none. */
export function UploadTray({ accountId }: { accountId: string }) {
  const { t } = useI18n();
  const [items, uploads] = useUploads(accountId);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  useTellOfEnds(items);
  if (items.length === 0) return null;
  const open = items.filter((item) => item.phase.kind !== 'sent');
  const total = open.reduce((sum, item) => sum + item.total, 0);
  const percent = total > 0 ? Math.floor((open.reduce((sum, item) => sum + item.sent, 0) / total) * 100) : 100;
  return (
    <>
      {/* The page's end stays within reach. */}
      <div aria-hidden className="h-20" />
      <aside
        aria-label={t('upload.tray')}
        className="fixed inset-x-2 bottom-2 z-20 rounded-lg border bg-card text-card-foreground shadow-card sm:left-auto sm:w-96"
      >
        <Button variant="ghost" className="w-full justify-start" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
          <Upload aria-hidden />
          <span className="min-w-0 flex-1 truncate text-start">
            {open.length > 0 ? t('upload.trayOpen', { count: open.length }) : t('upload.trayDone')}
          </span>
          {open.length > 0 && <span className="tabular-nums">{percent} %</span>}
          <ChevronDown aria-hidden className={cn('transition-transform', !isOpen && 'rotate-180')} />
        </Button>
        {isOpen && (
          <ul id={id} className="grid max-h-[60dvh] grid-cols-1 gap-4 overflow-y-auto border-t p-3">
            {items.map((item) => (
              <li key={item.id} className="grid grid-cols-1 gap-1">
                {item.lessonTitle && (
                  <Link to={item.path} className="truncate text-sm text-primary underline underline-offset-3">
                    {item.lessonTitle}
                  </Link>
                )}
                <UploadRow item={item} uploads={uploads} />
              </li>
            ))}
          </ul>
        )}
      </aside>
    </>
  );
}
