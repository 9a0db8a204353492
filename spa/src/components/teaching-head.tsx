import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { useI18n } from '@/lib/i18n';

type Props = { title: string; back: { to: string; name: string }; children?: ReactNode };

/** The course from whose lesson one came, which the way back leads to. */
function courseOf(state: unknown): string | null {
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : null;
  return typeof from === 'string' && from.startsWith('/teach/') ? from : null;
}

/** The head of a page within the teachers' part: where it belongs, what it is, and what else is said of it. */
export function TeachingHead({ title, back, children }: Props) {
  const { t } = useI18n();
  const course = courseOf(useLocation().state);
  return (
    <div className="grid justify-items-start gap-1">
      <Link to={course ?? back.to} className="inline-flex min-h-11 items-center gap-1 text-sm text-primary underline underline-offset-3">
        <ChevronLeft aria-hidden className="size-4" />
        {course ? t('course.edit') : back.name}
      </Link>
      <h1 className="text-3xl">{title}</h1>
      {children}
    </div>
  );
}
