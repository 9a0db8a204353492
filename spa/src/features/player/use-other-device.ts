import { useSubscription } from '@apollo/client/react';
import { graphql } from '@/gql';

const ResumeChanged = graphql(/* GraphQL */ `
  subscription ResumeChanged($courseId: ID) {
    resumeChanged(courseId: $courseId) {
      positionMs
      deviceLabel
      sessionId
      lesson { id title }
    }
  }
`);

/** Where the same person is on another device. */
export type Elsewhere = { lessonId: string; title: string; positionMs: number; deviceLabel: string | null };

/** Tells of each move of the same person in this course that another player than this one made. */
export function useOtherDevice(courseId: string | undefined, sessionId: string | null, onMoved: (elsewhere: Elsewhere) => void) {
  useSubscription(ResumeChanged, {
    variables: { courseId },
    skip: courseId === undefined || sessionId === null,
    // A lesson in passing is not the page's: its answer changes nothing that is kept.
    fetchPolicy: 'no-cache',
    onData: ({ data }) => {
      const moved = data.data?.resumeChanged;
      // What was read or ticked has no player, and is no place to go on from.
      if (!moved?.sessionId || moved.sessionId === sessionId) return;
      onMoved({ lessonId: moved.lesson.id, title: moved.lesson.title, positionMs: moved.positionMs, deviceLabel: moved.deviceLabel ?? null });
    },
  });
}
