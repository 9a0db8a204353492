import { useState, type KeyboardEvent, type SyntheticEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { focusAndSelect } from '@/lib/focus';
import { useI18n } from '@/lib/i18n';

/** An address as people type it, or null when it is none that a course may lead to. */
export function addressOf(typed: string): string | null {
  const text = typed.trim();
  const full = /^(https?:\/\/|mailto:)/i.test(text) ? text : /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text) ? `mailto:${text}` : `https://${text}`;
  const url = URL.canParse(full) ? new URL(full) : null;
  return url && (url.protocol === 'mailto:' || url.hostname.includes('.') || url.hostname === 'localhost') ? full : null;
}

type Props = { href: string; isThere: boolean; onSet: (href: string | null) => void; onClose: () => void };

export function LinkForm({ href, isThere, onSet, onClose }: Props) {
  const { t } = useI18n();
  const [text, setText] = useState(href);
  const [isWrong, setWrong] = useState(false);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    // The form stands in the page's tree inside others: its submit is its own.
    event.stopPropagation();
    const address = addressOf(text);
    if (address) onSet(address);
    else setWrong(true);
  };
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    <form role="dialog" aria-label={t('rich.link')} onSubmit={submit} onKeyDown={escape} className="grid gap-2 border-b bg-muted p-3">
      <div className="flex flex-wrap items-end gap-2">
        <Field label={t('rich.linkAddress')} className="min-w-0 flex-1 basis-48">
          {(id) => (
            <Input
              id={id}
              ref={focusAndSelect}
              inputMode="url"
              autoComplete="off"
              placeholder="https://"
              value={text}
              aria-invalid={isWrong}
              aria-describedby={isWrong ? `${id}-wrong` : undefined}
              onChange={(e) => {
                setText(e.target.value);
                setWrong(false);
              }}
            />
          )}
        </Field>
        <Button type="submit" size="small" disabled={text.trim() === ''}>
          {t('rich.linkSet')}
        </Button>
        {isThere && (
          <Button size="small" variant="danger" onClick={() => onSet(null)}>
            {t('rich.linkRemove')}
          </Button>
        )}
        <Button size="small" variant="ghost" onClick={onClose}>
          {t('rich.cancel')}
        </Button>
      </div>
      {isWrong && (
        <p role="alert" className="text-sm text-destructive">
          {t('rich.linkWrong')}
        </p>
      )}
    </form>
  );
}
