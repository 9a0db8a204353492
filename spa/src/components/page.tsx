import { useEffect, type ReactNode } from 'react';
import { cn } from '@/lib/cn';

/** One page's frame: its width, and its name in the tab. */
export function Page({ title, className, children }: { title: string; className?: string; children: ReactNode }) {
  useEffect(() => {
    document.title = title ? `${title} · Aula` : 'Aula';
  }, [title]);
  return <div className={cn('mx-auto w-full max-w-6xl px-4 py-8 sm:py-10', className)}>{children}</div>;
}
