import { Plus } from 'lucide-react';
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { useI18n } from '@/lib/i18n';
import { useSending, type Refusals } from '@/lib/use-sending';

type Props = { label: string; action: string; children?: ReactNode; onAdd: (title: string) => Promise<Refusals> };

export function AddForm({ label, action, children, onAdd }: Props) {
  const { t } = useI18n();
  const [title, setTitle] = useState('');
  const { isSending, refusals, send } = useSending(t('state.error'));
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (!(await send(() => onAdd(title.trim())))) return;
    setTitle('');
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <Field label={label} className="min-w-0 flex-1 basis-48">
          {(id) => <Input id={id} required maxLength={120} value={title} onChange={(e) => setTitle(e.target.value)} />}
        </Field>
        {children}
        <Button type="submit" variant="outline" isBusy={isSending} disabled={title.trim() === ''}>
          <Plus aria-hidden />
          {action}
        </Button>
      </div>
      <UserErrors errors={refusals} />
    </form>
  );
}
