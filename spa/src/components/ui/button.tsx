import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

const buttonVariants = cva(
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-md px-4 text-sm font-semibold whitespace-nowrap transition-colors duration-150 disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-primary text-primary-foreground hover:bg-primary-hover',
        accent: 'bg-accent text-[oklch(0.25_0.04_75)] hover:brightness-105',
        outline: 'border border-input bg-card hover:bg-muted',
        ghost: 'hover:bg-muted',
        danger: 'text-destructive hover:bg-destructive-soft',
        destructive: 'bg-destructive text-background hover:brightness-110',
      },
      size: { default: '', small: 'min-h-9 px-3', icon: 'w-11 px-0', smallIcon: 'min-h-9 w-9 px-0' },
    },
    defaultVariants: { variant: 'primary', size: 'default' },
  },
);

type Props = ComponentProps<'button'> & VariantProps<typeof buttonVariants> & {
  asChild?: boolean;
  /** What it began is under way: it does nothing meanwhile, and keeps the focus, which a browser takes from a button that is off. */
  isBusy?: boolean;
};

export function Button({ className, variant, size, asChild = false, type = 'button', isBusy = false, onClick, ...props }: Props) {
  const Component = asChild ? Slot.Root : 'button';
  return (
    <Component
      data-slot="button"
      type={asChild ? undefined : type}
      className={cn(buttonVariants({ variant, size }), className)}
      {...props}
      {...(isBusy && { 'aria-disabled': true })}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
    />
  );
}
