import { ApolloProvider } from '@apollo/client/react';
import { useCallback, useState, type ReactNode } from 'react';
import { makeClient } from '@/lib/apollo-client';
import { I18nProvider } from '@/lib/i18n';

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(() => makeClient());
  // Titles and messages come in the reader's language, so what is on screen is asked for again.
  const refetch = useCallback(() => void client.resetStore().catch(() => undefined), [client]);
  return (
    <ApolloProvider client={client}>
      <I18nProvider onChange={refetch}>{children}</I18nProvider>
    </ApolloProvider>
  );
}
