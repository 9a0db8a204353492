import { useMutation } from '@apollo/client/react';
import { Eye, KeyRound } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { UserErrors } from '@/components/page-states';
import { StateBadge } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { confirmed } from '@/lib/asking';
import { useI18n } from '@/lib/i18n';
import { useSending } from '@/lib/use-sending';
import { missingOf } from './readiness';

export const PublishBarFragment = graphql(/* GraphQL */ `
  fragment PublishBar_course on Course {
    id
    slug
    originalLocale
    title(locale: $locale)
    status
    revision
    modules {
      id
      lessons {
        id
        title(locale: $locale)
        status
        content {
          ... on ArticleContent { html(locale: $locale) }
          ... on VideoContent { video { id status } }
        }
      }
    }
  }
`);

const Publish = graphql(/* GraphQL */ `
  mutation PublishCourse($input: PublishCourseInput!, $locale: Locale!) {
    publishCourse(input: $input) { course { id ...PublishBar_course } userErrors { code message path } }
  }
`);

const Unpublish = graphql(/* GraphQL */ `
  mutation UnpublishCourse($id: ID!, $revision: Int!) {
    unpublishCourse(id: $id, expectedRevision: $revision) { course { id status revision } userErrors { code message } }
  }
`);

const Archive = graphql(/* GraphQL */ `
  mutation ArchiveCourse($id: ID!, $revision: Int!) {
    archiveCourse(id: $id, expectedRevision: $revision) { course { id status revision } userErrors { code message } }
  }
`);

type Props = { course: FragmentType<typeof PublishBarFragment>; onRefresh: () => unknown };

export function PublishBar({ course: ref, onRefresh }: Props) {
  const course = readFragment(PublishBarFragment, ref);
  const { t } = useI18n();
  const [publish, { data: published }] = useMutation(Publish);
  const [unpublish] = useMutation(Unpublish);
  const [archive] = useMutation(Archive);
  const { isSending, refusals, send } = useSending(t('editor.courseFailed'));
  const { id, status, revision } = course;
  // What was refused was the course as it stood then: once it is mended the words would be about nothing.
  const state = JSON.stringify([revision, course.modules]);
  const [judged, setJudged] = useState(state);
  if (isSending && judged !== state) setJudged(state);
  const drafts = course.modules.flatMap((m) => m.lessons).filter((lesson) => lesson.status === 'DRAFT');
  const lacking = drafts.flatMap((lesson) => {
    const missing = missingOf(lesson.content);
    return missing ? [{ ...lesson, missing }] : [];
  });
  const ready = drafts.length - lacking.length;
  const isOpen = status === 'PUBLISHED' || status === 'UNLISTED';
  const act = (request: () => ReturnType<Parameters<typeof send>[0]>) =>
    void send(async () => {
      const refused = await request();
      await onRefresh();
      return refused;
    });
  const open = async () => {
    const input = { id, expectedRevision: revision, unlisted: status === 'UNLISTED' };
    return (await publish({ variables: { input, locale: course.originalLocale } })).data?.publishCourse.userErrors ?? [];
  };
  const close = async () => (await unpublish({ variables: { id, revision } })).data?.unpublishCourse.userErrors ?? [];
  const shelve = async () => (await archive({ variables: { id, revision } })).data?.archiveCourse.userErrors ?? [];
  const actIf = async (question: string, action: string, request: typeof close) => {
    if (await confirmed(question, action)) act(request);
  };
  return (
    <header className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="min-w-0 flex-1 basis-64 text-3xl">{course.title}</h1>
        <StateBadge state={status}>{t(`status.${status}`)}</StateBadge>
        <Button asChild variant="outline">
          <Link to={`/teach/${id}/access`}>
            <KeyRound aria-hidden />
            {t('editor.access')}
          </Link>
        </Button>
        <Button asChild variant="outline">
          <Link to={`/courses/${course.slug}`}>
            <Eye aria-hidden />
            {t('editor.view')}
          </Link>
        </Button>
        {(!isOpen || ready > 0) && (
          <Button isBusy={isSending} onClick={() => act(open)}>
            {isOpen ? t('editor.publishReady', { count: ready }) : t('editor.publish')}
          </Button>
        )}
        {status !== 'DRAFT' && (
          <Button variant="outline" isBusy={isSending} onClick={() => void actIf(t('editor.unpublishSure'), t('editor.unpublish'), close)}>
            {t('editor.unpublish')}
          </Button>
        )}
        {status !== 'ARCHIVED' && (
          <Button variant="ghost" isBusy={isSending} onClick={() => void actIf(t('editor.archiveSure'), t('editor.archive'), shelve)}>
            {t('editor.archive')}
          </Button>
        )}
      </div>
      {drafts.length > 0 && (
        <details className="text-sm">
          <summary className="min-h-9 py-1.5">
            {t('editor.willPublish', { count: ready })} {lacking.length > 0 && t('editor.notReady', { count: lacking.length })}
          </summary>
          <ul className="grid gap-1 ps-4">
            {lacking.map((lesson) => (
              <li key={lesson.id}>
                <span className="font-semibold">{lesson.title}</span>: {t(`missing.${lesson.missing}`)}
              </li>
            ))}
          </ul>
        </details>
      )}
      {isOpen && published?.publishCourse.course && (
        <p role="status" className="text-sm font-semibold text-success">
          {t('editor.published')}
        </p>
      )}
      <UserErrors title={t('editor.notDone')} errors={judged === state ? refusals : []} />
    </header>
  );
}
