import { useQuery } from '@apollo/client/react';
import { useParams } from 'react-router';
import { cardGrid, CourseCard } from '@/components/course-card';
import { FollowButton } from '@/components/follow-button';
import { Page } from '@/components/page';
import { EmptyState, ErrorState } from '@/components/page-states';
import { Avatar, Skeleton } from '@/components/ui/bits';
import { graphql } from '@/gql';
import { monthYear } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import { useKept } from '@/lib/use-kept';
import { useSignedIn } from '@/lib/viewer';

const ProfileQuery = graphql(/* GraphQL */ `
  query Profile($handle: String!, $signedIn: Boolean!) {
    user(handle: $handle) {
      id
      displayName
      headline
      bio
      avatarUrl(size: 192)
      joinedAt
      isInstructor
      teaching(first: 24) { nodes { id ...CourseCard_course } }
      ...FollowButton_user
    }
  }
`);

export function Component() {
  const { t, locale } = useI18n();
  const { handle = '' } = useParams();
  const signedIn = useSignedIn();
  const { data, loading, error, refetch } = useQuery(ProfileQuery, { variables: { handle, signedIn } });
  const user = useKept(handle, data?.user, loading || error !== undefined);
  if (!user) {
    return (
      <Page title={handle}>
        {loading ? (
          <Skeleton className="h-40" />
        ) : error ? (
          <ErrorState onRetry={refetch} />
        ) : (
          <EmptyState title={t('state.notFound')} text={t('state.notFoundText')} />
        )}
      </Page>
    );
  }
  const courses = user.teaching?.nodes ?? [];
  return (
    <Page title={user.displayName} className="grid gap-10">
      <header className="flex flex-wrap items-center gap-6">
        <Avatar name={user.displayName} url={user.avatarUrl} className="size-24 text-2xl" />
        <div className="grid gap-2">
          <h1 className="text-3xl">{user.displayName}</h1>
          {user.headline && <p className="text-lg text-muted-foreground">{user.headline}</p>}
          <p className="text-sm text-muted-foreground">{t('profile.joined', { date: monthYear(user.joinedAt, locale) })}</p>
          <FollowButton user={user} />
        </div>
      </header>
      {user.bio && <p className="max-w-prose whitespace-pre-line">{user.bio}</p>}
      {user.isInstructor && (
        <section className="grid gap-4">
          <h2 className="text-2xl">{t('profile.teaching')}</h2>
          {courses.length === 0 && <p className="text-muted-foreground">{t('profile.noCourses')}</p>}
          <ul className={cardGrid}>
            {courses.map((course) => (
              <li key={course.id}>
                <CourseCard course={course} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}
