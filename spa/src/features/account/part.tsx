import type { ReactNode } from 'react';

/** One thing of an account: what it is, and what can be done about it. */
export function Part({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section className="grid gap-3 rounded-lg border bg-card p-5">
      <h2 className="text-xl">{title}</h2>
      {text && <p className="max-w-prose text-sm text-muted-foreground">{text}</p>}
      {children}
    </section>
  );
}
