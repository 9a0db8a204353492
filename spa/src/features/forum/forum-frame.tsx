import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Page } from '@/components/page';
import { EmptyState, ErrorState, NotFoundState, SignInState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/forum';
import { useViewer } from '@/lib/viewer';

/** How a page of a forum stands when it has nothing to show yet, or nothing for this reader. */
export type Hindrance = 'loading' | 'failed' | 'nothing' | 'closed';

type Props = { slug: string; hindrance: Hindrance; onRetry: () => unknown; nothing?: ReactNode };

/** A forum that is closed to a visitor may be open to who they are. */
export function Hindered({ slug, hindrance, onRetry, nothing = <NotFoundState /> }: Props) {
  const { t } = useI18n();
  const { account } = useViewer();
  const isVisitor = account.kind === 'visitor' || account.kind === 'unreachable';
  if (hindrance === 'loading' || (hindrance !== 'failed' && account.kind === 'loading')) return <Waiting />;
  if (hindrance === 'failed') return <ErrorState text={t('forum.down')} onRetry={onRetry} />;
  if (isVisitor) return <SignInState />;
  if (hindrance === 'nothing') return nothing;
  return (
    <EmptyState title={t('forum.closed')} text={t('forum.closedText')}>
      <Button asChild>
        <Link to={`/courses/${slug}`}>{t('forum.toCourse')}</Link>
      </Button>
    </EmptyState>
  );
}

function Waiting() {
  const { t } = useI18n();
  return (
    <div className="grid gap-4" aria-busy aria-label={t('state.loading')} role="status">
      {[1, 2, 3, 4].map((n) => (
        <Skeleton key={n} className="h-20" />
      ))}
    </div>
  );
}

type FrameProps = { title: string; back: { to: string; label: string }; children: ReactNode };

/** The page's name is its h1, the way back above it. */
export function ForumFrame({ title, back, children }: FrameProps) {
  return (
    <Page title={title} className="grid max-w-4xl grid-cols-1 gap-6">
      <Link to={back.to} className="justify-self-start py-1 text-sm font-semibold text-primary wrap-anywhere hover:underline">
        ← {back.label}
      </Link>
      {children}
    </Page>
  );
}
