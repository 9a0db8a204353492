import { Link } from 'react-router';
import { Page } from '@/components/page';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/account';

/** What somebody reads who has closed their account. */
export function Component() {
  const { t } = useI18n();
  const title = t('account.goodbye');
  return (
    <Page title={title} className="grid max-w-prose content-start gap-4">
      <h1 className="text-3xl">{title}</h1>
      <p>{t('account.goodbyeText')}</p>
      <Link to="/" className="justify-self-start underline">
        {t('account.goodbyeHome')}
      </Link>
    </Page>
  );
}
