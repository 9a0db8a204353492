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
  const [become, { data, loading, error }] = useMutation(Become);
  const act = async () => {
    const result = await become();
    if (!result.data?.becomeInstructor.user) return;
    // The role is in the next token: without a new one the first course would be refused.
    await refreshSession();
    onDone();
  };
  return (
    <EmptyState title={t('teach.become')} text={t('teach.becomeText')}>
      <Button disabled={loading} onClick={() => void act().catch(() => undefined)}>
        {t('teach.becomeAction')}
      </Button>
      <UserErrors errors={data?.becomeInstructor.userErrors ?? (error ? [{ code: 'FAILED', message: t('state.error') }] : [])} />
    </EmptyState>
  );
}
