import { Link } from 'react-router';
import { EmptyState } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { useI18n } from '@/lib/i18n';

export function NotFound() {
  const { t } = useI18n();
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-12">
      <h1 className="mb-6 text-3xl">404</h1>
      <EmptyState title={t('state.notFound')} text={t('state.notFoundText')}>
        <Button asChild>
          <Link to="/">{t('state.toCatalog')}</Link>
        </Button>
      </EmptyState>
    </div>
  );
}
