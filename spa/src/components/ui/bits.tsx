import { useState, type ComponentProps } from 'react';
import { cn } from '@/lib/cn';

export function Skeleton({ className, ...props }: ComponentProps<'div'>) {
  return <div data-slot="skeleton" aria-hidden className={cn('animate-pulse rounded-md bg-muted', className)} {...props} />;
}

export function Badge({ className, ...props }: ComponentProps<'span'>) {
  return (
    <span
      data-slot="badge"
      className={cn('inline-flex items-center gap-1 rounded-full bg-primary-soft px-2.5 py-0.5 text-xs font-semibold text-foreground', className)}
      {...props}
    />
  );
}

const WAITING = 'bg-accent-soft text-accent-foreground';
const OVER = 'bg-muted';
const BAD = 'bg-destructive-soft';

/** Colours by what a state means, whatever it is a state of: what waits for somebody, what is over, what went wrong; all else goes well. */
const TONES: Record<string, string> = {
  DRAFT: WAITING, UPLOADING: WAITING, QUEUED: WAITING, WAITING, PROCESSING: WAITING, GRACE: WAITING, PAST_DUE: WAITING, OPEN: WAITING, PARTIALLY_REFUNDED: WAITING,
  ARCHIVED: OVER, REFUNDED: OVER, CANCELED: OVER, CANCELLED: OVER, EXPIRED: OVER, REVOKED: OVER, PAUSED: OVER, VOID: OVER,
  FAILED: BAD, DISPUTED: BAD, UNPAID: BAD, SUSPENDED: BAD, UNCOLLECTIBLE: BAD,
};

export function StateBadge({ state, children }: { state: string; children: string }) {
  return <Badge className={TONES[state]}>{children}</Badge>;
}

export function ProgressBar({ label, value, className }: { label: string; value: number; className?: string }) {
  const percent = Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      data-slot="progress"
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className={cn('h-2 overflow-hidden rounded-full bg-muted', className)}
    >
      <div className="h-full rounded-full bg-primary transition-[width] duration-300" style={{ width: `${percent}%` }} />
    </div>
  );
}

type AvatarProps = { name: string; url?: string | null; /** Twice as wide, for fine screens. */ fine?: string | null; className?: string };

export function Avatar({ name, url, fine, className }: AvatarProps) {
  const [broken, setBroken] = useState<string | null>(null);
  const initials = (name.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 2).map((word) => (word.match(/./u)?.[0] ?? '').toLocaleUpperCase()).join('');
  const shape = cn('size-10 shrink-0 rounded-full', className);
  // Initials say as much as a picture does: they stand in for one that cannot be loaded.
  if (url && url !== broken) {
    return <img data-slot="avatar" src={url} srcSet={fine ? `${url} 1x, ${fine} 2x` : undefined} alt="" className={cn(shape, 'object-cover')} onError={() => setBroken(url)} />;
  }
  return (
    // Drawn rather than written: as text they would be part of what a button says, whose name they are not.
    <span
      data-slot="avatar"
      aria-hidden
      data-initials={initials}
      className={cn(shape, 'inline-flex items-center justify-center bg-primary-soft text-sm font-semibold before:content-[attr(data-initials)]')}
    />
  );
}
