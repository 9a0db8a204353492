import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { graphql } from '@/gql';
import { duration } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/knowledge';
import { useKept } from '@/lib/use-kept';

const PathQuery = graphql(/* GraphQL */ `
  query LearningPath($goal: ID!) {
    learningPath(goalConceptId: $goal) {
      knownCount
      remainingMs
      steps {
        position
        concept { id slug name }
        best { lesson { id title course { id title } } }
      }
    }
  }
`);

/** No time where no lesson is left to take: no steps, or none that a lesson teaches yet. */
function Left({ steps, remainingMs }: { steps: number; remainingMs: number }) {
  const { t } = useI18n();
  if (steps === 0) return t('knowledge.pathDone');
  return remainingMs > 0 ? t('knowledge.pathLeft', { count: steps, time: duration(remainingMs) }) : t('knowledge.pathSteps', { count: steps });
}

/** From what one knows to a goal, step by step. */
export function Path({ goal }: { goal: string }) {
  const { t } = useI18n();
  const { data, loading, error, refetch } = useQuery(PathQuery, { variables: { goal }, fetchPolicy: 'cache-and-network' });
  const path = useKept(goal, data?.learningPath, loading || error !== undefined);
  if (!path) return loading ? <Skeleton className="h-40" /> : <ErrorState text={t('knowledge.pathDown')} onRetry={refetch} />;
  return (
    <section className="grid gap-3">
      <h2 className="text-xl">{t('knowledge.path')}</h2>
      <p role="status" className="text-muted-foreground">
        <Left steps={path.steps.length} remainingMs={path.remainingMs} />
        {path.steps.length > 0 && path.knownCount > 0 && ` ${t('knowledge.pathKnown', { count: path.knownCount })}`}
      </p>
      <ol className="grid grid-cols-1 gap-2">
        {path.steps.map(({ position, concept, best }) => (
          <li key={concept.id} className="flex gap-4 rounded-lg border bg-card p-4">
            <span aria-hidden className="inline-flex size-8 shrink-0 items-center justify-center rounded-full bg-primary-soft font-semibold">
              {position}
            </span>
            <span className="grid min-w-0 gap-1">
              {concept.id === goal ? (
                <span className="font-semibold wrap-anywhere">{concept.name}</span>
              ) : (
                <Link to={`/knowledge/${concept.slug}`} className="font-semibold text-primary underline underline-offset-3 wrap-anywhere">
                  {concept.name}
                </Link>
              )}
              {best?.lesson ? (
                <Link to={`/learn/${best.lesson.id}`} className="text-sm underline underline-offset-3 wrap-anywhere">
                  {t('knowledge.lessonOf', { lesson: best.lesson.title, course: best.lesson.course.title })}
                </Link>
              ) : (
                <span className="text-sm text-muted-foreground">{t('knowledge.noLesson')}</span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
