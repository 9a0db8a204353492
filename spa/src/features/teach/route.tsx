import { useMutation, useQuery } from '@apollo/client/react';
import { Film, Inbox } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { Cover } from '@/components/cover';
import { Page } from '@/components/page';
import { EmptyState, ErrorState, SignInState, UserErrors } from '@/components/page-states';
import { Skeleton, StateBadge } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { Field, Input, Select } from '@/components/ui/field';
import { graphql } from '@/gql';
import type { CreateCourseInput } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/teaching';
import { Repeatable } from '@/lib/repeatable';
import { useSending } from '@/lib/use-sending';
import { useKept } from '@/lib/use-kept';
import { useViewer } from '@/lib/viewer';
import { BecomeInstructor } from './become-instructor';

const TeachQuery = graphql(/* GraphQL */ `
  query Teach {
    viewer {
      user {
        id
        teaching(first: 50) { nodes { id title status lessonCount cover(width: 320) { ...Cover_image } } }
      }
    }
  }
`);

const CreateCourse = graphql(/* GraphQL */ `
  mutation CreateCourse($input: CreateCourseInput!) {
    createCourse(input: $input) { course { id } userErrors { code message path } }
  }
`);

function NewCourse() {
  const { t, locale } = useI18n();
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const [language, setLanguage] = useState<string>(locale);
  const [creations] = useState(() => new Repeatable<CreateCourseInput>());
  const [create] = useMutation(CreateCourse);
  const { isSending, refusals, send } = useSending(t('teach.notCreated'));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void send(async () => {
      const words = title.trim();
      const input = creations.of(`${language} ${words}`, (idempotencyKey) => ({ idempotencyKey, title: words, originalLocale: language }));
      const { data } = await create({ variables: { input } });
      creations.answered();
      const course = data?.createCourse.course;
      if (course) void navigate(`/teach/${course.id}`);
      return data?.createCourse.userErrors ?? [];
    });
  };
  return (
    <form onSubmit={submit} className="grid w-full gap-3 sm:grid-cols-[minmax(0,1fr)_11rem_auto] sm:items-end">
      <Field label={t('teach.name')}>{(id) => <Input id={id} required maxLength={120} value={title} onChange={(e) => setTitle(e.target.value)} />}</Field>
      <Field label={t('teach.language')}>
        {(id) => (
          <Select id={id} value={language} onChange={(e) => setLanguage(e.target.value)}>
            <option value="es">Español</option>
            <option value="en">English</option>
          </Select>
        )}
      </Field>
      <Button type="submit" isBusy={isSending} disabled={title.trim() === ''}>
        {t('teach.new')}
      </Button>
      <UserErrors errors={refusals} />
    </form>
  );
}

function MyCourses() {
  const { t } = useI18n();
  const { data, loading, error, refetch } = useQuery(TeachQuery, { fetchPolicy: 'cache-and-network' });
  const courses = useKept('teaching', data?.viewer?.user.teaching?.nodes, loading || error !== undefined);
  if (!courses) return loading ? <Skeleton className="h-40" /> : <ErrorState onRetry={refetch} />;
  if (courses.length === 0) {
    return (
      <EmptyState title={t('teach.empty')} text={t('teach.emptyText')}>
        <NewCourse />
      </EmptyState>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-6">
      {error && !data?.viewer && <ErrorState onRetry={refetch} />}
      <NewCourse />
      <ul className="grid grid-cols-1 gap-3">
        {courses.map((course) => (
          <li key={course.id}>
            <Link to={`/teach/${course.id}`} className="flex items-center gap-4 rounded-lg border bg-card p-3 hover:bg-muted">
              <Cover id={course.id} title={course.title} image={course.cover} sizes="7rem" className="w-28 shrink-0 rounded-md" />
              <span className="grid min-w-0 grid-cols-1 gap-1">
                <span className="font-semibold wrap-anywhere">{course.title}</span>
                <span className="flex flex-wrap items-center gap-2 text-sm text-muted-foreground">
                  <StateBadge state={course.status}>{t(`status.${course.status}`)}</StateBadge>
                  {t('course.lessons', { count: course.lessonCount })}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function Component() {
  const { t } = useI18n();
  const { user, loading, refetch } = useViewer();
  return (
    <Page title={t('teach.title')} className="grid gap-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-3xl">{t('teach.title')}</h1>
        {user?.isInstructor && (
          <div className="flex flex-wrap gap-2">
            <Button asChild variant="outline">
              <Link to="/teach/inbox">
                <Inbox aria-hidden />
                {t('teach.inbox')}
              </Link>
            </Button>
            <Button asChild variant="outline">
              <Link to="/teach/videos">
                <Film aria-hidden />
                {t('videos.title')}
              </Link>
            </Button>
          </div>
        )}
      </div>
      {loading && <Skeleton className="h-40" />}
      {!loading && user === null && <SignInState />}
      {user && (user.isInstructor ? <MyCourses /> : <BecomeInstructor onDone={() => void refetch()} />)}
    </Page>
  );
}
