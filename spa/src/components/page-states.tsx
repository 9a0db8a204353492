import { CircleAlert, RotateCw } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { cn } from '@/lib/cn';
import { useHere } from '@/lib/here';
import { useI18n } from '@/lib/i18n';
import { useOnline, useWhenOnline } from '@/lib/online';
import { signInUrl, signUpUrl } from '@/lib/session';
import type { Refusals } from '@/lib/use-sending';
import { useViewer } from '@/lib/viewer';
import { Button } from './ui/button';

type ErrorProps = { text?: string; className?: string; onRetry: () => unknown };

/** What came of the retry is shown by the query itself, so a rejection says nothing new here. It is tried by itself when the network is back. */
export function ErrorState({ text, className, onRetry }: ErrorProps) {
  const { t } = useI18n();
  const [isBusy, setBusy] = useState(false);
  const isOnline = useOnline();
  const retry = async () => {
    setBusy(true);
    await Promise.allSettled([onRetry()]);
    setBusy(false);
  };
  useWhenOnline(() => isBusy || retry());
  return (
    <div role="alert" className={cn('flex flex-col items-start gap-3 rounded-lg border bg-card p-6', className)}>
      <p className="flex items-center gap-2 font-semibold">
        <CircleAlert aria-hidden className="size-5 shrink-0 text-destructive" />
        {text ?? t('state.error')}
      </p>
      {!isOnline && <p className="text-sm text-muted-foreground">{t('state.offline')}</p>}
      <Button variant="outline" isBusy={isBusy} onClick={() => void retry()}>
        <RotateCw aria-hidden className={isBusy ? 'motion-safe:animate-spin' : ''} />
        {t('state.retry')}
      </Button>
    </div>
  );
}

export function EmptyState({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-3 rounded-lg border border-dashed border-input p-8">
      <h2 className="text-xl">{title}</h2>
      {text && <p className="max-w-prose text-muted-foreground">{text}</p>}
      {children}
    </div>
  );
}

/** An address that leads to nothing, or to what one may not see. */
export function NotFoundState() {
  const { t } = useI18n();
  return (
    <EmptyState title={t('state.notFound')} text={t('state.notFoundText')}>
      <Button asChild>
        <Link to="/">{t('state.toCatalog')}</Link>
      </Button>
    </EmptyState>
  );
}

/** For pages of a person's own. Where the account cannot be reached signing in would fail as well. */
export function SignInState() {
  const { t } = useI18n();
  const here = useHere();
  const { account, refetch } = useViewer();
  if (account.kind === 'unreachable') return <ErrorState text={t('app.accountDownText')} onRetry={refetch} />;
  return (
    <EmptyState title={t('state.signInFirst')} text={t('state.signInFirstText')}>
      <div className="flex flex-wrap gap-2">
        <Button asChild>
          <a href={signInUrl(here)}>{t('app.signIn')}</a>
        </Button>
        <Button asChild variant="outline">
          <a href={signUpUrl(here)}>{t('app.signUp')}</a>
        </Button>
      </div>
    </EmptyState>
  );
}

/** What a mutation foresaw and refused; the server words it in the reader's language. */
export function UserErrors({ errors, title, pause = 0 }: { errors: Refusals; title?: string; /** Seconds that are left to wait. */ pause?: number }) {
  if (errors.length === 0) return null;
  return (
    <div role="alert" className="rounded-md border border-destructive/40 bg-destructive-soft p-3 text-sm">
      {title && <p className="font-semibold">{title}</p>}
      <ul className="grid gap-1">
        {errors.map((error) => (
          <li key={`${error.code}${error.message}`}>
            {error.message}
            {/* The seconds are seen, and read out once with the rest. */}
            {error.retryAfterMs && pause > 0 && <span aria-live="off"> {pause} s</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
