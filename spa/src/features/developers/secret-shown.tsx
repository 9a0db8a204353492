import { useRef, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Input } from '@/components/ui/field';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/developers';
import { notify } from '@/lib/notify';

/** The only time that a secret is seen: it goes when the person says so, not by a slip beside it. */
export function SecretShown({ title, secret, children, onSeen }: { title: string; secret: string; children?: ReactNode; onSeen: () => void }) {
  const { t } = useI18n();
  const box = useRef<HTMLInputElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      notify({ subject: 'copied', message: t('developers.copied') });
    } catch {
      // No clipboard without https, or the person said no.
      box.current?.select();
      notify({ tone: 'error', subject: 'copied', message: t('developers.notCopied') });
    }
  };
  return (
    <Dialog title={title} onCancel={() => box.current?.select()}>
      <p className="text-sm">{t('developers.secretText')}</p>
      <Input ref={box} readOnly aria-label={title} className="font-mono text-sm" value={secret} onFocus={(event) => event.target.select()} />
      {children}
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="outline" onClick={() => void copy()}>
          {t('developers.copy')}
        </Button>
        <Button onClick={onSeen}>{t('developers.seen')}</Button>
      </div>
    </Dialog>
  );
}
