import { useQuery } from '@apollo/client/react';
import { useParams } from 'react-router';
import { Page } from '@/components/page';
import { ErrorState, NotFoundState, SignInState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/teaching';
import { useKept } from '@/lib/use-kept';
import { useViewer } from '@/lib/viewer';
import { CourseCompletion } from './course-completion';
import { CourseCover } from './course-cover';
import { CourseWords } from './course-words';
import { Curriculum } from './curriculum';
import { DeletedItems } from './deleted-items';
import { Details } from './details';
import { PublishBar } from './publish-bar';
import { StopTeaching } from './stop-teaching';

// What is edited is the text in the course's own language, whichever the page is shown in.
const LanguageQuery = graphql(/* GraphQL */ `
  query EditedLanguage($id: ID!) {
    course(id: $id) { id originalLocale }
  }
`);

const EditorQuery = graphql(/* GraphQL */ `
  query Editor($id: ID!, $locale: Locale!) {
    course(id: $id) { id title(locale: $locale) ...PublishBar_course ...Details_course ...CourseSettings_course ...Curriculum_course ...DeletedItems_course ...CourseCover_course ...StopTeaching_course }
  }
`);

export function Component() {
  const { t } = useI18n();
  const { courseId = '' } = useParams();
  const viewer = useViewer();
  const accountId = viewer.user?.id;
  const language = useQuery(LanguageQuery, { variables: { id: courseId }, skip: !accountId });
  const locale = useKept(courseId, language.data?.course?.originalLocale, language.loading || language.error !== undefined);
  const editor = useQuery(EditorQuery, { variables: { id: courseId, locale: locale ?? '' }, skip: !locale, fetchPolicy: 'cache-and-network' });
  // Moving and adding ask for the course anew: what is being typed beside it must not go when that fails.
  const course = useKept(`${accountId}.${courseId}`, editor.data?.course, editor.loading || editor.error !== undefined);
  if (!accountId) {
    return (
      <Page title={t('app.teach')}>
        {viewer.loading ? <Skeleton className="h-96" /> : <SignInState />}
      </Page>
    );
  }
  if (!course) {
    const asked = locale ? editor : language;
    return (
      <Page title={asked.loading || asked.error ? t('app.teach') : t('state.notFound')}>
        {asked.loading ? (
          <Skeleton className="h-96" />
        ) : asked.error ? (
          <ErrorState onRetry={asked.refetch} />
        ) : (
          <NotFoundState />
        )}
      </Page>
    );
  }
  return (
    <Page title={course.title} className="grid gap-8">
      {editor.error && !editor.data?.course && <ErrorState onRetry={editor.refetch} />}
      <PublishBar course={course} onRefresh={editor.refetch} />
      <div className="grid grid-cols-1 gap-10 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid grid-cols-1 content-start gap-8">
          <Curriculum course={course} accountId={accountId} onRefresh={editor.refetch} />
          <DeletedItems course={course} onRefresh={editor.refetch} />
        </div>
        <div className="grid grid-cols-1 content-start gap-10">
          <CourseCover course={course} onRefresh={editor.refetch} />
          <Details course={course} accountId={accountId} />
          <CourseCompletion course={course} accountId={accountId} />
          <CourseWords course={course} accountId={accountId} />
          <StopTeaching course={course} accountId={accountId} />
        </div>
      </div>
    </Page>
  );
}
