import { useMutation, useQuery } from '@apollo/client/react';
import { useNavigate, useParams } from 'react-router';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/forum';
import { useSignedIn } from '@/lib/viewer';
import { ForumFrame, Hindered } from './forum-frame';
import { KINDS, NOTHING, tagsOf, ThreadForm, type Writing } from './thread-form';

const NewThreadQuery = graphql(/* GraphQL */ `
  query NewThread($slug: String!, $signedIn: Boolean!) {
    course(slug: $slug) {
      id
      title
      viewerModerates @include(if: $signedIn)
      threads(first: 1) { nodes { id } }
    }
  }
`);

const CreateThread = graphql(/* GraphQL */ `
  mutation CreateThread($input: CreateThreadInput!) {
    createThread(input: $input) {
      thread { id }
      userErrors { code message path ... on SlowDownError { retryAfterMs } }
    }
  }
`);

/** Who teaches seldom asks; what everybody is told is chosen on purpose. */
const OF_STAFF: Writing = { ...NOTHING, kind: 'DISCUSSION' };

/** Asks, or begins to discuss; then the thread itself is shown. */
export function Component() {
  const { t } = useI18n();
  const { slug = '' } = useParams();
  const navigate = useNavigate();
  const signedIn = useSignedIn();
  const { data, loading, error, refetch } = useQuery(NewThreadQuery, { variables: { slug, signedIn } });
  const [create] = useMutation(CreateThread);
  const course = data?.course;
  const forum = `/courses/${slug}/forum`;
  const send = async ({ kind, title, body, tags }: Writing, idempotencyKey: string) => {
    if (!course) return [];
    const input = { idempotencyKey, courseId: course.id, kind, title, bodyMarkdown: body, tags: tagsOf(tags) };
    const result = await create({
      variables: { input },
      // Wherever it stands in the lists that were read, they are read again.
      update: (cache) => void cache.evict({ id: cache.identify({ __typename: 'Course', id: course.id }), fieldName: 'threads' }),
    });
    const answer = result.data?.createThread;
    if (answer && answer.userErrors.length === 0) void navigate(answer.thread ? `${forum}/${answer.thread.id}` : forum, { replace: true });
    return answer?.userErrors ?? [];
  };
  return (
    <ForumFrame title={t('forum.newTitle')} back={{ to: forum, label: t('forum.title') }}>
      <h1 className="text-3xl">{t('forum.newTitle')}</h1>
      {course?.threads ? (
        <ThreadForm
          draftKey={`${course.id}.thread`}
          action={t('forum.publish')}
          kinds={course.viewerModerates ? [...KINDS, 'ANNOUNCEMENT'] : KINDS}
          initial={course.viewerModerates ? OF_STAFF : NOTHING}
          onSend={send}
          onCancel={() => void navigate(forum)}
        />
      ) : (
        <Hindered slug={slug} hindrance={loading ? 'loading' : error ? 'failed' : course ? 'closed' : 'nothing'} onRetry={refetch} />
      )}
    </ForumFrame>
  );
}
