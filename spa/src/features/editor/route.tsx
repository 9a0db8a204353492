import { useQuery } from '@apollo/client/react';
import { useParams } from 'react-router';
import { Page } from '@/components/page';
import { EmptyState, ErrorState, SignInState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import { useSignedIn } from '@/lib/viewer';
import { Curriculum } from './curriculum';
import { Details } from './details';
import { PublishBar } from './publish-bar';

const EditorQuery = graphql(/* GraphQL */ `
  query Editor($id: ID!) {
    course(id: $id) { id title ...PublishBar_course ...Details_course ...Curriculum_course }
  }
`);

export function Component() {
  const { t } = useI18n();
  const { courseId = '' } = useParams();
  const signedIn = useSignedIn();
  const { data, loading, error, refetch } = useQuery(EditorQuery, { variables: { id: courseId }, fetchPolicy: 'cache-and-network' });
  const course = data?.course;
  if (!signedIn) {
    return (
      <Page title={t('app.teach')}>
        <SignInState />
      </Page>
    );
  }
  if (!course) {
    return (
      <Page title={t('app.teach')}>
        {loading ? <Skeleton className="h-96" /> : error ? <ErrorState onRetry={refetch} /> : <EmptyState title={t('state.notFound')} text={t('state.notFoundText')} />}
      </Page>
    );
  }
  return (
    <Page title={course.title} className="grid gap-8">
      <PublishBar course={course} onRefresh={refetch} />
      <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Curriculum course={course} onRefresh={refetch} />
        <Details course={course} onRefresh={refetch} />
      </div>
    </Page>
  );
}
