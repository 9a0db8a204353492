import { useMutation } from '@apollo/client/react';
import { Eye } from 'lucide-react';
import { Link } from 'react-router';
import { UserErrors } from '@/components/page-states';
import { Badge } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { useI18n } from '@/lib/i18n';

export const PublishBarFragment = graphql(/* GraphQL */ `
  fragment PublishBar_course on Course { id slug originalLocale title(locale: $locale) status revision }
`);

const Publish = graphql(/* GraphQL */ `
  mutation PublishCourse($input: PublishCourseInput!, $locale: Locale!) {
    publishCourse(input: $input) { course { id ...PublishBar_course } userErrors { code message path } }
  }
`);

type Props = { course: FragmentType<typeof PublishBarFragment>; onRefresh: () => unknown };

export function PublishBar({ course: ref, onRefresh }: Props) {
  const course = readFragment(PublishBarFragment, ref);
  const { t } = useI18n();
  const [publish, { data, loading, error }] = useMutation(Publish);
  const errors = data?.publishCourse.userErrors ?? (error ? [{ code: 'FAILED', message: t('state.error') }] : []);
  const act = async () => {
    await publish({ variables: { input: { id: course.id, expectedRevision: course.revision }, locale: course.originalLocale } });
    await onRefresh();
  };
  const isPublished = course.status === 'PUBLISHED';
  return (
    <header className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="min-w-0 flex-1 basis-64 text-3xl">{course.title}</h1>
        <Badge>{t(`status.${course.status}`)}</Badge>
        <Button asChild variant="outline">
          <Link to={`/courses/${course.slug}`}>
            <Eye aria-hidden />
            {t('editor.view')}
          </Link>
        </Button>
        {!isPublished && (
          <Button disabled={loading} onClick={() => void act().catch(() => undefined)}>
            {t('editor.publish')}
          </Button>
        )}
      </div>
      {isPublished && data?.publishCourse.course && (
        <p role="status" className="text-sm font-semibold text-success">
          {t('editor.published')}
        </p>
      )}
      <UserErrors title={t('editor.cannotPublish')} errors={errors} />
    </header>
  );
}
