import type { ApolloClient } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { useCallback, useState, type ReactNode } from 'react';
import { makeClient, readInOtherLanguage } from '@/lib/apollo-client';
import { I18nProvider, type Translate } from '@/lib/i18n';
import { notify } from '@/lib/notify';

async function readAgain(client: ApolloClient, t: Translate): Promise<void> {
  if (await readInOtherLanguage(client)) return;
  const action = { label: t('state.retry'), act: () => void readAgain(client, t) };
  notify({ tone: 'error', subject: 'language', message: t('app.languageFailed'), action });
}

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(() => makeClient());
  const onChange = useCallback((t: Translate) => void readAgain(client, t), [client]);
  return (
    <ApolloProvider client={client}>
      <I18nProvider onChange={onChange}>{children}</I18nProvider>
    </ApolloProvider>
  );
}
