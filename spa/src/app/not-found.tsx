import { Page } from '@/components/page';
import { NotFoundState } from '@/components/page-states';
import { useI18n } from '@/lib/i18n';

export function NotFound() {
  const { t } = useI18n();
  return (
    <Page title={t('state.notFound')}>
      <h1 className="mb-6 text-3xl">404</h1>
      <NotFoundState />
    </Page>
  );
}
