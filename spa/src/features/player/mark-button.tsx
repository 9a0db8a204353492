import { useMutation } from '@apollo/client/react';
import { CheckCircle2, Circle } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';

const MarkLesson = graphql(/* GraphQL */ `
  mutation MarkLesson($input: MarkLessonInput!) {
    markLesson(input: $input) {
      progress {
        completedAt
        lesson {
          id
          viewerProgress { coverage completedAt readAt }
          next { id viewerAccess { allowed } }
          course { id viewerEnrollment { id status progress completedAt } }
        }
      }
      userErrors { code message }
    }
  }
`);

type Props = { lessonId: string; isCompleted: boolean; onMarked: () => unknown };

/** For courses whose lessons are ticked by hand. */
export function MarkButton({ lessonId, isCompleted, onMarked }: Props) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const [mark, { loading }] = useMutation(MarkLesson);
  const set = (completed: boolean, then?: () => void) => {
    const act = async () => {
      const { data } = await mark({ variables: { input: { lessonId, completed } } });
      await onMarked();
      return data?.markLesson.userErrors;
    };
    void attempt(t('mark.failed'), act, then);
  };
  const toggle = () => {
    const undo = { label: t('mark.undo'), act: () => set(isCompleted) };
    set(!isCompleted, () => notify({ subject: lessonId, message: t(isCompleted ? 'mark.undone' : 'mark.done'), action: undo }));
  };
  const Icon = isCompleted ? CheckCircle2 : Circle;
  return (
    <Button variant={isCompleted ? 'outline' : 'primary'} isBusy={loading} onClick={toggle}>
      <Icon aria-hidden className={isCompleted ? 'text-success' : ''} />
      {t(isCompleted ? 'mark.completed' : 'mark.complete')}
    </Button>
  );
}
