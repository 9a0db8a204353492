import { CircleAlert, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useI18n } from '@/lib/i18n';
import { signInUrl, signUpUrl } from '@/lib/session';
import type { Refusals } from '@/lib/use-sending';
import { Button } from './ui/button';

export function ErrorState({ text, onRetry }: { text?: string; onRetry: () => unknown }) {
  const { t } = useI18n();
  return (
    <div role="alert" className="flex flex-col items-start gap-3 rounded-lg border bg-card p-6">
      <p className="flex items-center gap-2 font-semibold">
        <CircleAlert aria-hidden className="size-5 text-destructive" />
        {text ?? t('state.error')}
      </p>
      <Button variant="outline" onClick={() => void onRetry()}>
        <RotateCw aria-hidden />
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

export function SignInState() {
  const { t } = useI18n();
  const { pathname } = useLocation();
  return (
    <EmptyState title={t('state.signInFirst')} text={t('state.signInFirstText')}>
      <div className="flex flex-wrap gap-2">
        <Button asChild>
          <a href={signInUrl(pathname)}>{t('app.signIn')}</a>
        </Button>
        <Button asChild variant="outline">
          <a href={signUpUrl(pathname)}>{t('app.signUp')}</a>
        </Button>
      </div>
    </EmptyState>
  );
}

/** What a mutation foresaw and refused; the server words it in the reader's language. */
export function UserErrors({ errors, title }: { errors: Refusals; title?: string }) {
  if (errors.length === 0) return null;
  return (
    <div role="alert" className="rounded-md border border-destructive/40 bg-destructive-soft p-3 text-sm">
      {title && <p className="font-semibold">{title}</p>}
      <ul className="grid gap-1">
        {errors.map((error) => (
          <li key={`${error.code}${error.message}`}>{error.message}</li>
        ))}
      </ul>
    </div>
  );
}
