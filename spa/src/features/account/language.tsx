import { useMutation, useQuery } from '@apollo/client/react';
import { ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Field, Select } from '@/components/ui/field';
import { graphql } from '@/gql';
import { useI18n, type Locale } from '@/lib/i18n';
import '@/lib/messages/account';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';
import { Part } from './part';

const LanguageQuery = graphql(/* GraphQL */ `
  query AccountLanguage {
    viewer { user { id locale } }
  }
`);

const SetLanguage = graphql(/* GraphQL */ `
  mutation SetAccountLanguage($input: UpdateProfileInput!) {
    updateProfile(input: $input) { user { id locale } userErrors { code message } }
  }
`);

const localeOf = (value: string): Locale => (value === 'en' ? 'en' : 'es');

function Languages({ id, value, onChange }: { id: string; value: string; onChange: (locale: Locale) => void }) {
  const { t } = useI18n();
  return (
    <Select id={id} className="max-w-60" value={value} onChange={(event) => onChange(localeOf(event.target.value))}>
      <option value="es" lang="es">
        {t('account.spanish')}
      </option>
      <option value="en" lang="en">
        {t('account.english')}
      </option>
    </Select>
  );
}

export function Component() {
  const { t, locale, setLocale } = useI18n();
  const { data, loading, error, refetch } = useQuery(LanguageQuery);
  const user = useKept('own', data?.viewer?.user, loading || error !== undefined);
  const [save] = useMutation(SetLanguage);
  const attempt = useAttempt();
  if (!user) return loading ? <Skeleton className="h-60" /> : <ErrorState onRetry={refetch} />;
  const setMails = (wanted: Locale) =>
    void attempt(
      t('account.notSaved'),
      async () => (await save({ variables: { input: { locale: wanted } } })).data?.updateProfile.userErrors,
      () => notify({ subject: 'language', message: t('account.saved') }),
    );
  return (
    <Part title={t('account.language')}>
      <Field label={t('account.siteLanguage')} hint={t('account.siteLanguageHint')}>
        {(id) => <Languages id={id} value={locale} onChange={setLocale} />}
      </Field>
      <Field label={t('account.mailLanguage')} hint={t('account.mailLanguageHint')}>
        {(id) => <Languages id={id} value={user.locale ?? 'es'} onChange={setMails} />}
      </Field>
    </Part>
  );
}
