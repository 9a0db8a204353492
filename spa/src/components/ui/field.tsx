import { useId, type ComponentProps, type ReactNode } from 'react';
import { cn } from '@/lib/cn';

const box = 'w-full rounded-md border border-input bg-card px-3 text-base text-card-foreground placeholder:text-muted-foreground aria-invalid:border-destructive';

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input data-slot="input" className={cn(box, 'min-h-11', className)} {...props} />;
}

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return <textarea data-slot="textarea" className={cn(box, 'min-h-24 py-2', className)} {...props} />;
}

export function Select({ className, ...props }: ComponentProps<'select'>) {
  return <select data-slot="select" className={cn(box, 'min-h-11 pe-8', className)} {...props} />;
}

type FieldProps = { label: string; hint?: string; /** What was refused in it; the control says so by `errorId`. */ error?: string; hidden?: boolean; className?: string; children: (id: string) => ReactNode };

/** Of the line below a field that says what is wrong in it. */
export const errorId = (id: string) => `${id}-error`;

export function Field({ label, hint, error, hidden = false, className, children }: FieldProps) {
  const id = useId();
  return (
    <div data-slot="field" className={cn('grid gap-1.5', className)}>
      <label htmlFor={id} className={hidden ? 'sr-only' : 'text-sm font-semibold'}>
        {label}
      </label>
      {children(id)}
      {error && (
        <p id={errorId(id)} className="text-sm text-destructive">
          {error}
        </p>
      )}
      {hint && <p className="text-sm text-muted-foreground">{hint}</p>}
    </div>
  );
}
