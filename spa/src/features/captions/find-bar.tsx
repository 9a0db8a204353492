import { useState, type RefObject } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { useI18n } from '@/lib/i18n';
import { countOf } from './doubts';
import type { Cues } from './cues';

type Props = { cues: Cues; box: RefObject<HTMLInputElement | null>; onFind: (query: string) => unknown; onReplaceAll: (query: string, replacement: string) => void; onClose: () => void };

/** Finds a text in every cue, and puts another in its place. Escape closes it. */
export function FindBar({ cues, box, onFind, onReplaceAll, onClose }: Props) {
  const { t } = useI18n();
  const [query, setQuery] = useState('');
  const [replacement, setReplacement] = useState('');
  const count = countOf(cues, query);
  return (
    <form
      role="search"
      aria-label={t('cues.findTitle')}
      className="flex flex-wrap items-end gap-2 rounded-md border bg-card p-3"
      onSubmit={(event) => {
        event.preventDefault();
        onFind(query);
      }}
      // The Escape that takes back a half composed word is not ours.
      onKeyDown={(event) => event.key === 'Escape' && !event.nativeEvent.isComposing && onClose()}
    >
      <Field label={t('cues.find')} className="min-w-40 flex-1">
        {(id) => <Input id={id} ref={box} value={query} onChange={({ target }) => setQuery(target.value)} />}
      </Field>
      <Field label={t('cues.replacement')} className="min-w-40 flex-1">
        {(id) => <Input id={id} value={replacement} onChange={({ target }) => setReplacement(target.value)} />}
      </Field>
      <Button type="submit" variant="outline" disabled={count === 0}>
        {t('cues.findNext')}
      </Button>
      <Button variant="outline" disabled={count === 0} onClick={() => onReplaceAll(query, replacement)}>
        {t('cues.replaceAll')}
      </Button>
      <Button variant="ghost" onClick={onClose}>
        {t('cues.findClose')}
      </Button>
      <p role="status" className="w-full text-sm text-muted-foreground">
        {query.trim() && t('cues.found', { count })}
      </p>
    </form>
  );
}
