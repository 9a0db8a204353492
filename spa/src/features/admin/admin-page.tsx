import type { ReactNode } from 'react';
import { Page } from '@/components/page';
import { EmptyState, SignInState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { useI18n } from '@/lib/i18n';
import { useIsAdmin, useViewer } from '@/lib/viewer';

/** A page that is there for administrators only. */
export function AdminPage({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useI18n();
  const viewer = useViewer();
  const isAdmin = useIsAdmin();
  if (!viewer.user) return <Page title={title}>{viewer.loading ? <Skeleton className="h-96" /> : <SignInState />}</Page>;
  if (!isAdmin) {
    return (
      <Page title={t('state.notFound')}>
        <EmptyState title={t('state.notFound')} text={t('state.notFoundText')} />
      </Page>
    );
  }
  return (
    <Page title={title} className="grid max-w-4xl gap-6">
      <h1 className="text-3xl">{title}</h1>
      {children}
    </Page>
  );
}
