import { useMutation, useQuery } from '@apollo/client/react';
import { X } from 'lucide-react';
import { useState } from 'react';
import { cardGrid, CourseCard, CourseCardSkeleton } from '@/components/course-card';
import { ErrorState } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import type { ForYouQuery as Answer } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/graph';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';
import { useSignedIn } from '@/lib/viewer';
import { Because } from './because';

const ForYouQuery = graphql(/* GraphQL */ `
  query ForYou($signedIn: Boolean!) {
    recommendedCourses(first: 6) @include(if: $signedIn) {
      reason
      course { id title ...CourseCard_course }
      ...Because_recommendation
    }
  }
`);

const DismissRecommendation = graphql(/* GraphQL */ `
  mutation DismissRecommendation($courseId: ID!, $on: Boolean!) {
    dismissRecommendation(courseId: $courseId, on: $on) { courseId userErrors { code message } }
  }
`);

type Recommendation = NonNullable<Answer['recommendedCourses']>[number];

/** A course that one does not want is gone at once and for good, and comes back by the notice that says so. */
function useDismissing(refetch: () => unknown) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const [dismiss] = useMutation(DismissRecommendation);
  const [gone, setGone] = useState<ReadonlySet<string>>(() => new Set());
  const show = (courseId: string, on: boolean) => setGone((before) => new Set(on ? [...before].filter((each) => each !== courseId) : [...before, courseId]));
  const set = async (courseId: string, on: boolean, then: () => void) => {
    show(courseId, !on);
    const isDone = await attempt(
      t('graph.notDismissed'),
      async () => (await dismiss({ variables: { courseId, on } })).data?.dismissRecommendation.userErrors,
      () => {
        show(courseId, !on);
        void refetch();
        then();
      },
    );
    if (!isDone) show(courseId, on);
  };
  const act = ({ id, title }: { id: string; title: string }) =>
    void set(id, true, () =>
      notify({
        subject: `dismissed ${id}`,
        message: t('graph.dismissed', { course: title }),
        action: { label: t('graph.undo'), act: () => void set(id, false, () => undefined) },
      }),
    );
  return { gone, dismiss: act };
}

type ShelfProps = { recommendations: readonly Recommendation[]; dismiss: (course: { id: string; title: string }) => void };

function Shelf({ recommendations, dismiss }: ShelfProps) {
  const { t } = useI18n();
  return (
    <ul className={cardGrid}>
      {recommendations.map((recommendation) => {
        const { course } = recommendation;
        if (!course) return null;
        return (
          <li key={course.id} className="flex flex-col gap-2">
            <div className="flex-1">
              <CourseCard course={course} />
            </div>
            <div className="flex items-start justify-between gap-3">
              <Because recommendation={recommendation} />
              <Button
                size="smallIcon"
                variant="ghost"
                className="ms-auto shrink-0"
                aria-label={t('graph.dismissName', { course: course.title })}
                title={t('graph.dismiss')}
                onClick={() => dismiss(course)}
              >
                <X aria-hidden />
              </Button>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** Below the courses, so that nothing waits for it and nothing is pushed down when it comes. */
export function ForYou() {
  const { t } = useI18n();
  const signedIn = useSignedIn();
  const { data, loading, error, refetch } = useQuery(ForYouQuery, { variables: { signedIn }, skip: !signedIn, fetchPolicy: 'cache-and-network' });
  const kept = useKept('for-you', data?.recommendedCourses, loading || error !== undefined);
  const { gone, dismiss } = useDismissing(refetch);
  const recommendations = kept?.filter(({ course }) => !course || !gone.has(course.id));
  if (!signedIn || (recommendations && recommendations.length === 0) || (!recommendations && !loading && !error)) return null;
  return (
    <section className="grid grid-cols-1 gap-5">
      <h2 className="text-2xl">{t(recommendations?.every(({ reason }) => reason === 'TRENDING') ? 'graph.trending' : 'graph.forYou')}</h2>
      {recommendations ? (
        <Shelf recommendations={recommendations} dismiss={dismiss} />
      ) : loading ? (
        <div className={cardGrid} aria-busy role="status" aria-label={t('state.loading')}>
          {[1, 2, 3].map((n) => (
            <CourseCardSkeleton key={n} />
          ))}
        </div>
      ) : (
        <ErrorState text={t('graph.forYouDown')} onRetry={refetch} />
      )}
    </section>
  );
}
