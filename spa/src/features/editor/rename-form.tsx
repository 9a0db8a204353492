import { useState, type SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { focusAndSelect } from '@/lib/focus';
import { useI18n } from '@/lib/i18n';
import { useSending, type Refusals } from '@/lib/use-sending';

type Props = { label: string; title: string; isFocused?: boolean; onRename: (title: string) => Promise<Refusals> };

export function RenameForm({ label, title, isFocused = false, onRename }: Props) {
  const { t } = useI18n();
  const [text, setText] = useState(title);
  const { isSending, refusals, send } = useSending(t('editor.unsaved'));
  const name = text.trim();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void send(() => onRename(name));
  };
  return (
    <form onSubmit={submit} className="grid gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <Field label={label} className="min-w-0 flex-1 basis-48">
          {(id) => (
            <Input
              id={id}
              ref={isFocused ? focusAndSelect : undefined}
              required
              maxLength={120}
              value={text}
              onChange={(e) => setText(e.target.value)}
            />
          )}
        </Field>
        <Button type="submit" variant="outline" isBusy={isSending} disabled={name === '' || name === title}>
          {t('editor.save')}
        </Button>
      </div>
      <UserErrors errors={refusals} />
    </form>
  );
}
