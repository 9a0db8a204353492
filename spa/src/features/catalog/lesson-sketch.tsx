import { cn } from '@/lib/cn';

const LINES = [
  { x: 26, width: 96, accent: true },
  { x: 26, width: 168, accent: false },
  { x: 46, width: 128, accent: false },
  { x: 46, width: 74, accent: true },
  { x: 26, width: 44, accent: false },
] as const;

/** A lesson as drawn on the board: lines of code, what was watched of it, and where to go on. */
export function LessonSketch({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 384 248" fill="none" className={cn('w-full', className)}>
      <rect x="1" y="1" width="382" height="246" rx="16" className="fill-board-foreground/5 stroke-board-foreground/25" strokeWidth="1.5" />
      {LINES.map(({ x, width, accent }, row) => (
        <rect
          key={row}
          x={x}
          y={32 + row * 24}
          width={width}
          height="8"
          rx="4"
          className={accent ? 'fill-accent' : 'fill-board-foreground/30'}
        />
      ))}
      <circle cx="318" cy="80" r="34" className="fill-accent" />
      <path d="M308 63.5v33a2 2 0 0 0 3 1.7l27-16.5a2 2 0 0 0 0-3.4l-27-16.5a2 2 0 0 0-3 1.7Z" className="fill-board" />
      <rect x="26" y="200" width="332" height="6" rx="3" className="fill-board-foreground/20" />
      <rect x="26" y="200" width="118" height="6" rx="3" className="fill-accent" />
      <rect x="172" y="200" width="52" height="6" rx="3" className="fill-accent" />
      <circle cx="224" cy="203" r="8" className="fill-board-foreground" />
      <rect x="26" y="222" width="60" height="6" rx="3" className="fill-board-foreground/30" />
      <rect x="318" y="222" width="40" height="6" rx="3" className="fill-board-foreground/30" />
    </svg>
  );
}
