import { useState } from 'react';
import { useMutation } from '@apollo/client/react';
import { EmptyState, UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import { refreshSession } from '@/lib/session';

const Become = graphql(/* GraphQL */ `
  mutation BecomeInstructor {
    becomeInstructor { user { id isInstructor } userErrors { code message } }
  }
`);

export function BecomeInstructor({ onDone }: { onDone: () => void }) {
  const { t } = useI18n();
  // Not into the cache: the page would offer to make a course while the session does not allow it yet.
  const [become, { data, error }] = useMutation(Become, { fetchPolicy: 'no-cache' });
  const [busy, setBusy] = useState(false);
  const act = async () => {
    const result = await become();
    if (!result.data?.becomeInstructor.user) return;
    // The role is in the next token: without a new one the first course would be refused.
    await refreshSession();
    onDone();
  };
  const click = () => {
    setBusy(true);
    void act()
      .catch(() => undefined)
      .finally(() => setBusy(false));
  };
  return (
    <EmptyState title={t('teach.become')} text={t('teach.becomeText')}>
      <Button disabled={busy} onClick={click}>
        {t('teach.becomeAction')}
      </Button>
      <UserErrors errors={data?.becomeInstructor.userErrors ?? (error ? [{ code: 'FAILED', message: t('state.error') }] : [])} />
    </EmptyState>
  );
}
