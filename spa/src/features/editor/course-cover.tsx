import { useApolloClient } from '@apollo/client/react';
import { Cover } from '@/components/cover';
import { PictureField } from '@/components/picture/picture-field';
import { PictureRefused } from '@/components/picture/picture-port';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/picture';
import { useAttempt } from '@/lib/use-attempt';

export const CourseCoverFragment = graphql(/* GraphQL */ `
  fragment CourseCover_course on Course {
    id
    slug
    cover(width: 640) { ...Cover_image }
    chosenCover { state failureMessage }
  }
`);

const CoverRevision = graphql(/* GraphQL */ `
  query CoverRevision($id: ID!) {
    course(id: $id) { id revision }
  }
`);

const SetCover = graphql(/* GraphQL */ `
  mutation SetCover($input: UpdateCourseInput!) {
    updateCourse(input: $input) {
      course { id revision ...CourseCover_course }
      userErrors { code message }
    }
  }
`);

const TRIES = 3;

/** A cover is no text: whatever somebody else wrote meanwhile stays, so the revision is only asked for to be named. */
function useSetCover(id: string) {
  const client = useApolloClient();
  return async (coverUploadId: string | null) => {
    for (let attempt = 1; ; attempt += 1) {
      const { data: now } = await client.query({ query: CoverRevision, variables: { id }, fetchPolicy: 'network-only' });
      const expectedRevision = now?.course?.revision ?? 0;
      const { data } = await client.mutate({ mutation: SetCover, variables: { input: { id, expectedRevision, coverUploadId } } });
      const [refusal] = data?.updateCourse.userErrors ?? [];
      if (!refusal) return;
      if (refusal.__typename !== 'ConflictError' || attempt === TRIES) throw new PictureRefused(refusal.message);
    }
  };
}

type Props = { course: FragmentType<typeof CourseCoverFragment>; onRefresh: () => unknown };

/** What is shown of the course in the catalog. */
export function CourseCover({ course: ref, onRefresh }: Props) {
  const course = readFragment(CourseCoverFragment, ref);
  const { t } = useI18n();
  const attempt = useAttempt();
  const setCover = useSetCover(course.id);
  const chosen = course.chosenCover;
  const isPending = chosen?.state === 'QUEUED' || chosen?.state === 'UPLOADING';
  return (
    <section className="grid content-start gap-3">
      <h2 className="text-xl">{t('editor.cover')}</h2>
      <PictureField
        purpose="COVER"
        aspect={16 / 9}
        label={t(chosen ? 'picture.change' : 'picture.choose')}
        removeLabel={t('picture.remove')}
        pending={isPending}
        failure={chosen?.state === 'FAILED' ? chosen.failureMessage : null}
        onChosen={setCover}
        onRefresh={onRefresh}
        onRemove={chosen ? () => void attempt(t('editor.coverNotRemoved'), () => setCover(null), onRefresh) : undefined}
      >
        <Cover id={course.id} title={course.slug} image={course.cover} sizes="(min-width: 64rem) 24rem, 100vw" className="rounded-md" />
        <p className="text-sm text-muted-foreground">{t('editor.coverText')}</p>
      </PictureField>
    </section>
  );
}
