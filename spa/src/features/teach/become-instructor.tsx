import { useMutation } from '@apollo/client/react';
import { EmptyState, UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import { refreshSession } from '@/lib/session';
import { useSending } from '@/lib/use-sending';

const Become = graphql(/* GraphQL */ `
  mutation BecomeInstructor {
    becomeInstructor { user { id isInstructor } userErrors { code message } }
  }
`);

export function BecomeInstructor({ onDone }: { onDone: () => void }) {
  const { t } = useI18n();
  // Not into the cache: the page would offer to make a course while the session does not allow it yet.
  const [become] = useMutation(Become, { fetchPolicy: 'no-cache' });
  const { isSending, refusals, send } = useSending(t('state.error'));
  const act = async () => {
    const answer = (await become()).data?.becomeInstructor;
    if (answer?.user) {
      // The role is in the next token: without a new one the first course would be refused.
      await refreshSession();
      onDone();
    }
    return answer?.userErrors ?? [];
  };
  return (
    <EmptyState title={t('teach.become')} text={t('teach.becomeText')}>
      <Button isBusy={isSending} onClick={() => void send(act)}>
        {t('teach.becomeAction')}
      </Button>
      <UserErrors errors={refusals} />
    </EmptyState>
  );
}
