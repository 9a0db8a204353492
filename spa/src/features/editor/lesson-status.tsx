import { useMutation } from '@apollo/client/react';
import { StateBadge } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { useI18n } from '@/lib/i18n';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';
import { missingOf } from './readiness';

export const LessonStatusFragment = graphql(/* GraphQL */ `
  fragment LessonStatus_lesson on Lesson {
    id
    status
    content {
      ... on ArticleContent { html(locale: $locale) }
      ... on VideoContent { video { id status } }
    }
  }
`);

const PublishLesson = graphql(/* GraphQL */ `
  mutation PublishLesson($id: ID!) {
    publishLesson(id: $id) { lesson { id status course { id revision } } userErrors { code message } }
  }
`);

const UnpublishLesson = graphql(/* GraphQL */ `
  mutation UnpublishLesson($id: ID!) {
    unpublishLesson(id: $id) { lesson { id status course { id revision } } userErrors { code message } }
  }
`);

type Props = { lesson: FragmentType<typeof LessonStatusFragment> };

export function LessonBadge({ lesson: ref }: Props) {
  const { status } = readFragment(LessonStatusFragment, ref);
  const { t } = useI18n();
  return <StateBadge state={status}>{t(`lessonStatus.${status}`)}</StateBadge>;
}

/** Shows a lesson to learners or hides it from them; says what it lacks where it cannot be shown. */
export function LessonPublishing({ lesson: ref, name }: Props & { name: string }) {
  const lesson = readFragment(LessonStatusFragment, ref);
  const { t } = useI18n();
  const attempt = useAttempt();
  const [publish, publishing] = useMutation(PublishLesson);
  const [unpublish, unpublishing] = useMutation(UnpublishLesson);
  const { id, status, content } = lesson;
  const isDraft = status === 'DRAFT';
  const missing = isDraft ? missingOf(content) : null;
  const change = async () =>
    isDraft
      ? ((await publish({ variables: { id } })).data?.publishLesson.userErrors ?? [])
      : ((await unpublish({ variables: { id } })).data?.unpublishLesson.userErrors ?? []);
  const act = () =>
    attempt(t('editor.statusFailed', { name }), change, () =>
      notify({ subject: id, message: t(isDraft ? 'editor.lessonPublished' : 'editor.lessonHidden', { name }) }),
    );
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button size="small" variant="outline" isBusy={publishing.loading || unpublishing.loading} disabled={missing !== null} onClick={() => void act()}>
        {t(isDraft ? 'editor.publishLesson' : 'editor.unpublishLesson')}
      </Button>
      <p className="text-sm text-muted-foreground">{missing ? t(`missing.${missing}`) : t(isDraft ? 'editor.draftText' : 'editor.publishedText')}</p>
    </div>
  );
}
