import { cn } from '@/lib/cn';

const HUES = [172, 82, 28, 250, 140, 330];

function hue(seed: string): number {
  let sum = 0;
  for (const letter of seed) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return HUES[sum % HUES.length] ?? 172;
}

/** The course's picture; without one, a quiet board drawn from its id, the same everywhere. */
export function Cover({ id, title, url, className }: { id: string; title: string; url?: string | null; className?: string }) {
  const shape = cn('aspect-video w-full object-cover', className);
  if (url) return <img src={url} alt="" loading="lazy" width={640} height={360} className={shape} />;
  const h = hue(id);
  return (
    <div
      aria-hidden
      className={cn(shape, 'relative overflow-hidden')}
      style={{ background: `linear-gradient(135deg, oklch(0.34 0.06 ${h}), oklch(0.25 0.04 ${h + 20}))` }}
    >
      <span
        className="absolute -right-3 -bottom-10 font-display text-[9rem] leading-none font-bold"
        style={{ color: `oklch(0.8 0.1 ${h} / 0.28)` }}
      >
        {title.charAt(0)}
      </span>
      <span className="absolute top-5 left-5 h-1 w-10 rounded-full" style={{ background: `oklch(0.84 0.13 ${h})` }} />
    </div>
  );
}
