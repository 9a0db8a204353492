import { useMutation } from '@apollo/client/react';
import { useNavigate } from 'react-router';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { confirmed } from '@/lib/asking';
import { useI18n } from '@/lib/i18n';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';

export const StopTeachingFragment = graphql(/* GraphQL */ `
  fragment StopTeaching_course on Course {
    id
    title(locale: $locale)
    owner { id }
    instructors { id }
  }
`);

const StopTeachingMutation = graphql(/* GraphQL */ `
  mutation StopTeaching($courseId: ID!) {
    stopTeaching(courseId: $courseId) { courseId userErrors { code message } }
  }
`);

type Props = { course: FragmentType<typeof StopTeachingFragment>; accountId: string };

/** For whoever was made a teacher of a course by somebody else; whoever made the course stays. */
export function StopTeaching({ course: ref, accountId }: Props) {
  const { id, title, owner, instructors } = readFragment(StopTeachingFragment, ref);
  const { t } = useI18n();
  const navigate = useNavigate();
  const attempt = useAttempt();
  const [stop, { loading }] = useMutation(StopTeachingMutation);
  if (owner?.id === accountId || !instructors.some((person) => person?.id === accountId)) return null;
  const act = async () => (await stop({ variables: { courseId: id } })).data?.stopTeaching.userErrors;
  const leave = async () => {
    if (!(await confirmed(t('editor.stopTeachingSure', { name: title }), t('editor.stopTeaching'), true))) return;
    void attempt(t('editor.notStopped', { name: title }), act, () => {
      notify({ subject: id, message: t('editor.stoppedTeaching', { name: title }) });
      void navigate('/teach', { replace: true });
    });
  };
  return (
    <Button variant="outline" className="justify-self-start" isBusy={loading} onClick={() => void leave()}>
      {t('editor.stopTeaching')}
    </Button>
  );
}
