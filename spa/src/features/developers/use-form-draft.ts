import { useState } from 'react';
import { drafts } from '@/lib/drafts';

/**
 * What is typed into a form outlives a reload and a session that ran out, in this tab. `revive` makes the form of what was kept, or
 * null of what is none.
 */
export function useFormDraft<Form>(key: string, empty: Form, revive: (kept: unknown) => Form | null) {
  const [form, setForm] = useState<Form>(() => {
    const kept = drafts.read(key);
    if (!kept) return empty;
    try {
      return revive(JSON.parse(kept.text)) ?? empty;
    } catch {
      return empty;
    }
  });
  const change = (next: Form) => {
    setForm(next);
    drafts.write(key, { text: JSON.stringify(next), idempotencyKey: '' });
  };
  const forget = () => drafts.write(key, null);
  return { form, change, forget };
}
